import type { AnyBulkWriteOperation } from 'mongodb';
import { Deliveries, type DeliveryRecord } from '../model';
import type { Decision } from '../outcomes/decide';
import { leaving } from '../states';
import type { Candidate } from './candidates';
import { waitingIn, type Acceptance, type FlightEntry } from './flights';
import { groupBy } from './groupBy';

/** A delivery whose try is over, to be written down. */
export interface Settled {
  candidate: Candidate;
  decision: Decision;
  at: Date;
}

type Operation = AnyBulkWriteOperation<DeliveryRecord>;

/** The last fields of a delivery that will not be sent again: the openid goes. */
const CLEARED = { openid: 1, quiet: 1, quietWait: 1 } as const;

/** The try a candidate was read in: an outcome is written only while nobody else ended that try. */
export const turnOf = ({ delivery }: Candidate): number => delivery.turn ?? 0;

/** Whether WeChat simply took the message. */
export const isAccepted = ({ decision }: Settled): boolean => decision.state === 'sent' && decision.code === 0;

/** A delivery that WeChat accepted in its `turn`-th try. */
type Accepted = FlightEntry & { accepted: Acceptance };

export const isAcceptedEntry = (entry: FlightEntry): entry is Accepted => entry.accepted !== null;

/** What the flight list says of an accepted send. */
export const acceptedEntry = ({ candidate, decision, at }: Settled): Accepted => ({
  id: candidate.delivery._id,
  turn: turnOf(candidate),
  accepted: { msgid: decision.msgid ?? '', at },
});

/**
 * Accepted sends of the same turn in one statement: a quarter of the cost of one update each. Their message ids stand in a
 * list beside the list of their deliveries; the moment of the last one serves for all.
 */
function acceptedOperation(turn: number, entries: readonly Accepted[]): Operation {
  const ids = entries.map(({ id }) => id);
  const msgids = entries.map(({ accepted }) => accepted.msgid);
  const msgid = { $arrayElemAt: [{ $literal: msgids }, { $indexOfArray: [{ $literal: ids }, '$_id'] }] };
  const sentAt = entries[entries.length - 1]?.accepted.at ?? null;
  return {
    updateMany: {
      filter: { _id: { $in: ids }, ...waitingIn(turn), ...leaving('sending', 'sent') },
      update: [{ $set: { state: 'sent', msgid, sentAt } }, { $unset: [...Object.keys(CLEARED), 'code'] }],
    },
  };
}

/** How other outcomes of a try are written down. */
function settleOperation({ candidate, decision, at }: Settled): Operation {
  const { _id } = candidate.delivery;
  const filter = { _id, ...waitingIn(turnOf(candidate)), ...leaving('sending', decision.state) };
  const { state, code, tries, uncertain, msgid } = decision;
  const set = { state, code, tries, ...(uncertain ? { uncertain } : {}) };
  if (state === 'pending') {
    const dueAt = new Date(at.getTime() + decision.retryInMs);
    return { updateOne: { filter, update: { $set: { ...set, dueAt }, $inc: { turn: 1 } } } };
  }
  const update = state === 'sent' ? { ...set, ...(msgid === null ? {} : { msgid }), sentAt: at } : set;
  // A failed one may be tried again by staff: that is another try.
  const next = state === 'failed' ? { $inc: { turn: 1 } } : {};
  return { updateOne: { filter, update: { $set: update, ...next, $unset: CLEARED } } };
}

const write = async (operations: readonly Operation[]): Promise<void> => {
  if (operations.length > 0) await Deliveries.collection.bulkWrite(operations as never, { ordered: false });
};

/** Writes down what WeChat accepted; repeating it changes nothing. */
export async function writeAccepted(entries: readonly Accepted[]): Promise<void> {
  await write([...groupBy(entries, ({ turn }) => turn)].map(([turn, group]) => acceptedOperation(turn, group)));
}

/** Writes outcomes down; repeating it changes nothing. */
export async function writeOutcomes(settled: readonly Settled[]): Promise<void> {
  await writeAccepted(settled.filter(isAccepted).map(acceptedEntry));
  await write(settled.filter((one) => !isAccepted(one)).map(settleOperation));
}

/** Puts deliveries off to the end of their residents' quiet hours. */
export async function deferQuiet(waits: readonly { id: string; until: Date }[]): Promise<void> {
  if (waits.length === 0) return;
  const operations = waits.map(({ id, until }) => ({
    updateOne: { filter: { _id: id, state: 'pending' }, update: { $set: { dueAt: until, quietWait: true } } },
  }));
  await Deliveries.collection.bulkWrite(operations as never, { ordered: false });
}
