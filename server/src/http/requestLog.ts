import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';
import { httpDuration, type Logger } from '../observability';

type Duration = ReturnType<typeof httpDuration.labels>;

/** What is written of an answered request. */
export interface Answered {
  requestId: string;
  request: IncomingMessage;
  /** The pattern of the route, not the address: search words and tokens stay out of the log. */
  route: string;
  status: number;
  /** By the monotonic clock, in milliseconds. */
  started: number;
}

export type AccessLog = (answered: Answered) => void;

/** A caller's own id of a request, when it is one that a log can bear. */
const CLIENT_ID = /^[\w.:-]{1,64}$/;

/** Writes one line for each answered request and counts its time. */
export function createAccessLog(logger: Logger): AccessLog {
  // Every field of the line is named below; looking for secrets among them would cost more than writing it.
  const access = logger.child({}, { redact: [] });
  const durations = new Map<string, Duration>();

  /** The histogram of one combination of labels; there are few, and looking them up is cheaper than naming them again. */
  function durationOf(route: string, method: string, status: string): Duration {
    const key = `${status} ${method} ${route}`;
    const known = durations.get(key) ?? httpDuration.labels({ route, method, status });
    durations.set(key, known);
    return known;
  }

  return ({ requestId, request, route, status, started }) => {
    const ms = performance.now() - started;
    const method = request.method ?? '';
    durationOf(route, method, String(status)).observe(ms / 1000);
    const line = { action: 'http.request', requestId, method, route, status, ms: Math.round(ms) };
    const clientId = request.headers['x-request-id'];
    if (typeof clientId === 'string' && CLIENT_ID.test(clientId)) access.info({ ...line, clientRequestId: clientId });
    else access.info(line);
  };
}

/**
 * Gives each request an id of our own (a caller's could name somebody else's request in log and audit) and the address it
 * comes from, and logs it when it is answered.
 */
export function requestLog(log: AccessLog, addressOf: (request: IncomingMessage) => string): Middleware {
  return async (ctx, next) => {
    const started = performance.now();
    const requestId = randomUUID();
    ctx.state.requestId = requestId;
    ctx.request.ip = addressOf(ctx.req);
    await next();
    if (!ctx.headerSent) ctx.set('X-Request-Id', requestId);
    const matched: unknown = ctx._matchedRoute;
    const route = typeof matched === 'string' ? matched : 'other';
    log({ requestId, request: ctx.req, route, status: ctx.status, started });
  };
}
