import { civilDateOf } from '@shuozhi/shared';
import {
  approveInput,
  noticeDraft,
  noticeEdit,
  publishInput,
  publishResult,
  returnInput,
  reviseInput,
  staffNotice,
  staffNoticeList,
  staffNoticeParams,
  staffNoticeQuery,
  submitInput,
  withdrawInput,
  type StaffAccount,
} from '@shuozhi/shared/api';
import { route, type Guard, type Route } from '../http';
import type { NoticeEvent } from './events';
import { createDraft, editDraft } from './drafts';
import {
  approveNotice,
  proposeRevision,
  proposeWithdrawal,
  publishNotice,
  returnNotice,
  submitNotice,
} from './lifecycle';
import { acceptReimport } from './proposals';
import { presentSummary } from './present';
import { listForStaff, noticeForStaff } from './staffList';
import { findNotice } from './store';

const TAG = 'staff';
/** A long plan with its tables is about 1 MB of JSON. */
const TEXT_LIMIT = 4 * 1024 * 1024;

export interface NoticesStaffDeps {
  guard: Guard<StaffAccount>;
  /**
   * Called after what is public changed: caches and search follow, and an event becomes a campaign at once.
   * @returns the campaign's id, null when nobody is told
   */
  onChanged: (event: NoticeEvent | null) => Promise<string | null>;
}

/** The staff API of notices: write, submit, approve by a second person, publish, revise, withdraw. */
export function noticesStaffRoutes({ guard, onChanged }: NoticesStaffDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/staff/notices',
      summary: 'Notices of any status, last changed first',
      tag: TAG,
      guard,
      query: staffNoticeQuery,
      response: staffNoticeList,
      handler: ({ query }) => listForStaff(query),
    }),
    route({
      method: 'post',
      path: '/staff/notices',
      summary: 'Create a draft',
      tag: TAG,
      guard,
      body: noticeDraft,
      bodyLimit: TEXT_LIMIT,
      status: 201,
      response: staffNotice,
      audit: 'notice.create',
      handler: async ({ body, principal }) => {
        const notice = await createDraft(body, principal, new Date());
        return noticeForStaff(notice);
      },
    }),
    route({
      method: 'get',
      path: '/staff/notices/:id',
      summary: 'A notice of any status',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      response: staffNotice,
      handler: async ({ params }) => noticeForStaff(await findNotice(params.id)),
    }),
    route({
      method: 'put',
      path: '/staff/notices/:id',
      summary: 'Replace the text of a notice that is not public yet; it is a draft again',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: noticeEdit,
      bodyLimit: TEXT_LIMIT,
      response: staffNotice,
      audit: 'notice.edit',
      handler: async ({ params, body, principal }) => {
        const notice = await editDraft(params.id, body.draft, body.baseUpdatedAt, principal, new Date());
        return noticeForStaff(notice);
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/submit',
      summary: 'Hand the draft of this hash in for approval',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: submitInput,
      response: staffNotice,
      audit: 'notice.submit',
      handler: async ({ params, body, principal, note }) => {
        note({ detail: body.hash });
        return noticeForStaff(await submitNotice(params.id, body, principal, new Date()));
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/return',
      summary: 'Give a submitted or approved text back to its editor, with the reason',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: returnInput,
      response: staffNotice,
      audit: 'notice.return',
      handler: async ({ params, body, principal, note }) => {
        note({ detail: body.reason });
        return noticeForStaff(await returnNotice(params.id, body.reason, principal, new Date()));
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/approve',
      summary: 'Approve the submitted text, or the proposed change, of this hash; by a person who wrote no part of it',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: approveInput,
      response: staffNotice,
      audit: 'notice.approve',
      handler: async ({ params, body, principal, note }) => {
        note({ detail: body.hash });
        const { notice, event } = await approveNotice(params.id, body.hash, principal, new Date());
        if (notice.status !== 'approved') await onChanged(event);
        return noticeForStaff(notice);
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/publish',
      summary: 'Publish the approved text of this hash and, unless notify is false, tell its subscribers once',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: publishInput,
      response: publishResult,
      audit: 'notice.publish',
      handler: async ({ params, body, principal, note }) => {
        const now = new Date();
        const { notice, event } = await publishNotice(params.id, body, principal, now);
        note({ detail: `${body.hash} ${event === null ? '不推送' : '推送'}` });
        return { notice: presentSummary(notice, civilDateOf(now)), campaignId: await onChanged(event) };
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/revise',
      summary: 'Propose a new text for a published notice; it shows when another person approves',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: reviseInput,
      bodyLimit: TEXT_LIMIT,
      response: staffNotice,
      audit: 'notice.revise',
      handler: async ({ params, body, principal, note }) => {
        const notice = await proposeRevision(params.id, body, principal, new Date());
        note({ detail: body.changeNote });
        return noticeForStaff(notice);
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/withdraw',
      summary: 'Propose to take a published notice back, with the reason; it is done when another person approves',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: withdrawInput,
      response: staffNotice,
      audit: 'notice.withdraw',
      handler: async ({ params, body, principal, note }) => {
        note({ detail: body.reason });
        return noticeForStaff(await proposeWithdrawal(params.id, body, principal, new Date()));
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/accept',
      summary: 'Take the re-import of this hash into a notice that is not public yet; it is a draft again',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: approveInput,
      response: staffNotice,
      audit: 'notice.accept',
      handler: async ({ params, body, principal, note }) => {
        note({ detail: body.hash });
        return noticeForStaff(await acceptReimport(params.id, body.hash, principal, new Date()));
      },
    }),
  ];
}
