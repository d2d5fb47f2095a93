import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import { httpDuration, type Logger } from '../observability';

const ID = /^[\w-]{8,64}$/;

/**
 * Gives each request an id (the caller's `X-Request-Id` when it is a plain one), logs one line and counts the time.
 * The line names the route pattern, not the address: search words and tokens stay out of the log.
 */
export function requestLog(logger: Logger): Middleware {
  return async (ctx, next) => {
    const started = performance.now();
    const given = ctx.get('X-Request-Id');
    const requestId = ID.test(given) ? given : randomUUID();
    ctx.state.requestId = requestId;
    ctx.set('X-Request-Id', requestId);
    await next();
    const ms = performance.now() - started;
    const matched: unknown = ctx._matchedRoute;
    const route = typeof matched === 'string' ? matched : 'other';
    httpDuration.observe({ route, method: ctx.method, status: String(ctx.status) }, ms / 1000);
    logger.info({
      action: 'http.request',
      requestId,
      method: ctx.method,
      route,
      status: ctx.status,
      ms: Math.round(ms),
    });
  };
}
