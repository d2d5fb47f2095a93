import {
  gazetteAccept,
  gazetteAccepted,
  gazetteUpload,
  gazetteUploadParams,
  importedDocument,
  importedDocumentParams,
  importList,
  importQuery,
  sourceLines,
  sourceLinesQuery,
  sourcePageParams,
  type StaffAccount,
} from '@shuozhi/shared/api';
import { readUpload, route, type Guard, type Route } from '../http';
import { MAX_FILE_BYTES } from './decode/readSourceFile';
import {
  acceptUpload,
  listUploads,
  receiveUpload,
  showDocument,
  showLines,
  showPage,
  showUpload,
} from './uploads/uploads';

export interface GazettesRouteDeps {
  guard: Guard<StaffAccount>;
  /** Who may look at imports without importing. */
  readers: Guard<StaffAccount>;
}

const TAG = 'staff';

/** Staff calls of the importer: upload a gazette, hold what was found against it, accept it as drafts. Nothing is pushed. */
export function gazettesRoutes({ guard, readers }: GazettesRouteDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/staff/imports',
      summary:
        'Upload a gazette or a notice (multipart form, one file of at most 30 MB); while it is still being read, `state` says so: ask again',
      tag: TAG,
      guard,
      consumes: 'multipart/form-data',
      status: 201,
      response: gazetteUpload,
      callsPerMinute: 20,
      audit: 'gazette.upload',
      handler: async ({ principal, ctx }) =>
        receiveUpload(await readUpload(ctx, MAX_FILE_BYTES), principal.id, new Date()),
    }),
    route({
      method: 'get',
      path: '/staff/imports',
      summary: 'Uploads, newest first',
      tag: TAG,
      guard: readers,
      query: importQuery,
      response: importList,
      handler: ({ query, principal }) => listUploads(query, principal),
    }),
    route({
      method: 'get',
      path: '/staff/imports/:id',
      summary: 'An upload with its progress and the documents found in it',
      tag: TAG,
      guard: readers,
      params: gazetteUploadParams,
      response: gazetteUpload,
      handler: ({ params }) => showUpload(params.id),
    }),
    route({
      method: 'get',
      path: '/staff/imports/:id/documents/:index',
      summary: 'A found document: the draft that accepting makes of it, and what each field rests on',
      tag: TAG,
      guard: readers,
      params: importedDocumentParams,
      response: importedDocument,
      handler: ({ params }) => showDocument(params.id, params.index),
    }),
    route({
      method: 'get',
      path: '/staff/imports/:id/lines',
      summary: 'Lines of the source as they were read, with the page of each',
      tag: TAG,
      guard: readers,
      params: gazetteUploadParams,
      query: sourceLinesQuery,
      response: sourceLines,
      handler: ({ params, query }) => showLines(params.id, query.from, query.to),
    }),
    route({
      method: 'get',
      path: '/staff/imports/:id/pages/:page',
      summary: 'A page of a PDF, or a scan, as it looks',
      tag: TAG,
      guard: readers,
      params: sourcePageParams,
      produces: 'image/jpeg',
      handler: async ({ params, ctx }) => {
        const picture = await showPage(params.id, params.page);
        // The page of an upload never changes.
        ctx.set('Cache-Control', 'private, max-age=3600');
        ctx.type = 'image/jpeg';
        ctx.body = picture;
      },
    }),
    route({
      method: 'post',
      path: '/staff/imports/:id/accept',
      summary: 'Store documents of an upload as drafts; repeating it changes nothing',
      tag: TAG,
      guard,
      params: gazetteUploadParams,
      body: gazetteAccept,
      response: gazetteAccepted,
      audit: 'gazette.import',
      handler: async ({ params, body, principal, note }) => {
        const results = await acceptUpload(params.id, body, principal, new Date());
        note({ detail: `${results.length}` });
        return {
          results: results.map(({ docNo, title, noticeId, outcome, needsReview }) => ({
            docNo,
            title,
            noticeId,
            outcome,
            needsReview,
          })),
        };
      },
    }),
  ];
}
