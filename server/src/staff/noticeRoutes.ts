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
import type { KeyObject } from 'node:crypto';
import { route, type Route } from '../http';
import {
  approveNotice,
  createDraft,
  editDraft,
  findNotice,
  listForStaff,
  presentStaff,
  presentSummary,
  proposeRevision,
  publishNotice,
  returnNotice,
  submitNotice,
  withdrawNotice,
  type NoticeEvent,
} from '../notices';
import { audit } from './audit';
import { staffGuard } from './guard';

const TAG = 'staff';
/** A long plan with its tables is about 1 MB of JSON. */
const TEXT_LIMIT = 4 * 1024 * 1024;

export interface NoticeRouteDeps {
  key: KeyObject;
  /**
   * Called after what is public changed: caches and search follow, and an event becomes a campaign at once.
   * @returns the campaign's id, null when nobody is told
   */
  onChanged: (event: NoticeEvent | null) => Promise<string | null>;
}

type State = { state: { requestId?: unknown } };

/** The staff API of notices: write, submit, approve by a second person, publish, revise, withdraw. */
export function noticeRoutes({ key, onChanged }: NoticeRouteDeps): Route[] {
  const guard = staffGuard(key);
  const record = (actor: StaffAccount, action: string, id: string, ctx: State, detail: string | null = null) =>
    audit(actor, action, { target: id, detail, requestId: ctx.state.requestId as string });

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
      handler: async ({ body, principal, ctx }) => {
        const notice = await createDraft(body, principal, new Date());
        await record(principal, 'notice.create', notice._id, ctx);
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
      handler: async ({ params, body, principal, ctx }) => {
        const notice = await editDraft(params.id, body.draft, body.baseUpdatedAt, principal, new Date());
        await record(principal, 'notice.edit', params.id, ctx);
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
      handler: async ({ params, body, principal, ctx }) => {
        const notice = await submitNotice(params.id, body.confirmReviewed, principal, new Date());
        await record(principal, 'notice.submit', params.id, ctx);
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
      handler: async ({ params, principal, ctx }) => {
        const notice = await returnNotice(params.id, principal, new Date());
        await record(principal, 'notice.return', params.id, ctx);
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
      handler: async ({ params, principal, ctx }) => {
        const { notice, event } = await approveNotice(params.id, principal, new Date());
        await record(principal, 'notice.approve', params.id, ctx);
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
      handler: async ({ params, principal, ctx }) => {
        const now = new Date();
        const { notice, event } = await publishNotice(params.id, principal, now);
        await record(principal, 'notice.publish', params.id, ctx);
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
      handler: async ({ params, body, principal, ctx }) => {
        const notice = await proposeRevision(params.id, body, principal, new Date());
        await record(principal, 'notice.revise', params.id, ctx, body.changeNote);
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
      handler: async ({ params, body, principal, ctx }) => {
        const { notice, event } = await withdrawNotice(params.id, body.reason, principal, new Date());
        await record(principal, 'notice.withdraw', params.id, ctx, body.reason);
        await onChanged(event);
        return presentStaff(notice);
      },
    }),
  ];
}
