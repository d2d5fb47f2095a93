import { setTimeout as pause } from 'node:timers/promises';
import { collectionOf, defineModel } from '../database';

/** The provider's word that it took a delivery. */
interface Acceptance {
  msgid: string;
  at: Date;
}

/**
 * A delivery that a worker handed to the provider or is about to. `attempt` tells this attempt from a later one: an entry
 * whose outcome has been written means nothing any more.
 */
export interface LogEntry {
  id: string;
  attempt: number;
  partition: number;
  /** Set when the provider accepted it and its record does not say so yet: then nothing is in doubt. */
  accepted: Acceptance | null;
}

/** An entry whose delivery the provider accepted. */
export type AcceptedEntry = LogEntry & { accepted: Acceptance };

/**
 * The in-flight log (在途清单) of one worker. Deliveries are named there before their requests, and acceptance is noted there
 * before their slots are free: what is named without it is all that can be in doubt if the worker dies.
 */
interface LogRecord {
  _id: string;
  /**
   * One line an entry: id, attempt, partition, and once it is accepted the moment and the message id. One text, because it is
   * written hundreds of times a second: arrays of values cost driver and database several times as much.
   */
  lines: string;
  /** Incremented by whoever took deliveries back: the worker must read anew before it logs more. */
  epoch: number;
}

const Logs = defineModel<LogRecord>('pushinflight', {
  lines: { type: String, default: '' },
  epoch: { type: Number, default: 0 },
});

const lineOf = ({ id, attempt, partition, accepted }: LogEntry): string =>
  accepted === null
    ? `${id} ${attempt} ${partition}`
    : `${id} ${attempt} ${partition} ${accepted.at.getTime()} ${accepted.msgid}`;

const linesOf = (entries: readonly LogEntry[]): string => entries.map(lineOf).join('\n');

function entryOf(line: string): LogEntry {
  const [id = '', attempt, partition, at, msgid = ''] = line.split(' ');
  const accepted = at === undefined ? null : { msgid, at: new Date(Number(at)) };
  return { id, attempt: Number(attempt), partition: Number(partition), accepted };
}

const entriesOf = ({ lines }: Pick<LogRecord, 'lines'>): LogEntry[] =>
  lines === '' ? [] : lines.split('\n').map(entryOf);

/**
 * Replaces a worker's log unless its epoch was advanced.
 * @returns false when it was: nothing is written then
 */
export async function writeLog(worker: string, entries: readonly LogEntry[], epoch: number): Promise<boolean> {
  const written = await collectionOf(Logs).updateOne({ _id: worker, epoch }, { $set: { lines: linesOf(entries) } });
  return written.matchedCount === 1;
}

/**
 * Replaces a worker's log whatever its epoch is, and makes the log when there is none.
 * @returns the epoch; what may be sent must be read after it
 */
export async function replaceLog(worker: string, entries: readonly LogEntry[]): Promise<number> {
  const log = await Logs.findOneAndUpdate(
    { _id: worker },
    { $set: { lines: linesOf(entries) }, $setOnInsert: { epoch: 0 } },
    { upsert: true, returnDocument: 'after', projection: { epoch: 1 } },
  ).lean<LogRecord>();
  return log?.epoch ?? 0;
}

/** Removes a worker's log; nothing of it may be in flight. */
export async function removeLog(worker: string): Promise<void> {
  await Logs.deleteOne({ _id: worker });
}

/** Ids in all logs that begin with `prefix`. */
export async function idsInFlight(prefix: string): Promise<string[]> {
  const logs = await Logs.find({}, 'lines').lean<LogRecord[]>();
  return logs
    .flatMap(entriesOf)
    .map(({ id }) => id)
    .filter((id) => id.startsWith(prefix));
}

/** The next advance, for everybody who asks before it begins: hundreds of residents leaving at once must not keep workers reading. */
let scheduledAdvance: Promise<void> | null = null;
let advancedAt = -Infinity;
const ADVANCE_MS = 200;

/**
 * Makes every worker read anew what may be sent before it logs another delivery. To be awaited by whoever took deliveries back
 * (a campaign held or closed, a resident gone): only what is in flight then still goes out.
 */
export function advanceEpoch(): Promise<void> {
  scheduledAdvance ??= pause(Math.max(0, advancedAt + ADVANCE_MS - performance.now())).then(advanceAll);
  return scheduledAdvance;
}

async function advanceAll(): Promise<void> {
  scheduledAdvance = null;
  advancedAt = performance.now();
  await Logs.updateMany({}, { $inc: { epoch: 1 } });
}

/**
 * Makes every other worker read anew before it logs another delivery: a former holder of partitions that only stalled must not go on
 * with what it had prefetched of them.
 */
export async function fenceOthers(worker: string): Promise<void> {
  await Logs.updateMany({ _id: { $ne: worker } }, { $inc: { epoch: 1 } });
}

/** What other workers have in their logs in the given partitions. */
export async function foreignEntries(worker: string, partitions: readonly number[]): Promise<LogEntry[]> {
  const wanted = new Set(partitions);
  const logs = await Logs.find({ _id: { $ne: worker } }).lean<LogRecord[]>();
  return logs.flatMap(entriesOf).filter(({ partition }) => wanted.has(partition));
}

/**
 * Removes other workers' logs of which nothing waits for an outcome any more; a worker that lives after all makes a new one.
 * @param countUndecided how many of the entries still wait
 */
export async function removeSettledLogs(
  worker: string,
  countUndecided: (entries: readonly LogEntry[]) => Promise<number>,
): Promise<void> {
  for (const log of await Logs.find({ _id: { $ne: worker } }).lean<LogRecord[]>()) {
    if ((await countUndecided(entriesOf(log))) === 0) await Logs.deleteOne({ _id: log._id, lines: log.lines });
  }
}
