import { civilDateOf } from '@shuozhi/shared';
import {
  approveInput,
  confirmInput,
  noticeDraft,
  noticeEdit,
  publishInput,
  publishResult,
  noticeReturn,
  reviseInput,
  staffNotice,
  staffNoticeList,
  staffNoticeParams,
  staffNoticeQuery,
  submitInput,
  withdrawInput,
  type StaffAccount,
} from '@shuozhi/shared/api';
import type { KeyObject } from 'node:crypto';
import { route, type Guard, type Route } from '../http';
import { draftingRoutes } from './drafting/routes';
import type { NoticeEvent } from './events';
import { confirmDoubts } from './doubts';
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
import { reviewRoutes } from './review/routes';
import { scheduleRoutes } from './schedule/routes';
import { stepRoute, TAG, TEXT_LIMIT } from './stepRoute';
import { findNotice } from './store';

export interface NoticesStaffDeps {
  guard: Guard<StaffAccount>;
  /** Signs preview links. */
  key: KeyObject;
  /**
   * Called after what is public changed: caches and search follow, and an event becomes a campaign at once.
   * @returns the campaign's id, null when nobody is told
   */
  onChanged: (event: NoticeEvent | null) => Promise<string | null>;
}

/** The staff API of notices: write, submit, approve by a second person, publish, revise, withdraw. */
export function noticesStaffRoutes({ guard, key, onChanged }: NoticesStaffDeps): Route[] {
  return [
    ...draftingRoutes({ guard, key }),
    ...scheduleRoutes(guard),
    ...reviewRoutes(guard),
    route({
      method: 'get',
      path: '/staff/notices',
      summary: 'Notices of any status without their texts, last changed first',
      tag: TAG,
      guard,
      query: staffNoticeQuery,
      response: staffNoticeList,
      handler: ({ query, principal }) => listForStaff(query, principal),
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
    stepRoute({
      guard,
      name: 'submit',
      summary: 'Hand the draft of this hash in for approval',
      body: submitInput,
      detail: ({ hash }) => hash,
      take: submitNotice,
    }),
    stepRoute({
      guard,
      name: 'confirm',
      summary: 'Say that these doubted fields of the draft of this hash were held against the source',
      body: confirmInput,
      detail: ({ fields }) => fields.join(' '),
      take: confirmDoubts,
    }),
    stepRoute({
      guard,
      name: 'return',
      summary: 'Give a submitted or approved text back to its editor, with the reason',
      body: noticeReturn,
      detail: ({ reason }) => reason,
      take: returnNotice,
    }),
    stepRoute({
      guard,
      name: 'approve',
      summary: 'Approve the submitted text, or the proposed change, of this hash; by a person who wrote no part of it',
      body: approveInput,
      detail: ({ hash }) => hash,
      take: async (id, { hash }, actor, now) => {
        const { notice, event } = await approveNotice(id, hash, actor, now);
        if (notice.status !== 'approved') await onChanged(event);
        return notice;
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
    stepRoute({
      guard,
      name: 'revise',
      summary: 'Propose a new text for a published notice; it shows when another person approves',
      body: reviseInput,
      bodyLimit: TEXT_LIMIT,
      detail: ({ changeNote }) => changeNote,
      take: proposeRevision,
    }),
    stepRoute({
      guard,
      name: 'withdraw',
      summary: 'Propose to take a published notice back, with the reason; it is done when another person approves',
      body: withdrawInput,
      detail: ({ reason }) => reason,
      take: proposeWithdrawal,
    }),
    stepRoute({
      guard,
      name: 'accept',
      summary: 'Take the re-import of this hash into a notice that is not public yet; it is a draft again',
      body: approveInput,
      detail: ({ hash }) => hash,
      take: (id, { hash }, actor, now) => acceptReimport(id, hash, actor, now),
    }),
  ];
}
