import { createHash } from 'node:crypto';
import { collectionOf, defineModel, isDuplicateKey } from '../../database';
import type { Callback } from './readCallback';

/** A nonce that WeChat used, and the signature of what it was used for. */
interface NonceRecord {
  _id: string;
  signature: string;
  at: Date;
}

const Nonces = defineModel<NonceRecord>(
  'wechatnonces',
  { signature: { type: String, required: true }, at: { type: Date, required: true } },
  [[{ at: 1 }]],
);

/** Longer than a signature is taken. */
const KEEP_MS = 60 * 60_000;

/** The id of a nonce's record: what a caller sends may be of any length. */
const idOf = (nonce: string): string => createHash('sha256').update(nonce).digest('base64url');

/**
 * Remembers the nonces of callbacks for all processes. A callback that comes again, signed alike, is WeChat's own repetition.
 * @returns those callbacks whose nonce was used for another one
 */
export async function useNonces(callbacks: readonly Callback[], now: Date): Promise<Set<Callback>> {
  const records = callbacks.map(({ nonce, signature }) => ({ _id: idOf(nonce), signature, at: now }));
  try {
    // One lost in a crash is no harm: events have ids of their own.
    await collectionOf(Nonces).insertMany(records, { ordered: false, writeConcern: { w: 1, journal: false } });
    return new Set();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const found = await Nonces.find({ _id: { $in: records.map(({ _id }) => _id) } }).lean();
  const used = new Map(found.map(({ _id, signature }) => [_id, signature]));
  return new Set(callbacks.filter(({ nonce, signature }) => used.get(idOf(nonce)) !== signature));
}

/** Removes nonces that are too old to be taken; the embedded engine has no TTL deletion. @returns how many */
export async function removeOldNonces(now: Date): Promise<number> {
  const { deletedCount } = await Nonces.deleteMany({ at: { $lt: new Date(now.getTime() - KEEP_MS) } });
  return deletedCount;
}
