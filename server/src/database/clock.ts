import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { gauge } from '../observability';
import { defineModel } from './defineModel';

const MEASURE_MS = 10_000;
const SAMPLES = 3;
/** Smaller differences are the network's; following them would only make the clock tremble. */
const TOLERATED_MS = 100;
/** A wall clock this far from the database's is an alarm; a metric shows every difference. */
const ALARM_MS = 30_000;
/** What was not said again for so long is of a process that ended. */
const SAID_MS = 3 * MEASURE_MS;

/** A process whose wall clock is wrong, for the alarm that every process shows. */
interface ClockSkew {
  _id: string;
  /** Seconds by which its wall clock is ahead of the database's. */
  skewS: number;
  /** When it was measured, by the database's clock. */
  at: Date;
}

const ClockSkews = defineModel<ClockSkew>('clockskews', {
  skewS: { type: Number, required: true },
  at: { type: Date, required: true },
});

const skewGauge = gauge(
  'shuozhi_clock_skew_seconds',
  'How far the wall clock of this process is ahead of the database’s, at the last measurement',
);

/** Names this process among those whose clocks are wrong. */
const self = randomUUID();
/** The database's time minus our monotonic one; null before it was measured. */
let offset: number | null = null;
let timer: NodeJS.Timeout | undefined;
let isWrong = false;

/**
 * The time by the database's clock, moved on by our monotonic one: what processes write for one another (due times, leases, blocks,
 * events) means the same in each of them, however wrong their own wall clocks are. The wall clock before the first measurement.
 */
export function databaseNow(): Date {
  return new Date(offset === null ? Date.now() : offset + performance.now());
}

/** Asks for the time; `hello`, too, tells it, but not everywhere. */
const TIME = [{ $documents: [{}] }, { $project: { now: '$$NOW' } }];

/** The database's time minus the monotonic one, by the quickest of a few answers. */
async function measuredOffset(): Promise<number> {
  let best = { ms: Infinity, offset: 0 };
  for (let sample = 0; sample < SAMPLES; sample++) {
    const asked = performance.now();
    const [answer] =
      (await mongoose.connection.db?.aggregate<{ now: Date }>(TIME, { timeoutMS: 2000 }).toArray()) ?? [];
    const answered = performance.now();
    const at = answer?.now.getTime();
    if (at === undefined) throw new Error('the database does not tell its time');
    const ms = answered - asked;
    if (ms < best.ms) best = { ms, offset: at - (asked + answered) / 2 };
  }
  return best.offset;
}

/** Measures the database's clock, and says where ours is wrong. */
async function measure(): Promise<void> {
  const measured = await measuredOffset();
  if (offset === null || Math.abs(measured - offset) > TOLERATED_MS) offset = measured;
  const skewMs = Date.now() - databaseNow().getTime();
  skewGauge.set(Math.abs(skewMs) > TOLERATED_MS ? skewMs / 1000 : 0);
  const wasWrong = isWrong;
  isWrong = Math.abs(skewMs) > ALARM_MS;
  const said = { skewS: Math.round(skewMs / 1000), at: databaseNow() };
  if (isWrong) await ClockSkews.updateOne({ _id: self }, { $set: said }, { upsert: true });
  else if (wasWrong) await ClockSkews.deleteOne({ _id: self });
}

/** Measures now and every ten seconds; what cannot be measured while the database is away is measured later. */
export async function followDatabaseClock(): Promise<void> {
  await measure();
  timer = setInterval(() => void measure().catch(() => undefined), MEASURE_MS).unref();
}

export function leaveDatabaseClock(): void {
  clearInterval(timer);
  offset = null;
}

/** Seconds by which wall clocks of living processes differ from the database's, where that is more than 30 s. */
export async function wrongClocks(): Promise<number[]> {
  const since = new Date(databaseNow().getTime() - SAID_MS);
  const wrong = await ClockSkews.find({ at: { $gte: since } }, 'skewS').lean<ClockSkew[]>();
  return wrong.map(({ skewS }) => skewS);
}
