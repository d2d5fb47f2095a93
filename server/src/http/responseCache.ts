import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Context, Middleware } from 'koa';
import { LRUCache } from 'lru-cache';
import type { RateLimits } from './rateLimit';
import type { Route } from './route';

/** An answer's headers as `writeHead` takes them at once: names and values in turn. */
type RawHeaders = readonly string[];

interface Entry {
  body: Buffer;
  gzip: Buffer | null;
  etag: string;
  route: Route;
  /** The route's pattern, as the log names it. */
  pattern: string;
  /** Headers of every answer, made once; those of a body come on top. */
  headers: RawHeaders;
}

const GZIP_FROM = 1024;

/**
 * Whether the client holds this answer already. A request's own `Cache-Control: no-cache` is of no account: we have
 * just compared with the present answer, and `fetch` adds it to every conditional request (Fetch standard, 5.5).
 */
function matches(ifNoneMatch: string, etag: string): boolean {
  return ifNoneMatch.split(',').some((held) => held.trim() === etag || held.trim() === '*');
}

/**
 * Answers with an entry: 304 when the client holds it, compressed when it can read that. Written past Koa's own
 * response: setting twenty headers one by one costs more than all the rest.
 */
function reply(ctx: Context, { etag, headers, body, gzip }: Entry): void {
  ctx.respond = false;
  const id = ['X-Request-Id', String(ctx.state.requestId)];
  if (matches(ctx.get('If-None-Match'), etag)) {
    ctx.res.writeHead(304, [...headers, ...id]).end();
    return;
  }
  const zipped = gzip !== null && ctx.acceptsEncodings('gzip', 'identity') === 'gzip';
  const content = zipped ? gzip : body;
  const type = ['Content-Type', 'application/json; charset=utf-8', 'Content-Length', String(content.length)];
  const encoding = zipped ? ['Content-Encoding', 'gzip'] : [];
  ctx.res.writeHead(200, [...headers, ...id, ...type, ...encoding]).end(content);
}

/** The headers set so far (those of security) and the entry's own. */
function headersOf(ctx: Context, etag: string, maxAge: number): RawHeaders {
  const set = Object.entries(ctx.response.headers).flatMap(([name, value]) => [name, String(value)]);
  return [...set, 'ETag', etag, 'Cache-Control', `public, max-age=${maxAge}`, 'Vary', 'Accept-Encoding'];
}

/**
 * Answers of public reads, kept ready-made for a moment: one computation for all who ask at once (single flight),
 * then ETag and 304. Other processes' changes show after at most `ttlMs`; our own at once through `clear`.
 */
export class ResponseCache {
  private readonly entries: LRUCache<string, Entry>;
  private readonly pending = new Map<string, Promise<Entry>>();
  private generation = 0;

  /**
   * @param ttlMs how long an answer is served without asking the database again; 0: not at all
   * @param capacity answers kept; the one not read for longest goes first
   */
  constructor(
    private readonly ttlMs = 2000,
    capacity = 500,
  ) {
    this.entries = new LRUCache({ max: capacity, ttl: ttlMs });
  }

  /** Forgets everything; called when this process changed what is public. */
  clear(): void {
    this.generation += 1;
    this.entries.clear();
    this.pending.clear();
  }

  /** Serves the answer of this URL, computing it by `compute` when it is not at hand. */
  async serve(ctx: Context, route: Route, compute: () => Promise<unknown>): Promise<void> {
    reply(ctx, this.entries.get(ctx.url) ?? (await this.load(ctx, route, compute)));
  }

  /**
   * Serves what is at hand before anything else is looked at: most reads of a busy minute.
   * @param limits counted as the route would
   */
  ready(limits: RateLimits): Middleware {
    return async (ctx, next) => {
      const entry = ctx.method === 'GET' ? this.entries.get(ctx.url) : undefined;
      if (entry === undefined) {
        await next();
        return;
      }
      await limits.perIp(ctx, entry.route);
      ctx._matchedRoute = entry.pattern;
      reply(ctx, entry);
    };
  }

  private load(ctx: Context, route: Route, compute: () => Promise<unknown>): Promise<Entry> {
    const key = ctx.url;
    const running = this.pending.get(key);
    if (running) return running;
    const generation = this.generation;
    const load = compute()
      .then((value) => {
        const body = Buffer.from(JSON.stringify(value));
        const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
        const entry: Entry = {
          body,
          gzip: body.length >= GZIP_FROM ? gzipSync(body) : null,
          etag,
          route,
          pattern: typeof ctx._matchedRoute === 'string' ? ctx._matchedRoute : route.path,
          headers: headersOf(ctx, etag, route.maxAge ?? 0),
        };
        // For the store a life of 0 has no end.
        if (generation === this.generation && this.ttlMs > 0) this.entries.set(key, entry);
        return entry;
      })
      .finally(() => {
        if (this.pending.get(key) === load) this.pending.delete(key);
      });
    this.pending.set(key, load);
    return load;
  }
}
