import { fileInfo, fileParams, type StaffAccount } from '@shuozhi/shared/api';
import { readUpload, route, type Guard, type Route } from '../http';
import { MAX_FILE_BYTES } from './checkFile';
import { serveFile } from './serveFile';
import { keepFile } from './store';

const TAG = 'staff';

/**
 * Files for staff, in a text or not yet. Residents get them from the notice that they are attached to.
 * @param deps.writers who may upload
 */
export function attachmentsRoutes(deps: { guard: Guard<StaffAccount>; writers: Guard<StaffAccount> }): Route[] {
  return [
    route({
      method: 'post',
      path: '/staff/files',
      summary: 'Upload a file (PDF, DOCX, XLSX, JPG or PNG of at most 20 MB) that texts may then name as an attachment',
      tag: TAG,
      guard: deps.writers,
      consumes: 'multipart/form-data',
      status: 201,
      response: fileInfo,
      callsPerMinute: 60,
      audit: 'file.upload',
      handler: async ({ ctx }) => keepFile((await readUpload(ctx, MAX_FILE_BYTES)).bytes, new Date()),
    }),
    route({
      method: 'get',
      path: '/staff/files/:id',
      summary: 'The content of a file, attached or not; ranges and ETag',
      tag: TAG,
      guard: deps.guard,
      params: fileParams,
      produces: 'application/octet-stream',
      handler: ({ params, ctx }) =>
        serveFile(ctx, params.id, { name: params.id.slice(0, 12), caching: 'private, no-cache' }),
    }),
  ];
}
