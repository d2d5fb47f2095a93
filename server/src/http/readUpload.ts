import busboy from 'busboy';
import type { Context } from 'koa';
import { AppError } from '../errors';

/** One uploaded file, whole in memory. */
export interface Upload {
  /** As the client names it; shown to people only, never used as a path. */
  filename: string;
  bytes: Buffer;
}

const LONGEST_NAME = 120;

const broken = (cause: unknown) => new AppError('invalid_input', { detail: '上传的表单不完整', cause });

function start(ctx: Context, maxBytes: number): busboy.Busboy {
  if (!/^multipart\/form-data/i.test(ctx.get('content-type'))) {
    throw new AppError('unsupported_media_type', { detail: '请用表单（multipart/form-data）上传文件' });
  }
  try {
    return busboy({
      headers: ctx.req.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 10, parts: 12, fileSize: maxBytes },
    });
  } catch (error) {
    throw broken(error);
  }
}

/**
 * Reads the one file of a multipart form into memory.
 * @throws AppError `unsupported_media_type` when the body is no form, `payload_too_large` above `maxBytes`,
 *   `invalid_input` without a file or with a broken form
 */
export async function readUpload(ctx: Context, maxBytes: number): Promise<Upload> {
  const parser = start(ctx, maxBytes);
  return new Promise<Upload>((resolve, reject) => {
    let upload: Upload | undefined;
    let failed = false;
    const fail = (error: AppError): void => {
      failed = true;
      ctx.req.unpipe(parser);
      ctx.req.resume();
      reject(error);
    };
    parser.on('file', (_, stream, { filename }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', (error) => fail(broken(error)));
      stream.once('limit', () =>
        fail(new AppError('payload_too_large', { detail: `文件太大，最大 ${Math.round(maxBytes / 1024 / 1024)} MB` })),
      );
      stream.once('end', () => {
        upload = { filename: (filename ?? '').slice(0, LONGEST_NAME), bytes: Buffer.concat(chunks) };
      });
    });
    // Both may fail more than once, and an error that nobody listens for ends the process.
    parser.on('error', (error) => fail(broken(error)));
    parser.once('close', () => {
      if (failed) return;
      if (upload === undefined) fail(new AppError('invalid_input', { detail: '表单里没有文件' }));
      else resolve(upload);
    });
    ctx.req.once('aborted', () => fail(new AppError('invalid_input', { detail: '上传中断' })));
    ctx.req.pipe(parser);
  });
}
