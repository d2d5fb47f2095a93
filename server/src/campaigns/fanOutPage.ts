import { collectionOf, insertMissing } from '../database';
import { countMissed, presentAmong, reserveCredits, type Addressee } from '../subscriptions';
import { isForPreviousRecipientsOnly } from './eventRules';
import { creditsCounter } from './metrics';
import { Campaigns, type CampaignRecord } from './model';
import { change, transition } from './states';
import { Deliveries, deliveryId, type DeliveryRecord } from './deliveries';
import { advanceEpoch, partitionOf } from '../delivery';
import { sourcePage, waitingFor, withoutDelivery } from './audiencePage';
import { skipPending } from './closeCampaign';
import { previousRecipientsAmong, previousCampaignIds } from './previousRecipients';

const PAGE = 1000;
/** The first page is small, so that sending begins at once. */
const FIRST_PAGE = 200;

/** The delivery to one resident: pending from the end of quiet hours on, or skipped with the reason. Pure. */
function newDelivery(
  campaign: Pick<CampaignRecord, '_id' | 'at' | 'urgent'>,
  to: Addressee,
  { wasNotified, holdsCredit }: { wasNotified: boolean; holdsCredit: boolean },
  now: Date,
): DeliveryRecord {
  const base = {
    _id: deliveryId(campaign._id, to.residentId),
    campaignId: campaign._id,
    residentId: to.residentId,
    partition: partitionOf(to.residentId),
    at: campaign.at,
  };
  if (!wasNotified) return { ...base, state: 'skipped', reason: 'not-told', dueAt: now };
  if (to.openidInvalid) return { ...base, state: 'skipped', reason: 'openid-invalid', dueAt: now };
  if (!holdsCredit) return { ...base, state: 'skipped', reason: 'no-credit', dueAt: now };
  return { ...base, ...waitingFor(to, campaign.urgent, now) };
}

/**
 * Writes one page of a campaign's audience as deliveries. Every step may be repeated after a crash: credits remember the campaign,
 * deliveries have deterministic ids, and the progress moves only from where this page began.
 * @param fresh false when this page may have been written in part by a worker that died
 * @returns the campaign with its new progress, and how many deliveries were added; null when somebody else moved it
 */
export async function fanOutPage(
  campaign: CampaignRecord,
  fresh: boolean,
  now: Date,
): Promise<{ campaign: CampaignRecord; added: number } | null> {
  const { after } = campaign.progress;
  const from = campaign.sources[campaign.progress.source];
  const page = from
    ? await sourcePage(from, campaign, after, after === null ? FIRST_PAGE : PAGE)
    : { addressees: [], next: null };
  const repeated = !fresh || campaign.progress.source > 0;
  const addressees = repeated ? await withoutDelivery(campaign._id, page.addressees) : page.addressees;

  if (addressees.length > 0 && campaign.message) {
    const residentIds = addressees.map((one) => one.residentId);
    // The credit of a superseded message must be free again before this one needs it.
    for (const earlier of campaign.supersedes) await skipPending(earlier, residentIds);
    const { kind, message } = campaign;
    const notified = isForPreviousRecipientsOnly(campaign.type)
      ? await previousRecipientsAmong(previousCampaignIds(campaign), residentIds)
      : new Set(residentIds);
    const holders = await reserveCredits([...notified], kind, message.longTerm, campaign._id);
    creditsCounter.inc({ change: 'reserved' }, holders.size);
    const rows = addressees.map((one) => {
      const { residentId } = one;
      return newDelivery(
        campaign,
        one,
        { wasNotified: notified.has(residentId), holdsCredit: holders.has(residentId) },
        now,
      );
    });
    await insertMissing(Deliveries, rows);
    await removeDeliveriesOfDeparted(campaign._id, residentIds);
    await countMissed(rows.filter((row) => row.reason === 'no-credit').map((row) => row.residentId));
  }

  const { source } = campaign.progress;
  const progress = page.next === null ? { source: source + 1, after: null } : { source, after: page.next };
  const isComplete = progress.source >= campaign.sources.length;
  const status = isComplete ? transition(campaign.status, 'complete-fan-out') : campaign.status;
  const moved = await Campaigns.updateOne(
    {
      _id: campaign._id,
      ...change('complete-fan-out').from,
      'progress.source': source,
      'progress.after': campaign.progress.after,
    },
    { $set: { progress, status } },
  );
  return moved.modifiedCount === 1 ? { campaign: { ...campaign, progress, status }, added: addressees.length } : null;
}

/**
 * Removes what was just inserted for residents who left meanwhile: their subscription goes first and their deliveries
 * then, so whoever writes a delivery later than that finds the subscription gone.
 */
export async function removeDeliveriesOfDeparted(campaignId: string, residentIds: readonly string[]): Promise<void> {
  const present = await presentAmong(residentIds);
  if (present.size === residentIds.length) return;
  const ids = residentIds.filter((id) => !present.has(id)).map((id) => deliveryId(campaignId, id));
  const { deletedCount } = await collectionOf(Deliveries).deleteMany({ _id: { $in: ids } });
  if (deletedCount > 0) await advanceEpoch();
}
