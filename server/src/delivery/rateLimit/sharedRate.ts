import { civilDateOf, addDays, startOfDay } from '@shuozhi/shared';
import { randomUUID } from 'node:crypto';
import { collectionOf, defineModel, isDuplicateKey, Mixed } from '../../database';

/** A time during which nobody sends, because the provider said so. */
export interface Block {
  id: string;
  reason: 'minute' | 'day';
  /** Length in milliseconds: workers wait it out by their own monotonic clocks. */
  ms: number;
  at: Date;
}

/** The rate that all workers share. */
export interface SharedRate {
  _id: string;
  /** Sends a second of all workers together. */
  rate: number;
  /** The configured rate, to which `rate` returns. */
  configured: number;
  /** What the provider publishes as its limit, calls a second; null while it publishes none. `rate` is never above it. */
  published: number | null;
  block: Block | null;
}

const Rates = defineModel<SharedRate>('pushrate', {
  rate: { type: Number, required: true },
  configured: { type: Number, required: true },
  published: { type: Number, default: null },
  block: { type: Mixed, default: null },
});

const ID = 'send';
/** After a minute limit the rate falls, and rises again minute by minute. */
const FALL = 0.8;
const RISE = 1.1;
const LOWEST_RATE = 1;
const MINUTE_MS = 60_000;

/** A rate within the configured and the published limit; `$min` passes over a limit that is null or absent. */
const within = (rate: unknown, published: unknown = '$published') => ({ $min: ['$configured', published, rate] });

/** The shared rate; made from the configured one when there is none. A changed configuration counts from now on. */
export async function loadSharedRate(configured: number): Promise<SharedRate> {
  const changed = [{ $set: { configured } }, { $set: { rate: within('$configured') } }];
  const made = { rate: configured, configured, published: null, block: null };
  try {
    await collectionOf(Rates).updateOne({ _id: ID, configured: { $ne: configured } }, changed);
    await Rates.updateOne({ _id: ID }, { $setOnInsert: made }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return (await readSharedRate()) ?? { _id: ID, ...made };
}

/** The shared rate as it stands; null before the first worker. */
export async function readSharedRate(): Promise<SharedRate | null> {
  return Rates.findById(ID).lean<SharedRate>();
}

/** How long a block of this reason lasts from `now` (wall clock) on: to the next minute, or to midnight in China. */
export function blockLength(reason: Block['reason'], now: Date): number {
  if (reason === 'minute') return MINUTE_MS - (now.getTime() % MINUTE_MS) + 250;
  return startOfDay(addDays(civilDateOf(now), 1)).getTime() - now.getTime() + 1000;
}

/**
 * Blocks sending for everybody, unless somebody did since `known` was read.
 * @param known id of the block this worker knows of, null when none
 */
export async function setBlock(reason: Block['reason'], known: string | null, now: Date): Promise<void> {
  const block: Block = { id: randomUUID(), reason, ms: blockLength(reason, now), at: now };
  const current = known === null ? { block: null } : { 'block.id': known };
  const slower = [{ $set: { block, rate: within({ $max: [LOWEST_RATE, { $multiply: ['$rate', FALL] }] }) } }];
  await collectionOf(Rates).updateOne({ _id: ID, ...current }, reason === 'minute' ? slower : { $set: { block } });
}

/** Ends the block `id`. */
export async function clearBlock(id: string): Promise<void> {
  await Rates.updateOne({ _id: ID, 'block.id': id }, { $set: { block: null } });
}

/** Raises the rate towards its limits; to be called once a minute while no limit is met. */
export async function raiseRate(): Promise<void> {
  await collectionOf(Rates).updateOne({ _id: ID }, [{ $set: { rate: within({ $multiply: ['$rate', RISE] }) } }]);
}

/** Notes what the provider publishes as its limit: calls a second, null for none. The rate falls below it at once. */
export async function setPublishedLimit(perSecond: number | null): Promise<void> {
  await collectionOf(Rates).updateOne({ _id: ID }, [
    { $set: { published: perSecond, rate: within('$rate', perSecond) } },
  ]);
}

/** The block that is in force at `now`; null when there is none. */
export function blockNow(rate: SharedRate | null, now: Date): Block | null {
  const block = rate?.block ?? null;
  return block !== null && block.at.getTime() + block.ms > now.getTime() ? block : null;
}
