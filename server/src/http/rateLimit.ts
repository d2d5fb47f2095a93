import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import { LRUCache } from 'lru-cache';
import { AppError } from '../errors';
import { addressReader, callerReader, type IdentifyResident, type TrustedProxies } from './callers';
import { takeFromLimit, WINDOW_MS } from './rateCounters';
import type { Route } from './route';

/** Callers whose part of a limit a process remembers. */
const LEASES = 50_000;

/** A process's part of a caller's limit, until the window ends. */
interface Lease {
  here: number;
  /** What all processes had left when it was taken. */
  elsewhere: number;
  /** By the monotonic clock, in milliseconds. */
  endsAt: number;
}

/** Those who wait for the same refill: a cold start of many is one question to the database. */
interface Refill {
  waiting: number;
  result: Promise<void>;
}

/** Counts the calls of one kind of callers; all processes count into the same counters. */
class RateLimit {
  private readonly leases = new LRUCache<string, Lease>({ max: LEASES });
  private readonly refills = new Map<string, Refill>();

  /** @param name before the keys of the counters, and in the headers */
  constructor(
    readonly name: string,
    private readonly perMinute: number,
  ) {}

  /** Counts a call when that needs no question to the database; false: nothing was counted. */
  tryTake(key: string): boolean {
    const lease = this.leases.get(key);
    if (lease === undefined || lease.here <= 0 || lease.endsAt <= performance.now()) return false;
    lease.here -= 1;
    return true;
  }

  /**
   * Counts a call.
   * @returns whether there was one left, and the headers that tell how the limit stands (draft-ietf-httpapi-ratelimit-headers)
   */
  async take(key: string): Promise<{ allowed: boolean; seconds: number; headers: Record<string, string> }> {
    let allowed = this.tryTake(key);
    while (!allowed && !this.isUsedUp(key)) {
      await this.refill(key);
      allowed = this.tryTake(key);
    }
    const lease = this.leases.peek(key);
    const seconds = Math.max(1, Math.ceil(((lease?.endsAt ?? 0) - performance.now()) / 1000));
    return {
      allowed,
      seconds,
      headers: {
        'RateLimit-Policy': `"${this.name}";q=${this.perMinute};w=${WINDOW_MS / 1000}`,
        RateLimit: `"${this.name}";r=${(lease?.here ?? 0) + (lease?.elsewhere ?? 0)};t=${seconds}`,
      },
    };
  }

  /** Whether nothing is left until the window ends; known without a question to the database. */
  isUsedUp(key: string): boolean {
    const lease = this.leases.get(key);
    return lease !== undefined && lease.here <= 0 && lease.elsewhere <= 0 && lease.endsAt > performance.now();
  }

  private refill(key: string): Promise<void> {
    const running = this.refills.get(key);
    if (running !== undefined) {
      running.waiting += 1;
      return running.result;
    }
    const refill: Refill = { waiting: 1, result: Promise.resolve() };
    // A turn later: all who found the last refill used up are asked for together.
    refill.result = refill.result
      .then(async () => {
        const asked = performance.now();
        const { granted, left, msLeft } = await takeFromLimit(`${this.name}:${key}`, this.perMinute, refill.waiting);
        this.leases.set(key, { here: granted, elsewhere: left, endsAt: asked + msLeft });
      })
      .finally(() => this.refills.delete(key));
    this.refills.set(key, refill);
    return refill.result;
  }
}

export interface RateLimits {
  /** Counts a call when that needs no question to the database; false: nothing was counted. */
  tryCall: (request: IncomingMessage) => boolean;
  /**
   * Counts a call: a resident's by the token, anybody else's by the network; and for the route's own limit.
   * @throws AppError `too_many_requests`, with the headers of the limit set
   */
  call: (ctx: Context, route: Route) => Promise<void>;
  /** Counts a call of somebody whom the route's guard let in and who was not known by a token before. */
  principal: (ctx: Context, scheme: string, key: string) => Promise<void>;
  /** Refuses a network whose calls of a route were refused too often, before anything of the call is read. */
  assertFewRefusals: (ctx: Context, route: Route) => void;
  /** Counts a refused call for `assertFewRefusals`. */
  refusal: (ctx: Context, route: Route) => Promise<void>;
}

export interface RateLimitSettings {
  /** Calls a minute of one network, those of residents with a token excepted. */
  perIp: number;
  perResident: number;
  trustedProxies: TrustedProxies;
  identify: IdentifyResident;
}

/** Limits by network, by resident and by member of staff, counted in MongoDB for all processes together. */
export function createRateLimits({ perIp, perResident, trustedProxies, identify }: RateLimitSettings): RateLimits {
  const callerOf = callerReader(addressReader(trustedProxies), identify);
  const byNetwork = new RateLimit('address', perIp);
  const byCaller = new RateLimit('caller', perResident);
  const own = new Map<string, RateLimit>();
  const limitOf = (caller: string) => (caller.startsWith('resident:') ? byCaller : byNetwork);

  function ownLimit(name: string, perMinute: number): RateLimit {
    const limit = own.get(name) ?? new RateLimit(name, perMinute);
    own.set(name, limit);
    return limit;
  }

  /** @param silent without headers: what clients and proxies keep does not tell one caller's limit to others */
  async function takeOrRefuse(ctx: Context, limit: RateLimit, key: string, silent = false): Promise<void> {
    const { allowed, seconds, headers } = await limit.take(key);
    if (!allowed || !silent) ctx.set(headers);
    if (!allowed) throw new AppError('too_many_requests', { retryAfter: seconds });
  }

  return {
    tryCall: (request) => {
      const caller = callerOf(request);
      return limitOf(caller).tryTake(caller);
    },
    call: async (ctx, { method, path, callsPerMinute, maxAge }) => {
      const caller = callerOf(ctx.req);
      await takeOrRefuse(ctx, limitOf(caller), caller, maxAge !== undefined);
      if (callsPerMinute !== undefined) await takeOrRefuse(ctx, ownLimit(`${method} ${path}`, callsPerMinute), caller);
    },
    principal: async (ctx, scheme, key) => {
      const caller = `${scheme}:${key}`;
      if (caller !== callerOf(ctx.req)) await takeOrRefuse(ctx, byCaller, caller);
    },
    assertFewRefusals: (ctx, { path, refusalsPerMinute }) => {
      if (refusalsPerMinute === undefined) return;
      if (!ownLimit(`refused ${path}`, refusalsPerMinute).isUsedUp(callerOf(ctx.req))) return;
      throw new AppError('too_many_requests', { retryAfter: WINDOW_MS / 1000 });
    },
    refusal: async (ctx, { path, refusalsPerMinute }) => {
      if (refusalsPerMinute === undefined) return;
      await ownLimit(`refused ${path}`, refusalsPerMinute).take(callerOf(ctx.req));
    },
  };
}
