import type { Context } from 'koa';
import { LRUCache } from 'lru-cache';
import type mongoose from 'mongoose';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors';
import type { Route } from './route';

const MINUTE_S = 60;
/** The share of a limit that a process draws from the shared counter at once, so that a read costs no write of its own. */
const LEASE_SHARE = 1 / 20;
const LEASE_MOST = 300;
/** Callers whose lease a process remembers. */
const LEASES = 50_000;

export interface RateLimits {
  perIp: (ctx: Context, route: Route) => Promise<void>;
  perPrincipal: (ctx: Context, scheme: string, key: string) => Promise<void>;
}

/**
 * Limits by IP and by caller, counted in MongoDB so that all processes share them. Counting is taken in leases of
 * some calls kept in memory: a limit is held to within one lease a process, and reads stay fast.
 * @param limits calls a minute
 */
export function createRateLimits(
  connection: mongoose.Connection,
  limits: { perIp: number; perResident: number },
): RateLimits {
  const limiter = (name: string, points: number) =>
    new RateLimiterMongo({
      storeClient: connection,
      tableName: 'ratelimits',
      keyPrefix: name,
      points,
      duration: MINUTE_S,
      disableIndexesCreation: true,
      inMemoryBlockOnConsumed: points,
    });
  const byIp = limiter('ip', limits.perIp);
  const byCaller = limiter('caller', limits.perResident);
  const strict = new Map<number, RateLimiterMongo>();
  /** Calls left to each caller without asking the shared counter. */
  const leases = new LRUCache<string, { left: number }>({ max: LEASES, ttl: MINUTE_S * 1000 });

  async function consume(store: RateLimiterMongo, key: string, points: number): Promise<void> {
    try {
      await store.consume(key, points);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new AppError('too_many_requests', { retryAfter: error.msBeforeNext / 1000 });
    }
  }

  async function consumeLeased(store: RateLimiterMongo, prefix: string, key: string): Promise<void> {
    const id = `${prefix}:${key}`;
    const lease = leases.get(id);
    if (lease !== undefined && lease.left > 0) {
      lease.left -= 1;
      return;
    }
    const points = Math.max(1, Math.min(LEASE_MOST, Math.floor(store.points * LEASE_SHARE)));
    await consume(store, key, points);
    leases.set(id, { left: points - 1 });
  }

  return {
    perIp: async (ctx, route) => {
      await consumeLeased(byIp, 'ip', ctx.ip);
      if (route.callsPerMinute === undefined) return;
      const perMinute = route.callsPerMinute;
      const store = strict.get(perMinute) ?? limiter(`strict${perMinute}`, perMinute);
      strict.set(perMinute, store);
      await consume(store, `${route.path}:${ctx.ip}`, 1);
    },
    perPrincipal: (_ctx, scheme, key) => consumeLeased(byCaller, scheme, `${scheme}:${key}`),
  };
}

/** Removes counters that ended; the embedded engine has no TTL deletion. */
export async function removeExpiredCounters(connection: mongoose.Connection, now: Date): Promise<number> {
  const result = await connection.collection('ratelimits').deleteMany({ expire: { $lt: now } });
  return result.deletedCount;
}
