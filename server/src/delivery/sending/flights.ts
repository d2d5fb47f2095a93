import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import { Deliveries, partOf } from '../model';

/** WeChat's word that it took a message. */
export interface Acceptance {
  msgid: string;
  at: Date;
}

/**
 * A delivery that a worker handed to WeChat or is about to. `turn` tells this try from a later one: an entry whose delivery
 * has had its outcome written means nothing any more.
 */
export interface FlightEntry {
  id: string;
  turn: number;
  /** Set when WeChat accepted it and its delivery does not say so yet: then nothing is in doubt. */
  accepted: Acceptance | null;
}

/**
 * The flight list (在途清单) of one worker. Messages are named there before their requests, and WeChat's acceptance is
 * noted there before their places are free: what is named without it is all that can be in doubt if the worker dies.
 */
interface FlightRecord {
  _id: string;
  /**
   * A line a delivery: id, turn, and when WeChat accepted it the moment and the message id. One text, because it is written
   * hundreds of times a second: lists of values cost driver and database several times as much.
   */
  lines: string;
  /** Moved by whoever took messages back: the worker must look anew before it lists more. */
  fence: number;
}

const Flights = mongoose.model<FlightRecord>(
  'PushFlight',
  new mongoose.Schema<FlightRecord>(
    {
      _id: { type: String, required: true },
      lines: { type: String, default: '' },
      fence: { type: Number, default: 0 },
    },
    { collection: 'pushflights', versionKey: false },
  ),
);

/** Matches deliveries that wait and still are in their `turn`-th try; the first is not written down. */
export const waitingIn = (turn: number) => ({
  state: 'pending' as const,
  turn: turn === 0 ? { $exists: false } : turn,
});

const lineOf = ({ id, turn, accepted }: FlightEntry): string =>
  accepted === null ? `${id} ${turn}` : `${id} ${turn} ${accepted.at.getTime()} ${accepted.msgid}`;

const linesOf = (entries: readonly FlightEntry[]): string => entries.map(lineOf).join('\n');

function entryOf(line: string): FlightEntry {
  const [id = '', turn, at, msgid = ''] = line.split(' ');
  return { id, turn: Number(turn), accepted: at === undefined ? null : { msgid, at: new Date(Number(at)) } };
}

const entriesOf = ({ lines }: Pick<FlightRecord, 'lines'>): FlightEntry[] =>
  lines === '' ? [] : lines.split('\n').map(entryOf);

/** The share of the residents to which a delivery `campaign:resident` belongs. */
const partOfEntry = ({ id }: FlightEntry): number => partOf(id.slice(id.lastIndexOf(':') + 1));

/**
 * Replaces a worker's flight list unless its fence was moved.
 * @returns false when it was: nothing is written then
 */
export async function writeFlight(worker: string, entries: readonly FlightEntry[], fence: number): Promise<boolean> {
  const written = await Flights.collection.updateOne(
    { _id: worker as never, fence },
    { $set: { lines: linesOf(entries) } },
  );
  return written.matchedCount === 1;
}

/**
 * Replaces a worker's flight list whatever its fence is, and makes the list when there is none.
 * @returns the fence; campaigns must be read after it
 */
export async function renewFlight(worker: string, entries: readonly FlightEntry[]): Promise<number> {
  const list = await Flights.findOneAndUpdate(
    { _id: worker },
    { $set: { lines: linesOf(entries) }, $setOnInsert: { fence: 0 } },
    { upsert: true, returnDocument: 'after', projection: { fence: 1 } },
  ).lean<FlightRecord>();
  return list?.fence ?? 0;
}

/** Removes a worker's list; nothing of it may be in flight. */
export async function endFlight(worker: string): Promise<void> {
  await Flights.deleteOne({ _id: worker });
}

async function idsOf(campaignId: string): Promise<string[]> {
  const own = `${campaignId}:`;
  const lists = await Flights.find({}, 'lines').lean<FlightRecord[]>();
  return lists
    .flatMap(entriesOf)
    .map(({ id }) => id)
    .filter((id) => id.startsWith(own));
}

/** The next move, for everybody who asks before it begins: hundreds of departures at once must not keep workers reading. */
let coming: Promise<void> | null = null;
let movedAt = -Infinity;
const FENCE_MS = 200;

/**
 * Makes every worker look at the campaigns and read the deliveries anew before it lists another message: to be called after
 * messages were taken back (a campaign held or closed, a resident gone), so that none of them goes out later.
 */
export function fenceFlights(): Promise<void> {
  coming ??= pause(Math.max(0, movedAt + FENCE_MS - performance.now())).then(moveFences);
  return coming;
}

async function moveFences(): Promise<void> {
  coming = null;
  movedAt = performance.now();
  await Flights.updateMany({}, { $inc: { fence: 1 } });
}

/** Closing campaigns for which this process has moved the fences: once is enough, a closed one is not listed any more. */
const fenced = new Set<string>();

/**
 * Ids of the deliveries of a closed campaign that are in flight. From now on no worker lists another one of it without
 * having seen that it is closed.
 */
export async function fencedFlights(campaignId: string): Promise<string[]> {
  if (!fenced.has(campaignId)) await fenceFlights();
  fenced.add(campaignId);
  return idsOf(campaignId);
}

/** How many of a campaign's deliveries are being sent: listed by a worker, without an outcome yet. */
export async function countInFlight(campaignId: string): Promise<number> {
  const ids = await idsOf(campaignId);
  return ids.length === 0 ? 0 : Deliveries.countDocuments({ _id: { $in: ids }, state: 'pending' });
}

/** What other workers have on their lists in the given shares. */
export async function foreignEntries(worker: string, parts: readonly number[]): Promise<FlightEntry[]> {
  const wanted = new Set(parts);
  const lists = await Flights.find({ _id: { $ne: worker } }).lean<FlightRecord[]>();
  return lists.flatMap(entriesOf).filter((entry) => wanted.has(partOfEntry(entry)));
}

/** Removes other workers' lists on which nothing is in doubt any more; who is alive after all makes a new one. */
export async function sweepFlights(worker: string): Promise<void> {
  for (const list of await Flights.find({ _id: { $ne: worker } }).lean<FlightRecord[]>()) {
    const doubts = entriesOf(list).map(({ id, turn }) => ({ _id: id, ...waitingIn(turn) }));
    const open = doubts.length === 0 ? 0 : await Deliveries.countDocuments({ $or: doubts });
    if (open === 0) await Flights.deleteOne({ _id: list._id, lines: list.lines });
  }
}
