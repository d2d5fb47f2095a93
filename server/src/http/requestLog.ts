import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import { httpDuration, type Logger } from '../observability';

type Duration = ReturnType<typeof httpDuration.labels>;
const durations = new Map<string, Duration>();

/** The histogram of one combination of labels; there are few, and looking them up is cheaper than naming them again. */
function durationOf(route: string, method: string, status: string): Duration {
  const key = `${status} ${method} ${route}`;
  const known = durations.get(key) ?? httpDuration.labels({ route, method, status });
  durations.set(key, known);
  return known;
}

/**
 * Gives each request an id of our own (a caller's could name somebody else's request in log and audit), logs one line and
 * counts the time.
 * The line names the route pattern, not the address: search words and tokens stay out of the log.
 */
export function requestLog(logger: Logger): Middleware {
  // Every field of the line is named below; looking for secrets among them would cost more than writing it.
  const access = logger.child({}, { redact: [] });
  return async (ctx, next) => {
    const started = performance.now();
    const requestId = randomUUID();
    ctx.state.requestId = requestId;
    await next();
    if (!ctx.headerSent) ctx.set('X-Request-Id', requestId);
    const ms = performance.now() - started;
    const matched: unknown = ctx._matchedRoute;
    const route = typeof matched === 'string' ? matched : 'other';
    durationOf(route, ctx.method, String(ctx.status)).observe(ms / 1000);
    access.info({
      action: 'http.request',
      requestId,
      method: ctx.method,
      route,
      status: ctx.status,
      ms: Math.round(ms),
    });
  };
}
