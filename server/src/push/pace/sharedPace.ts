import { civilDateOf, addDays, startOfDay } from '@shuozhi/shared';
import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { isDuplicateKey } from '../../database';

/** A time during which nobody sends. */
export interface Block {
  id: string;
  reason: 'minute' | 'day' | 'banned';
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
  block: Block | null;
}

const schema = new mongoose.Schema<PaceRecord>(
  {
    _id: { type: String, required: true },
    rate: { type: Number, required: true },
    ceiling: { type: Number, required: true },
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

/** The shared pace; made from the configured rate when there is none. A changed configuration counts from its start. */
export async function loadPace(ceiling: number): Promise<PaceRecord> {
  try {
    await Pace.updateOne({ _id: ID, ceiling: { $ne: ceiling } }, { $set: { rate: ceiling, ceiling } });
    await Pace.updateOne({ _id: ID }, { $setOnInsert: { rate: ceiling, ceiling, block: null } }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return (await readPace()) ?? { _id: ID, rate: ceiling, ceiling, block: null };
}

/** The shared pace as it stands. */
export async function readPace(): Promise<PaceRecord | null> {
  return Pace.findById(ID).lean<PaceRecord>();
}

/** How long a block of this reason lasts from `now` (wall clock) on: to the next minute, or to midnight in China. */
export function blockLength(reason: Block['reason'], now: Date): number {
  if (reason === 'minute') return MINUTE_MS - (now.getTime() % MINUTE_MS) + 250;
  if (reason === 'day') return startOfDay(addDays(civilDateOf(now), 1)).getTime() - now.getTime() + 1000;
  return Number.MAX_SAFE_INTEGER;
}

/**
 * Blocks sending for everybody, unless somebody did since `known` was read.
 * @param known id of the block this worker knows of, null when none
 */
export async function setBlock(reason: Block['reason'], known: string | null, now: Date): Promise<void> {
  const block: Block = { id: randomUUID(), reason, ms: blockLength(reason, now), at: now };
  const current = known === null ? { block: null } : { 'block.id': known };
  const slower = [{ $set: { block, rate: { $max: [LOWEST_RATE, { $multiply: ['$rate', FALL] }] } } }];
  await Pace.collection.updateOne({ _id: ID as never, ...current }, reason === 'minute' ? slower : { $set: { block } });
}

/** Ends the block `id`. */
export async function clearBlock(id: string): Promise<void> {
  await Pace.updateOne({ _id: ID, 'block.id': id }, { $set: { block: null } });
}

/** Lets the rate creep back towards the configured one; to be called once a minute without limits met. */
export async function raiseRate(): Promise<void> {
  await Pace.collection.updateOne({ _id: ID as never }, [
    { $set: { rate: { $min: ['$ceiling', { $multiply: ['$rate', RISE] }] } } },
  ]);
}

/** Caps the rate at what WeChat says it allows a second. */
export async function capRate(perSecond: number): Promise<void> {
  await Pace.updateOne({ _id: ID, rate: { $gt: perSecond } }, { $set: { rate: Math.max(LOWEST_RATE, perSecond) } });
}
