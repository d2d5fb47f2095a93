import { createHmac, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { collectionOf, defineModel, isDuplicateKey } from '../../database';
import { AppError } from '../../errors';

/** Failed logins of a name, from one network or from all that are strange to it. */
interface AttemptRecord {
  /** HMAC of what it counts: a name that is typed may be a password in the wrong field. */
  _id: string;
  failures: number;
  lastAt: Date;
  blockedUntil: Date;
  /** The name has logged in from this network, which is not strange to it until then. */
  knownUntil: Date | null;
}

export const Attempts = defineModel<AttemptRecord>(
  'staffattempts',
  {
    failures: { type: Number, required: true },
    lastAt: { type: Date, required: true },
    blockedUntil: { type: Date, required: true },
    knownUntil: { type: Date, default: null },
  },
  [[{ lastAt: 1 }]],
);

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** After so long without an attempt the count begins anew. */
const MEMORY_MS = DAY_MS;
const KNOWN_MS = 30 * DAY_MS;

interface Delays {
  /** Attempts without a delay. */
  free: number;
  /** The first delay; each further failure doubles it. */
  firstMs: number;
  mostMs: number;
}
const FROM_NETWORK: Delays = { free: 5, firstMs: 30 * SECOND_MS, mostMs: 15 * MINUTE_MS };
/** Against guessing from many networks; whoever logged in from theirs before does not meet it. */
const FROM_STRANGE_NETWORKS: Delays = { free: 50, firstMs: 30 * SECOND_MS, mostMs: 5 * MINUTE_MS };
const MOST_DOUBLINGS = 20;

/** The network of an address: /24 of IPv4, /64 of IPv6; what one subscriber usually holds. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return plain.split('.').slice(0, 3).join('.');
  const [front = '', back] = plain.toLowerCase().split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const missing = back === undefined ? 0 : 8 - groups(front).length - groups(back).length;
  const all = [...groups(front), ...Array.from({ length: missing }, () => '0'), ...groups(back)];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/**
 * Counts an attempt before it is looked at, so that many at once gain nothing. One conditional write: a record that is
 * blocked is not matched, and inserting it again is refused.
 */
async function count(id: string, { free, firstMs, mostMs }: Delays, now: Date): Promise<void> {
  const forgotten = new Date(now.getTime() - MEMORY_MS);
  const before = { $cond: [{ $lt: ['$lastAt', forgotten] }, 0, { $ifNull: ['$failures', 0] }] };
  const doublings = { $min: [MOST_DOUBLINGS, { $subtract: ['$failures', free] }] };
  const delay = { $min: [mostMs, { $multiply: [firstMs, { $pow: [2, doublings] }] }] };
  for (;;) {
    try {
      await collectionOf(Attempts).updateOne(
        { _id: id, blockedUntil: { $lte: now } },
        [
          { $set: { failures: { $add: [before, 1] }, lastAt: now, knownUntil: { $ifNull: ['$knownUntil', null] } } },
          { $set: { blockedUntil: { $cond: [{ $gte: ['$failures', free] }, { $add: [now, delay] }, now] } } },
        ],
        { upsert: true },
      );
      return;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const blocked = await Attempts.findById(id).lean<AttemptRecord>();
    const waitMs = (blocked?.blockedUntil.getTime() ?? 0) - now.getTime();
    // Not blocked: another attempt was the first of this name and network a moment ago.
    if (waitMs > 0) throw new AppError('account_locked', { retryAfter: waitMs / SECOND_MS });
  }
}

/**
 * Admits an attempt to log in, whether or not there is such a name, and counts it as failed until `succeeded` is called.
 * Delays grow with the failures of a name from one network, so that nobody locks a colleague out from elsewhere.
 * @throws AppError `account_locked` with the seconds to wait
 */
export async function admitAttempt(
  key: KeyObject,
  name: string,
  address: string,
  now: Date,
): Promise<{ succeeded: () => Promise<void> }> {
  const idOf = (...parts: string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
  const here = idOf(name, networkOf(address));
  const anywhere = idOf(name);
  await count(here, FROM_NETWORK, now);
  const known = (await Attempts.exists({ _id: here, knownUntil: { $gt: now } })) !== null;
  if (!known) await count(anywhere, FROM_STRANGE_NETWORKS, now);
  return {
    succeeded: async () => {
      const knownUntil = new Date(now.getTime() + KNOWN_MS);
      await Attempts.updateOne({ _id: here }, { $set: { failures: 0, blockedUntil: now, knownUntil } });
      if (!known) await Attempts.updateOne({ _id: anywhere }, { $inc: { failures: -1 }, $set: { blockedUntil: now } });
    },
  };
}

/** Forgets attempts that delay nobody any more. For a job. */
export async function removeOldAttempts(now: Date): Promise<number> {
  const forgotten = new Date(now.getTime() - MEMORY_MS);
  const known = { $or: [{ knownUntil: null }, { knownUntil: { $lt: now } }] };
  return (await Attempts.deleteMany({ lastAt: { $lt: forgotten }, ...known })).deletedCount;
}
