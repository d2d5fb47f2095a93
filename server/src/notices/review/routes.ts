import {
  blocksQuery,
  changeRequest,
  comment,
  commentInput,
  commentList,
  commentParams,
  differences,
  differencesQuery,
  historyParams,
  historyText,
  noticeHistory,
  noticeParams,
  noticeVersion,
  noticeVersions,
  staffNoticeParams,
  versionParams,
  versionRemoval,
  type StaffAccount,
} from '@shuozhi/shared/api';
import { presentChange } from '../../approvals';
import { route, type Guard, type Route } from '../../http';
import { TAG } from '../stepRoute';
import { addComment, commentsOn, deleteComment, resolveComment } from './comments';
import { compareTexts, historyOf, historyTextOf } from './history';
import { proposeVersionRemoval, publicVersion, publicVersions } from './publicVersions';

/** The versions of a notice that residents could read, with their dates. */
export function versionRoutes(): Route[] {
  return [
    route({
      method: 'get',
      path: '/notices/:id/versions',
      summary: 'The versions of a published notice that were public, newest first',
      tag: 'notices',
      params: noticeParams,
      maxAge: 60,
      response: noticeVersions,
      handler: ({ params }) => publicVersions(params.id),
    }),
    route({
      method: 'get',
      path: '/notices/:id/versions/:version',
      summary: 'A text of a published notice as it was public at its time',
      tag: 'notices',
      params: versionParams,
      query: blocksQuery,
      maxAge: 60,
      response: noticeVersion,
      handler: ({ params, query }) => publicVersion(params.id, params.version, query.from),
    }),
  ];
}

/** What reviewing needs: who wrote which text, what differs, comments. */
export function reviewRoutes(guard: Guard<StaffAccount>): Route[] {
  return [
    route({
      method: 'get',
      path: '/staff/notices/:id/revisions',
      summary: 'Every text that a notice has and had, the present one first, with who wrote it',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      response: noticeHistory,
      handler: ({ params }) => historyOf(params.id),
    }),
    route({
      method: 'get',
      path: '/staff/notices/:id/revisions/:hash',
      summary: 'One text of the history',
      tag: TAG,
      guard,
      params: historyParams,
      response: historyText,
      handler: ({ params }) => historyTextOf(params.id, params.hash),
    }),
    route({
      method: 'get',
      path: '/staff/notices/:id/differences',
      summary: 'What differs between two texts of a notice: by member, block and word',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      query: differencesQuery,
      response: differences,
      handler: ({ params, query }) => compareTexts(params.id, query.from, query.to),
    }),
    route({
      method: 'get',
      path: '/staff/notices/:id/comments',
      summary: 'Comments, oldest first, each at its place in the present text',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      response: commentList,
      handler: ({ params }) => commentsOn(params.id),
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/comments',
      summary: 'Comment on a member or a block of the text of this hash',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: commentInput,
      status: 201,
      response: comment,
      audit: 'notice.comment',
      handler: async ({ params, body, principal, note }) => {
        note({ detail: body.path });
        return addComment(params.id, body, principal, new Date());
      },
    }),
    route({
      method: 'post',
      path: '/staff/notices/:id/comments/:comment/resolve',
      summary: 'Say that a comment is dealt with',
      tag: TAG,
      guard,
      params: commentParams,
      response: comment,
      audit: 'notice.comment_resolve',
      handler: async ({ params, principal, note }) => {
        note({ detail: params.comment });
        return resolveComment(params.id, params.comment, principal.id, new Date());
      },
    }),
    route({
      method: 'delete',
      path: '/staff/notices/:id/comments/:comment',
      summary: 'Delete one’s own comment',
      tag: TAG,
      guard,
      params: commentParams,
      audit: 'notice.comment_delete',
      handler: async ({ params, principal, note }) => {
        note({ detail: params.comment });
        await deleteComment(params.id, params.comment, principal.id);
      },
    }),
    route({
      method: 'delete',
      path: '/staff/notices/:id/versions/:version',
      summary: 'Propose to erase an earlier public version for cause; it is done when another person approves',
      tag: TAG,
      guard,
      params: versionParams,
      body: versionRemoval,
      response: changeRequest,
      audit: 'notice.version_removal',
      handler: async ({ params, body, principal, note }) => {
        note({ detail: `${params.version} ${body.reason}` });
        return presentChange(
          await proposeVersionRemoval(params.id, params.version, body.reason, principal, new Date()),
        );
      },
    }),
  ];
}
