import { collectionOf, defineModel, isDuplicateKey } from '../database';

/** What was given out of a limit in the window that ends at `expire`, by the database's clock. */
interface RateCounter {
  _id: string;
  points: number;
  /** What the last call was given. */
  granted: number;
  expire: Date;
  /** The database's time at the last call. */
  now: Date;
}

const RateCounters = defineModel<RateCounter>(
  'ratecounters',
  {
    points: { type: Number, required: true },
    granted: { type: Number, required: true },
    expire: { type: Date, required: true },
    now: { type: Date, required: true },
  },
  [[{ expire: 1 }]],
);

export const WINDOW_MS = 60_000;
/** The share of what is left that one process takes at once: three others that never use theirs keep 5 % from the fourth. */
const SHARE = 1 / 60;
const MOST_AT_ONCE = 300;

/** What a process was given of a shared limit. */
export interface Grant {
  granted: number;
  /** What is left for all processes. */
  left: number;
  /** Milliseconds until the window ends. */
  msLeft: number;
}

const running = { $gt: ['$expire', '$$NOW'] };

/**
 * Takes some of a caller's limit for this process, in one step, by the database's clock: a share of what is left, or as much
 * as is waited for.
 * @param limit calls a window
 * @param waiting calls that wait for it
 */
export async function takeFromLimit(id: string, limit: number, waiting: number): Promise<Grant> {
  const left = { $max: [0, { $subtract: [limit, '$points'] }] };
  const share = { $min: [MOST_AT_ONCE, { $floor: { $multiply: [left, SHARE] } }] };
  const steps = [
    {
      $set: {
        points: { $cond: [running, '$points', 0] },
        expire: { $cond: [running, '$expire', { $add: ['$$NOW', WINDOW_MS] }] },
        now: '$$NOW',
      },
    },
    { $set: { granted: { $min: [left, { $max: [waiting, share] }] } } },
    { $set: { points: { $add: ['$points', '$granted'] } } },
  ];
  const take = () =>
    collectionOf(RateCounters).findOneAndUpdate({ _id: id }, steps, {
      upsert: true,
      returnDocument: 'after',
      // A counter lost in a crash is no harm; waiting for the journal would make every call wait.
      writeConcern: { w: 1, journal: false },
    });
  // Of two processes that make the same counter at once, one is refused.
  const counter = await take().catch((error: unknown) => {
    if (isDuplicateKey(error)) return take();
    throw error;
  });
  if (counter === null) throw new Error('an upsert answered nothing');
  const { points, granted, expire, now } = counter;
  return { granted, left: Math.max(0, limit - points), msLeft: expire.getTime() - now.getTime() };
}

/** Removes counters that ended; the embedded engine has no TTL deletion. @returns how many */
export async function removeExpiredCounters(now: Date): Promise<number> {
  const { deletedCount } = await RateCounters.deleteMany({ expire: { $lt: now } });
  return deletedCount;
}
