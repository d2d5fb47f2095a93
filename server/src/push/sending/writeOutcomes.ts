import type { AnyBulkWriteOperation } from 'mongodb';
import { Deliveries, type DeliveryRecord } from '../model';
import type { Decision } from '../outcomes/decide';
import type { Candidate } from './candidates';
import { waitingIn } from './flights';

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

/**
 * All accepted sends of a first try in one statement: a quarter of the cost of one update each. Their message ids stand in a
 * list beside the list of their deliveries.
 */
export function sentOperation(settled: readonly Settled[]): Operation {
  const ids = settled.map((one) => one.candidate.delivery._id);
  const msgids = settled.map((one) => one.decision.msgid ?? '');
  const msgid = { $arrayElemAt: [{ $literal: msgids }, { $indexOfArray: [{ $literal: ids }, '$_id'] }] };
  const sentAt = settled[settled.length - 1]?.at ?? null;
  return {
    updateMany: {
      filter: { _id: { $in: ids }, ...waitingIn(0) },
      update: [{ $set: { state: 'sent', msgid, sentAt } }, { $unset: Object.keys(CLEARED) }],
    },
  };
}

/** How another outcome of a try is written down. */
export function settleOperation({ candidate, decision, at }: Settled): Operation {
  const filter = { _id: candidate.delivery._id, ...waitingIn(turnOf(candidate)) };
  const { state, code, tries, uncertain, msgid } = decision;
  const set = { state, code, tries, ...(uncertain ? { uncertain } : {}) };
  if (state === 'pending') {
    const dueAt = new Date(at.getTime() + decision.retryInMs);
    return { updateOne: { filter, update: { $set: { ...set, dueAt }, $inc: { turn: 1 } } } };
  }
  // A failed one may be tried again by staff and keeps its address.
  if (state === 'failed') return { updateOne: { filter, update: { $set: set, $inc: { turn: 1 } } } };
  const update = state === 'sent' ? { ...set, ...(msgid === null ? {} : { msgid }), sentAt: at } : set;
  return { updateOne: { filter, update: { $set: update, $unset: CLEARED } } };
}

const isPlainSuccess = ({ decision, candidate }: Settled): boolean =>
  decision.state === 'sent' && decision.code === 0 && turnOf(candidate) === 0;

/** Writes outcomes down; repeating it changes nothing. */
export async function writeOutcomes(settled: readonly Settled[]): Promise<void> {
  const accepted = settled.filter(isPlainSuccess);
  const operations = settled.filter((one) => !isPlainSuccess(one)).map(settleOperation);
  if (accepted.length > 0) operations.push(sentOperation(accepted));
  if (operations.length > 0) await Deliveries.collection.bulkWrite(operations as never, { ordered: false });
}

/** Puts deliveries off to the end of their residents' quiet hours. */
export async function deferQuiet(waits: readonly { id: string; until: Date }[]): Promise<void> {
  if (waits.length === 0) return;
  const operations = waits.map(({ id, until }) => ({
    updateOne: { filter: { _id: id, state: 'pending' }, update: { $set: { dueAt: until, quietWait: true } } },
  }));
  await Deliveries.collection.bulkWrite(operations as never, { ordered: false });
}
