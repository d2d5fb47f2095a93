import {
  gazetteAccept,
  gazetteAccepted,
  gazetteUpload,
  gazetteUploadParams,
  type StaffAccount,
} from '@shuozhi/shared/api';
import { readUpload, route, type Guard, type Route } from '../http';
import { MAX_FILE_BYTES } from './decode/readSourceFile';
import { acceptUpload, receiveUpload } from './uploads/uploads';

export interface GazettesRouteDeps {
  guard: Guard<StaffAccount>;
}

/** Staff calls of the importer: upload a gazette, look at what was found, accept it as drafts. Nothing is pushed. */
export function gazettesRoutes({ guard }: GazettesRouteDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/staff/imports',
      summary: 'Upload a gazette or a notice (multipart form, one file of at most 30 MB: text, DOCX or PDF)',
      tag: 'staff',
      guard,
      consumes: 'multipart/form-data',
      status: 201,
      response: gazetteUpload,
      callsPerMinute: 20,
      handler: async ({ principal, ctx }) =>
        receiveUpload(await readUpload(ctx, MAX_FILE_BYTES), principal.id, new Date()),
    }),
    route({
      method: 'post',
      path: '/staff/imports/:id/accept',
      summary: 'Store documents of an upload as drafts; repeating it changes nothing',
      tag: 'staff',
      guard,
      params: gazetteUploadParams,
      body: gazetteAccept,
      response: gazetteAccepted,
      audit: 'gazette.import',
      handler: async ({ params, body, principal, note }) => {
        const results = await acceptUpload(params.id, body.documents, principal, new Date());
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
