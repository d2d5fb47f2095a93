import type { mongo } from 'mongoose';
import { collectionOf } from '../../database';
import { spendOnUnknown } from '../../subscriptions';
import { deliveryTransition, type LogEntry } from '../../delivery';
import { campaignOfDelivery, Deliveries, unknownAttempt, waitingIn, type DeliveryRecord } from '../deliveries';
import { Campaigns, type CampaignRecord } from '../model';
import { MOST_ATTEMPTS } from '../outcomes/decide';
import { afterUnknown, type UnknownSort } from '../outcomes/unknownOutcomePolicy';
import { groupBy } from './groupBy';

type Filter = mongo.Filter<DeliveryRecord>;
type Doubtful = Pick<CampaignRecord, '_id' | 'kind' | 'message' | 'status'>;

const RESEND = deliveryTransition('sending', 'retry');
const LEAVE = deliveryTransition('sending', 'leaveUnknown');

/** Whether a campaign's deliveries that are in doubt are sent again. */
const mayResend = ({ kind, message, status }: Doubtful, resendUnknown: readonly UnknownSort[]): boolean =>
  status !== 'closing' && afterUnknown(kind, message?.longTerm ?? false, resendUnknown) !== 'leave';

/**
 * Decides what becomes of deliveries whose worker died while they were in flight, by their campaigns' kinds: sent again, marked as
 * uncertain, or left unknown. Nothing of a closing campaign is sent again, nor what was in doubt too often: a message must not kill worker
 * after worker.
 * @param resendUnknown what is sent again after an unknown outcome
 * @returns how many there were
 */
export async function recordInDoubt(
  entries: readonly LogEntry[],
  resendUnknown: readonly UnknownSort[],
  now: Date,
): Promise<number> {
  let inDoubt = 0;
  const byCampaign = groupBy(entries, ({ id }) => campaignOfDelivery(id));
  const campaigns = await Campaigns.find({ _id: { $in: [...byCampaign.keys()] } }, 'kind message status').lean<
    Doubtful[]
  >();
  for (const campaign of campaigns) {
    const again = { $set: { state: RESEND.to, uncertain: true, dueAt: now }, $inc: { attempt: 1, failures: 1 } };
    const leave = {
      $set: { state: LEAVE.to },
      $inc: { attempt: 1 },
      $unset: { openid: 1 as const, quiet: 1 as const },
    };
    for (const [attempt, group] of groupBy(byCampaign.get(campaign._id) ?? [], (entry) => entry.attempt)) {
      const ids = group.map(({ id }) => id);
      const filter = { _id: { $in: ids }, ...waitingIn(attempt), state: RESEND.from };
      const few = { ...filter, failures: { $not: { $gte: MOST_ATTEMPTS - 1 } } };
      if (mayResend(campaign, resendUnknown)) {
        await spendAgain(campaign, attempt, few);
        inDoubt += (await collectionOf(Deliveries).updateMany(few, again)).modifiedCount;
      }
      inDoubt += (await collectionOf(Deliveries).updateMany(filter, leave)).modifiedCount;
    }
  }
  return inDoubt;
}

/** What is sent again may use up another one-time consent: of those that still wait, before they do not any more. */
async function spendAgain({ _id, kind, message }: Doubtful, attempt: number, filter: Filter): Promise<void> {
  if (message?.longTerm) return;
  const rows = await collectionOf(Deliveries)
    .find(filter, { projection: { residentId: 1 } })
    .toArray();
  await spendOnUnknown(
    rows.map(({ residentId }) => residentId),
    kind,
    unknownAttempt(_id, attempt),
  );
}

/** How many of the entries still wait for the outcome of the attempt that they name. */
export async function countUndecided(entries: readonly LogEntry[]): Promise<number> {
  const waiting = entries.map(({ id, attempt }) => ({ _id: id, ...waitingIn(attempt) }));
  return waiting.length === 0 ? 0 : collectionOf(Deliveries).countDocuments({ $or: waiting });
}
