import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'koa';
import { LRUCache } from 'lru-cache';
import type { Route } from './route';

/** An answer's headers as `writeHead` takes them at once: names and values in turn. */
type RawHeaders = readonly string[];

/** A ready-made answer. */
export interface Entry {
  body: Buffer;
  gzip: Buffer | null;
  etag: string;
  /** The route's pattern, as the log names it. */
  pattern: string;
  /** Headers of every answer, made once; those of a body come on top. */
  headers: RawHeaders;
}

const GZIP_FROM = 1024;
const MOST_BYTES = 64 * 1024 * 1024;
const compress = promisify(gzip);

/**
 * Whether the client holds this answer already. A request's own `Cache-Control: no-cache` is of no account: we have
 * just compared with the present answer, and `fetch` adds it to every conditional request (Fetch standard, 5.5).
 */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch === etag || ifNoneMatch.split(',').some((held) => held.trim() === etag || held.trim() === '*');
}

/** gzip, or anything, accepted with a quality above 0 (RFC 9110, 12.5.3). */
const ACCEPTS_GZIP = /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?:1|0\.0*[1-9])[\d.]*\s*)?(?:,|$)/i;

/**
 * Answers with an entry: 304 when the client holds it, compressed when it can read that. Written past Koa: setting twenty
 * headers one by one costs more than all the rest.
 * @returns the status
 */
export function replyWith(entry: Entry, requestId: string, request: IncomingMessage, response: ServerResponse): number {
  const { etag, headers, body, gzip: zippedBody } = entry;
  if (matches(request.headers['if-none-match'], etag)) {
    response.writeHead(304, [...headers, 'X-Request-Id', requestId]).end();
    return 304;
  }
  const zipped = zippedBody !== null && ACCEPTS_GZIP.test(request.headers['accept-encoding'] ?? '');
  const content = zipped ? zippedBody : body;
  const all = [
    ...headers,
    'X-Request-Id',
    requestId,
    'Content-Type',
    'application/json; charset=utf-8',
    'Content-Length',
    String(content.length),
  ];
  if (zipped) all.push('Content-Encoding', 'gzip');
  response.writeHead(200, all).end(content);
  return 200;
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
  /** By what was asked, as the route's schemas understand it: however the address is written, there is one answer. */
  private readonly entries: LRUCache<string, Entry>;
  /** The same by the addresses they were asked under. */
  private readonly byUrl: LRUCache<string, Entry>;
  private readonly pending = new Map<string, Promise<Entry>>();
  private generation = 0;

  /**
   * @param ttlMs how long an answer is served without asking the database again; 0: not at all
   * @param capacity answers kept; the one not read for longest goes first
   */
  constructor(
    private readonly ttlMs = 900,
    capacity = 500,
  ) {
    const sizeCalculation = ({ body, gzip: zipped }: Entry) => body.length + (zipped?.length ?? 0) + 1;
    this.entries = new LRUCache({ max: capacity, ttl: ttlMs, maxSize: MOST_BYTES, sizeCalculation });
    this.byUrl = new LRUCache({ max: capacity, ttl: ttlMs });
  }

  /** Forgets everything; called when this process changed what is public. */
  clear(): void {
    this.generation += 1;
    this.entries.clear();
    this.byUrl.clear();
    this.pending.clear();
  }

  /** The answer of an address as it is written, when it is at hand. */
  atHand(url: string): Entry | undefined {
    return this.byUrl.get(url);
  }

  /**
   * Serves the answer of a route to what was asked, computing it by `compute` when it is not at hand.
   * @param asked parameters and query, as the route's schemas gave them
   */
  async serve(ctx: Context, route: Route, asked: unknown, compute: () => Promise<unknown>): Promise<void> {
    const key = `${route.path} ${JSON.stringify(asked)}`;
    const { generation } = this;
    const entry = this.entries.get(key) ?? (await this.load(key, ctx, route, compute));
    const age = this.ttlMs - this.entries.getRemainingTTL(key);
    // No longer under this address than by what was asked. For the store a life of 0 has no end.
    if (generation === this.generation && this.ttlMs > age) this.byUrl.set(ctx.url, entry, { ttl: this.ttlMs - age });
    ctx.respond = false;
    replyWith(entry, String(ctx.state.requestId), ctx.req, ctx.res);
  }

  private load(key: string, ctx: Context, route: Route, compute: () => Promise<unknown>): Promise<Entry> {
    const running = this.pending.get(key);
    if (running) return running;
    const { generation } = this;
    const load = this.make(ctx, route, compute)
      .then((entry) => {
        if (generation === this.generation && this.ttlMs > 0) this.entries.set(key, entry);
        return entry;
      })
      .finally(() => {
        if (this.pending.get(key) === load) this.pending.delete(key);
      });
    this.pending.set(key, load);
    return load;
  }

  private async make(ctx: Context, route: Route, compute: () => Promise<unknown>): Promise<Entry> {
    const body = Buffer.from(JSON.stringify(await compute()));
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    return {
      body,
      gzip: body.length >= GZIP_FROM ? await compress(body) : null,
      etag,
      pattern: typeof ctx._matchedRoute === 'string' ? ctx._matchedRoute : route.path,
      headers: headersOf(ctx, etag, route.maxAge ?? 0),
    };
  }
}
