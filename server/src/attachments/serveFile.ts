import type { FileType } from '@shuozhi/shared/api';
import type { Context } from 'koa';
import parseRange from 'range-parser';
import { AppError } from '../errors';
import { findFile, readFile } from './store';

const MEDIA_TYPES: Record<FileType, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jpg: 'image/jpeg',
  png: 'image/png',
};

/** Only pictures are shown by a browser itself; they are ours, encoded anew. */
const SHOWN = new Set<FileType>(['jpg', 'png']);
const LONGEST_NAME = 80;

/** The part of the file that is asked for; undefined: the whole, for several parts too. @throws AppError `range_not_satisfiable` */
function rangeOf(ctx: Context, bytes: number) {
  const header = ctx.get('Range');
  const since = ctx.get('If-Range');
  if (header === '' || (since !== '' && since !== ctx.response.get('ETag'))) return undefined;
  const ranges = parseRange(bytes, header);
  if (ranges === -1) {
    ctx.set('Content-Range', `bytes */${bytes}`);
    throw new AppError('range_not_satisfiable');
  }
  return ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1 ? undefined : ranges[0];
}

/**
 * Answers a file: whole, a range of it, or that the caller has it (ETag). Nothing in it can act in the name of our site.
 * @param options.name for whoever saves it, without the ending
 * @param options.caching Cache-Control
 * @throws AppError `file_not_found`, `range_not_satisfiable`
 */
export async function serveFile(ctx: Context, id: string, options: { name: string; caching: string }): Promise<void> {
  const file = await findFile(id);
  ctx.set('Cache-Control', options.caching);
  ctx.set('Accept-Ranges', 'bytes');
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
  ctx.etag = file._id;
  ctx.status = 200;
  if (ctx.fresh) {
    // An empty body: without one the route would be taken for one that answers nothing.
    ctx.body = '';
    ctx.status = 304;
    return;
  }
  const name = `${options.name.replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ').slice(0, LONGEST_NAME)}.${file.type}`;
  ctx.attachment(name, { type: SHOWN.has(file.type) ? 'inline' : 'attachment' });
  const range = rangeOf(ctx, file.bytes);
  ctx.body = readFile(file, range);
  ctx.type = MEDIA_TYPES[file.type];
  ctx.length = range ? range.end - range.start + 1 : file.bytes;
  if (!range) return;
  ctx.status = 206;
  ctx.set('Content-Range', `bytes ${range.start}-${range.end}/${file.bytes}`);
}
