import { civilDateOf } from '@shuozhi/shared';
import {
  noticeDraft,
  noticeEdit,
  publishResult,
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
import {
  approveNotice,
  createDraft,
  editDraft,
  findNotice,
  proposeRevision,
  publishNotice,
  returnNotice,
  submitNotice,
  withdrawNotice,
} from './lifecycle';
import { presentStaff, presentSummary } from './present';
import { listForStaff } from './staffList';

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
        return presentStaff(notice);
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
      handler: async ({ params }) => presentStaff(await findNotice(params.id)),
    }),
    route({
      method: 'put',
      path: '/staff/notices/:id',
      summary: 'Replace the text of a draft',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: noticeEdit,
      bodyLimit: TEXT_LIMIT,
      response: staffNotice,
      audit: 'notice.edit',
      handler: async ({ params, body, principal }) => {
        const notice = await editDraft(params.id, body.draft, body.baseUpdatedAt, principal, new Date());
        return presentStaff(notice);
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/submit',
      summary: 'Hand a draft in for approval',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: submitInput,
      response: staffNotice,
      audit: 'notice.submit',
      handler: async ({ params, body, principal }) => {
        const notice = await submitNotice(params.id, body.confirmReviewed, principal, new Date());
        return presentStaff(notice);
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/return',
      summary: 'Give a submitted text back to its editor',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      response: staffNotice,
      audit: 'notice.return',
      handler: async ({ params, principal }) => {
        const notice = await returnNotice(params.id, principal, new Date());
        return presentStaff(notice);
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/approve',
      summary: 'Approve a submitted text or a proposed revision; by a person who did not write it',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      response: staffNotice,
      audit: 'notice.approve',
      handler: async ({ params, principal }) => {
        const { notice, event } = await approveNotice(params.id, principal, new Date());
        if (notice.status === 'published') await onChanged(event);
        return presentStaff(notice);
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/publish',
      summary: 'Publish an approved notice and tell its subscribers once',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      response: publishResult,
      audit: 'notice.publish',
      handler: async ({ params, principal }) => {
        const now = new Date();
        const { notice, event } = await publishNotice(params.id, principal, now);
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
        return presentStaff(notice);
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/withdraw',
      summary: 'Take a notice back, with the reason',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: withdrawInput,
      response: staffNotice,
      audit: 'notice.withdraw',
      handler: async ({ params, body, principal, note }) => {
        const { notice, event } = await withdrawNotice(params.id, body.reason, principal, new Date());
        note({ detail: body.reason });
        await onChanged(event);
        return presentStaff(notice);
      },
    }),
  ];
}
