import type { Context } from 'koa';
import { AppError } from '../errors';

/** The bearer token of a request; throws AppError `unauthorized` when there is none. */
export function bearerToken(ctx: Context): string {
  const [scheme, token, ...rest] = ctx.get('Authorization').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) throw new AppError('unauthorized');
  return token;
}
