import type { AnyBulkWriteOperation } from 'mongodb';
import { Deliveries, type DeliveryRecord } from '../model';
import type { Decision } from '../outcomes/decide';
import { DELIVERY_TRANSITIONS, statesBefore, type DeliveryState } from '../states';
import type { Candidate } from './candidates';

/** A delivery whose try is over (or never began), to be written down. */
export interface Settled {
  candidate: Candidate;
  /** Null: the try never began although it may have been marked; it simply waits again. */
  decision: Decision | null;
  at: Date;
}

type Operation = AnyBulkWriteOperation<DeliveryRecord>;

/** The last fields of a delivery that will not be sent again: the openid goes. */
const CLEARED = { openid: 1, lock: 1, quiet: 1, quietWait: 1 } as const;

/** Written only by the worker that has the delivery in flight. */
const inFlight = (id: string, lock: string) => ({ _id: id, state: 'sending' as DeliveryState, lock });

/**
 * All accepted sends in one statement: a quarter of the cost of one update each. Their message ids stand in a list beside
 * the list of their deliveries.
 */
export function sentOperation(settled: readonly Settled[], lock: string): Operation {
  const ids = settled.map((one) => one.candidate.delivery._id);
  const msgids = settled.map((one) => one.decision?.msgid ?? '');
  const msgid = { $arrayElemAt: [{ $literal: msgids }, { $indexOfArray: [{ $literal: ids }, '$_id'] }] };
  const sentAt = settled[settled.length - 1]?.at ?? null;
  return {
    updateMany: {
      filter: { _id: { $in: ids }, state: 'sending', lock },
      update: [{ $set: { state: 'sent', msgid, sentAt } }, { $unset: [...Object.keys(CLEARED), 'code'] }],
    },
  };
}

/** How another outcome of a try is written down. */
export function settleOperation({ candidate, decision, at }: Settled, lock: string): Operation {
  const filter = inFlight(candidate.delivery._id, lock);
  if (decision === null) return { updateOne: { filter, update: { $set: { state: 'pending' }, $unset: { lock: 1 } } } };
  const { state, code, tries, uncertain } = decision;
  const set = { state, code, tries, ...(uncertain ? { uncertain } : {}) };
  if (state === 'pending') {
    const dueAt = new Date(at.getTime() + decision.retryInMs);
    return { updateOne: { filter, update: { $set: { ...set, dueAt }, $unset: { lock: 1 } } } };
  }
  // A failed one may be tried again by staff and keeps its address.
  const update = state === 'sent' ? { ...set, sentAt: at } : set;
  return { updateOne: { filter, update: { $set: update, $unset: state === 'failed' ? { lock: 1 } : CLEARED } } };
}

const isPlainSuccess = ({ decision }: Settled): boolean => decision?.state === 'sent' && decision.code === 0;

/** Writes outcomes down; repeating it changes nothing. */
export async function writeOutcomes(settled: readonly Settled[], lock: string): Promise<void> {
  const accepted = settled.filter(isPlainSuccess);
  const operations = settled.filter((one) => !isPlainSuccess(one)).map((one) => settleOperation(one, lock));
  if (accepted.length > 0) operations.push(sentOperation(accepted, lock));
  if (operations.length > 0) await Deliveries.collection.bulkWrite(operations as never, { ordered: false });
}

/**
 * Marks deliveries as being sent.
 * @returns those that still waited and are marked now
 */
export async function markSending(next: readonly Candidate[], lock: string): Promise<Candidate[]> {
  const ids = next.map((one) => one.delivery._id);
  const from = statesBefore(DELIVERY_TRANSITIONS, 'sending');
  const result = await Deliveries.collection.updateMany(
    { _id: { $in: ids as never }, state: from.length === 1 ? from[0] : { $in: from } },
    { $set: { state: 'sending', lock } },
  );
  if (result.modifiedCount === ids.length) return [...next];
  const rows = await Deliveries.collection
    .find({ _id: { $in: ids as never }, state: 'sending', lock }, { projection: { _id: 1 } })
    .toArray();
  const marked = new Set(rows.map((row) => String(row._id)));
  return next.filter((one) => marked.has(one.delivery._id));
}

/** Puts deliveries off to the end of their residents' quiet hours. */
export async function deferQuiet(waits: readonly { id: string; until: Date }[]): Promise<void> {
  if (waits.length === 0) return;
  const operations = waits.map(({ id, until }) => ({
    updateOne: { filter: { _id: id, state: 'pending' }, update: { $set: { dueAt: until, quietWait: true } } },
  }));
  await Deliveries.collection.bulkWrite(operations as never, { ordered: false });
}
