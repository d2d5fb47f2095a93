import type { AnyBulkWriteOperation } from 'mongodb';
import type { Decision } from '../outcomes/decide';
import { Deliveries, type DeliveryRecord } from '../model';
import { statesBefore, DELIVERY_TRANSITIONS, type DeliveryState } from '../states';
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

/** How the outcome of a try is written down. */
export function settleOperation({ candidate, decision, at }: Settled, lock: string): Operation {
  const filter = inFlight(candidate.delivery._id, lock);
  if (decision === null) return { updateOne: { filter, update: { $set: { state: 'pending' }, $unset: { lock: 1 } } } };
  const { state, code, tries, uncertain, msgid } = decision;
  if (state === 'pending') {
    const dueAt = new Date(at.getTime() + decision.retryInMs);
    const set = { state, code, tries, dueAt, ...(uncertain ? { uncertain } : {}) };
    return { updateOne: { filter, update: { $set: set, $unset: { lock: 1 } } } };
  }
  const set = {
    state,
    code,
    tries,
    ...(msgid === null ? {} : { msgid }),
    ...(state === 'sent' ? { sentAt: at } : {}),
    ...(uncertain ? { uncertain } : {}),
  };
  // A failed one may be tried again by staff and keeps its address.
  return { updateOne: { filter, update: { $set: set, $unset: state === 'failed' ? { lock: 1 } : CLEARED } } };
}

/** Marks deliveries as being sent, all or those that still wait. */
export function markOperation(ids: readonly string[], lock: string): Operation {
  return {
    updateMany: {
      filter: { _id: { $in: [...ids] }, state: { $in: statesBefore(DELIVERY_TRANSITIONS, 'sending') } },
      update: { $set: { state: 'sending', lock } },
    },
  };
}

/**
 * One write for what ended and what begins.
 * @returns the deliveries that are marked and may be sent now
 */
export async function writeWave(
  settled: readonly Settled[],
  next: readonly Candidate[],
  lock: string,
): Promise<Candidate[]> {
  const ids = next.map((one) => one.delivery._id);
  const operations = settled.map((one) => settleOperation(one, lock));
  if (ids.length > 0) operations.push(markOperation(ids, lock));
  const result = await Deliveries.collection.bulkWrite(operations as never, { ordered: false });
  if (ids.length === 0 || result.modifiedCount === settled.length + ids.length) return [...next];
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
