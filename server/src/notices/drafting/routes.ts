import {
  draftDeletion,
  draftMembers,
  draftSave,
  presence,
  previewLink,
  staffNotice,
  staffNoticeCounts,
  staffNoticeParams,
  type StaffAccount,
} from '@shuozhi/shared/api';
import type { KeyObject } from 'node:crypto';
import { route, type Guard, type Route } from '../../http';
import { countForStaff, noticeForStaff } from '../staffList';
import { TAG, TEXT_LIMIT } from '../stepRoute';
import { findNotice } from '../store';
import { assertRole } from '../transitions';
import { deleteDraft, duplicateNotice } from './copies';
import { heartbeat, leave, whoEdits } from './presence';
import { previewLinkOf } from './previewLink';
import { beginDraft, saveDraft } from './saveDraft';

interface DraftingDeps {
  guard: Guard<StaffAccount>;
  /** Signs preview links. */
  key: KeyObject;
}

/** What an editor does with a text before it is handed in: begin, save bit by bit, copy, delete, show to others. */
export function draftingRoutes({ guard, key }: DraftingDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/staff/notices/counts',
      summary: 'How long the lists of the workbench are for the caller',
      tag: TAG,
      guard,
      response: staffNoticeCounts,
      handler: ({ principal }) => countForStaff(principal),
    }),
    route({
      method: 'post',
      path: '/staff/drafts',
      summary: 'Begin a draft with as much as is known; what is missing is asked for when it is submitted',
      tag: TAG,
      guard,
      body: draftMembers,
      bodyLimit: TEXT_LIMIT,
      status: 201,
      response: staffNotice,
      audit: 'notice.create',
      handler: async ({ body, principal }) => noticeForStaff(await beginDraft(body, principal, new Date())),
    }),
    route({
      method: 'patch',
      path: '/staff/notices/:id',
      summary: 'Save some members of a text that is not public yet; it is a draft again, and may be unfinished',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: draftSave,
      bodyLimit: TEXT_LIMIT,
      response: staffNotice,
      audit: 'notice.edit',
      handler: async ({ params, body, principal, note }) => {
        note({ detail: Object.keys(body.draft).join(' ') });
        return noticeForStaff(await saveDraft(params.id, body, principal, new Date()));
      },
    }),
    route({
      method: 'delete',
      path: '/staff/notices/:id',
      summary: 'Delete the draft of this hash; what was handed in or published cannot be deleted',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      query: draftDeletion,
      audit: 'notice.delete',
      handler: async ({ params, query, principal, note }) => {
        note({ detail: query.hash });
        await deleteDraft(params.id, query.hash, principal);
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/duplicate',
      summary: 'A new draft with the words of this notice, without its number',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      status: 201,
      response: staffNotice,
      audit: 'notice.duplicate',
      handler: async ({ params, principal, note }) => {
        const copy = await duplicateNotice(params.id, principal, new Date());
        note({ detail: copy._id });
        return noticeForStaff(copy);
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/preview',
      summary: 'A link by which a person without an account reads this text for three days',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      status: 201,
      response: previewLink,
      audit: 'notice.preview',
      handler: ({ params }) => previewLinkOf(params.id, key, new Date()),
    }),
    route({
      method: 'get',
      path: '/staff/notices/:id/presence',
      summary: 'Who else is editing this notice',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      response: presence,
      handler: ({ params, principal }) => whoEdits(params.id, principal.id, new Date()),
    }),
    route({
      method: 'put',
      path: '/staff/notices/:id/presence',
      summary: 'Say again, every 15 seconds, that the caller is editing this notice; answers who else is',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      response: presence,
      handler: async ({ params, principal }) => {
        assertRole('edit', principal.role);
        await findNotice(params.id);
        return heartbeat(params.id, principal, new Date());
      },
    }),
    route({
      method: 'delete',
      path: '/staff/notices/:id/presence',
      summary: 'Say that the caller is editing this notice no more',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      handler: ({ params, principal }) => leave(params.id, principal.id),
    }),
  ];
}
