import { REGIONS, TOPICS } from '@shuozhi/shared';
import {
  blocksQuery,
  noticeBlocks,
  noticeDetail as detailSchema,
  noticeFileParams,
  noticeList,
  noticeParams,
  noticeQuery,
  noticeWithdrawal,
  vocabularyRegion,
  vocabularyTopic,
} from '@shuozhi/shared/api';
import * as z from 'zod';
import { serveFile } from '../attachments';
import { route, type Route } from '../http';
import { attachmentTitle, listNotices, noticeBlocksFrom, noticeDetail, withdrawalOf } from './read';
import { versionRoutes } from './review/routes';

const TAG = 'notices';
/** A withdrawn alert is gone from every phone within ten seconds. */
const ALERT_AGE = 5;

/** Public reads of notices and of the vocabulary they are filed under. */
export function noticesRoutes(): Route[] {
  return [
    ...versionRoutes(),
    route({
      method: 'get',
      path: '/topics',
      summary: 'Topics (订阅主题)',
      tag: TAG,
      maxAge: 3600,
      response: z.object({ items: z.array(vocabularyTopic) }),
      handler: () => Promise.resolve({ items: [...TOPICS] }),
    }),
    route({
      method: 'get',
      path: '/regions',
      summary: 'Regions (地区), the whole city first',
      tag: TAG,
      maxAge: 3600,
      response: z.object({ items: z.array(vocabularyRegion) }),
      handler: () => Promise.resolve({ items: [...REGIONS] }),
    }),
    route({
      method: 'get',
      path: '/notices',
      summary: 'Published notices, newest first',
      tag: TAG,
      query: noticeQuery,
      maxAge: ALERT_AGE,
      response: noticeList,
      handler: ({ query }) => listNotices(query, new Date()),
    }),
    route({
      method: 'get',
      path: '/notices/:id',
      summary: 'A notice with its first blocks and its relations',
      tag: TAG,
      params: noticeParams,
      maxAge: ALERT_AGE,
      response: detailSchema,
      handler: ({ params }) => noticeDetail(params.id, new Date()),
    }),
    route({
      method: 'get',
      path: '/notices/:id/withdrawal',
      summary: 'When and why a notice was taken back, which answers 410 itself',
      tag: TAG,
      params: noticeParams,
      maxAge: 60,
      response: noticeWithdrawal,
      handler: ({ params }) => withdrawalOf(params.id),
    }),
    route({
      method: 'get',
      path: '/notices/:id/blocks',
      summary: 'Further blocks of a long notice',
      tag: TAG,
      params: noticeParams,
      query: blocksQuery,
      maxAge: ALERT_AGE,
      response: noticeBlocks,
      handler: ({ params, query }) => noticeBlocksFrom(params.id, query.from),
    }),
    route({
      method: 'get',
      path: '/notices/:id/files/:file',
      summary: 'A file that is attached to a published notice; ranges and ETag',
      tag: TAG,
      params: noticeFileParams,
      produces: 'application/octet-stream',
      handler: async ({ params, ctx }) =>
        serveFile(ctx, params.file, {
          name: await attachmentTitle(params.id, params.file),
          caching: 'public, max-age=60',
        }),
    }),
  ];
}
