import type { mongo } from 'mongoose';
import { collectionOf } from '../../database';
import { consentsOf, type ConsentsBefore } from '../../subscriptions';
import { deliveryTransition, type AcceptedEntry, type Outcome } from '../../delivery';
import { Deliveries, waitingIn, type DeliveryRecord } from '../deliveries';
import { isRefusal, type CampaignDecision } from '../outcomes/decide';
import { groupBy } from './groupBy';
import type { DueDelivery } from './nextDue';

type Operation = mongo.AnyBulkWriteOperation<DeliveryRecord>;
type CampaignOutcome = Outcome<DueDelivery, CampaignDecision>;

/** The fields of a delivery that go when it will not be sent again, the openid among them. */
const CLEARED = { openid: 1, quiet: 1, quietWait: 1, triedAt: 1 } as const;

/** Whether WeChat simply took the message. */
const isAccepted = ({ decision }: CampaignOutcome): boolean => decision.state === 'sent' && decision.code === 0;

const entryOf = ({ delivery, decision, at }: CampaignOutcome): AcceptedEntry => ({
  id: delivery.id,
  attempt: delivery.attempt,
  partition: delivery.partition,
  accepted: { msgid: decision.msgid ?? '', at },
});

/**
 * Accepted sends of the same attempt in one statement: a quarter of the cost of one update each. Their message ids stand in a
 * list beside the list of their deliveries; the moment of the last one serves for all.
 */
function acceptedOperation(attempt: number, entries: readonly AcceptedEntry[]): Operation {
  const ids = entries.map(({ id }) => id);
  const msgids = entries.map(({ accepted }) => accepted.msgid);
  const msgid = { $arrayElemAt: [{ $literal: msgids }, { $indexOfArray: [{ $literal: ids }, '$_id'] }] };
  const sentAt = entries[entries.length - 1]?.accepted.at ?? null;
  const { from, to } = deliveryTransition('sending', 'accept');
  return {
    updateMany: {
      filter: { _id: { $in: ids }, ...waitingIn(attempt), state: from },
      update: [{ $set: { state: to, msgid, sentAt } }, { $unset: [...Object.keys(CLEARED), 'code'] }],
    },
  };
}

/** How another outcome of an attempt is written. @param before with a refusal: what the ledger says of the resident */
function outcomeOperation({ delivery, decision, at }: CampaignOutcome, before: ConsentsBefore | undefined): Operation {
  const { action, code, failures, msgid } = decision;
  const { from, to } = deliveryTransition('sending', action);
  const filter = { _id: delivery.id, ...waitingIn(delivery.attempt), state: from };
  const set: Partial<DeliveryRecord> = { state: to, code, failures };
  if (decision.uncertain) set.uncertain = true;
  if (before) set.refusal = { code, at, effect: 'due', before };
  if (to === 'pending') {
    set.dueAt = new Date(at.getTime() + decision.retryInMs);
    set.triedAt = delivery.triedAt ?? at;
    return { updateOne: { filter, update: { $set: set, $inc: { attempt: 1 } } } };
  }
  if (to === 'sent') {
    set.sentAt = at;
    if (msgid !== null) set.msgid = msgid;
  }
  // A failed one may be sent again by staff: that is another attempt.
  const next = to === 'failed' ? { $inc: { attempt: 1 } } : {};
  return { updateOne: { filter, update: { $set: set, ...next, $unset: CLEARED } } };
}

async function write(operations: Operation[]): Promise<void> {
  if (operations.length > 0) await collectionOf(Deliveries).bulkWrite(operations, { ordered: false });
}

/** Writes what WeChat accepted; repeating it changes nothing. */
export async function recordAccepted(entries: readonly AcceptedEntry[]): Promise<void> {
  await write(
    [...groupBy(entries, ({ attempt }) => attempt)].map(([attempt, group]) => acceptedOperation(attempt, group)),
  );
}

/** Writes outcomes; repeating it changes nothing. */
export async function recordOutcomes(outcomes: readonly CampaignOutcome[]): Promise<void> {
  await recordAccepted(outcomes.filter(isAccepted).map(entryOf));
  const others = outcomes.filter((outcome) => !isAccepted(outcome));
  const before = await consentsOfRefused(others);
  await write(others.map((outcome) => outcomeOperation(outcome, before.get(outcome.delivery.id))));
}

/** What the ledger says of residents whom WeChat refused, by their deliveries' ids. */
async function consentsOfRefused(outcomes: readonly CampaignOutcome[]): Promise<Map<string, ConsentsBefore>> {
  const found = new Map<string, ConsentsBefore>();
  const refused = outcomes.filter(({ decision }) => isRefusal(decision));
  for (const [kind, group] of groupBy(refused, ({ delivery }) => delivery.campaign.kind)) {
    const consents = await consentsOf(
      group.map(({ delivery }) => delivery.residentId),
      kind,
    );
    for (const { delivery } of group) {
      const before = consents.get(delivery.residentId);
      if (before) found.set(delivery.id, before);
    }
  }
  return found;
}

/** Puts deliveries off to the end of their residents' quiet hours. */
export async function putOff(delays: readonly { delivery: DueDelivery; until: Date }[]): Promise<void> {
  await write(
    delays.map(({ delivery, until }) => ({
      updateOne: {
        filter: { _id: delivery.id, state: 'pending' },
        update: { $set: { dueAt: until, quietWait: true } },
      },
    })),
  );
}
