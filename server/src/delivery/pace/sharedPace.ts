import { civilDateOf, addDays, startOfDay } from '@shuozhi/shared';
import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { isDuplicateKey } from '../../database';

/** A time during which nobody sends. */
export interface Block {
  id: string;
  reason: 'minute' | 'day';
  /** Length in milliseconds: workers wait it out by their own monotonic clocks. */
  ms: number;
  at: Date;
}

/** The pace all workers share. */
export interface PaceRecord {
  _id: string;
  /** Sends a second of all workers together. */
  rate: number;
  /** The configured rate, which `rate` returns to. */
  ceiling: number;
  /** What WeChat publishes as its limit, calls a second; null while it publishes none. `rate` is never above it. */
  cap: number | null;
  block: Block | null;
}

const schema = new mongoose.Schema<PaceRecord>(
  {
    _id: { type: String, required: true },
    rate: { type: Number, required: true },
    ceiling: { type: Number, required: true },
    cap: { type: Number, default: null },
    block: { type: mongoose.Schema.Types.Mixed, default: null },
  },
  { collection: 'pushpace', versionKey: false },
);
const Pace = mongoose.model<PaceRecord>('PushPace', schema);

const ID = 'send';
/** After a minute limit the rate falls, and creeps back minute by minute. */
const FALL = 0.8;
const RISE = 1.1;
const LOWEST_RATE = 1;
const MINUTE_MS = 60_000;

/** A rate within the configured and the published limit; `$min` passes over a limit that is null or absent. */
const within = (rate: unknown, cap: unknown = '$cap') => ({ $min: ['$ceiling', cap, rate] });

/** The shared pace; made from the configured rate when there is none. A changed configuration counts from its start. */
export async function loadPace(ceiling: number): Promise<PaceRecord> {
  const changed = [{ $set: { ceiling } }, { $set: { rate: within('$ceiling') } }];
  const made = { rate: ceiling, ceiling, cap: null, block: null };
  try {
    await Pace.collection.updateOne({ _id: ID as never, ceiling: { $ne: ceiling } }, changed);
    await Pace.updateOne({ _id: ID }, { $setOnInsert: made }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return (await readPace()) ?? { _id: ID, ...made };
}

/** The shared pace as it stands. */
export async function readPace(): Promise<PaceRecord | null> {
  return Pace.findById(ID).lean<PaceRecord>();
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
  await Pace.collection.updateOne({ _id: ID as never, ...current }, reason === 'minute' ? slower : { $set: { block } });
}

/** Ends the block `id`. */
export async function clearBlock(id: string): Promise<void> {
  await Pace.updateOne({ _id: ID, 'block.id': id }, { $set: { block: null } });
}

/** Lets the rate creep back towards its limits; to be called once a minute without limits met. */
export async function raiseRate(): Promise<void> {
  await Pace.collection.updateOne({ _id: ID as never }, [{ $set: { rate: within({ $multiply: ['$rate', RISE] }) } }]);
}

/** Notes what WeChat publishes as its limit: calls a second, null for none. The rate falls below it at once. */
export async function setCap(perSecond: number | null): Promise<void> {
  await Pace.collection.updateOne({ _id: ID as never }, [
    { $set: { cap: perSecond, rate: within('$rate', perSecond) } },
  ]);
}

/** The block of WeChat that is in force at `now`; null when there is none. */
export function blockNow(pace: PaceRecord | null, now: Date): Block | null {
  const block = pace?.block ?? null;
  return block !== null && block.at.getTime() + block.ms > now.getTime() ? block : null;
}
