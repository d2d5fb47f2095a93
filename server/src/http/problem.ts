import type { Problem } from '@shuozhi/shared/api';
import { STATUS_CODES } from 'node:http';
import type { Middleware } from 'koa';
import { AppError } from '../errors';
import type { Logger } from '../observability';

/** Any thrown thing as an AppError: ours as it is, Koa's http errors by status, the rest `internal`. */
function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isTooLargeForTheDatabase(error)) return new AppError('payload_too_large', { cause: error });
  const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown };
  if (status === 413) return new AppError('payload_too_large', { cause: error });
  // An address that cannot be read is the caller's mistake.
  if (status === 400 || code === 'ERR_INVALID_URL') return new AppError('invalid_input', { cause: error });
  // A path that leads out of the folder of files, or to a hidden one, is not there for anybody.
  if (status === 404 || status === 403) return new AppError('not_found', { cause: error });
  if (isDatabaseOutage(error)) return new AppError('unavailable', { cause: error, retryAfter: 5 });
  return new AppError('internal', { cause: error });
}

/** A document holds 16 MB (MongoDB, BSONObjectTooLarge); the driver itself stops a little above. */
function isTooLargeForTheDatabase(error: unknown): boolean {
  const { code, name, message } = (error ?? {}) as { code?: unknown; name?: unknown; message?: unknown };
  return code === 10334 || (name === 'RangeError' && /out of range|too large|BSON/i.test(String(message)));
}

function isDatabaseOutage(error: unknown): boolean {
  const name = (error as { name?: unknown })?.name;
  return typeof name === 'string' && /^Mongo(ose)?(Network|ServerSelection|NotConnected)/.test(name);
}

/** Answers every error as RFC 9457 problem details with its code and the request id. */
export function problemDetails(logger: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && (ctx.body === undefined || ctx.body === null)) throw new AppError('not_found');
      if (ctx.status === 405 || ctx.status === 501) throw new AppError('method_not_allowed');
    } catch (thrown) {
      const error = asAppError(thrown);
      if (error.status >= 500) {
        logger.error({
          action: 'http.error',
          requestId: ctx.state.requestId as string,
          code: error.code,
          err: error.cause ?? error,
        });
      }
      const body: Problem = {
        type: 'about:blank',
        title: STATUS_CODES[error.status] ?? 'Error',
        status: error.status,
        detail: error.message,
        code: error.code,
        requestId: ctx.state.requestId as string,
        errors: error.errors,
      };
      ctx.status = error.status;
      if (error.retryAfter !== undefined) ctx.set('Retry-After', String(Math.ceil(error.retryAfter)));
      ctx.set('Cache-Control', 'no-store');
      ctx.body = body;
      ctx.type = 'application/problem+json';
    }
  };
}
