import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { RateLimits } from './rateLimit';
import type { AccessLog } from './requestLog';
import { replyWith, type ResponseCache } from './responseCache';

interface Parts {
  /** Answers everything that is not at hand. */
  handle: RequestListener;
  cache: ResponseCache;
  limits: RateLimits;
  log: AccessLog;
}

/**
 * Answers public reads whose answer is at hand and whose caller has calls left in this process before Koa makes a context:
 * that alone would cost more. Limits, log, metrics, request id and headers are those of every answer.
 */
export function listenerBeforeKoa({ handle, cache, limits, log }: Parts): RequestListener {
  return (request, response) => {
    const started = performance.now();
    const entry = request.method === 'GET' ? cache.atHand(request.url ?? '') : undefined;
    if (entry === undefined || !limits.tryCall(request)) {
      handle(request, response);
      return;
    }
    const requestId = randomUUID();
    const status = replyWith(entry, requestId, request, response);
    log({ requestId, request, route: entry.pattern, status, started });
  };
}
