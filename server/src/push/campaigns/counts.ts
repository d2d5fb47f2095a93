import { Campaigns, Deliveries, type CampaignRecord, type Counts } from '../model';
import { countInFlight } from '../sending/flights';
import { DELIVERY_STATES, type DeliveryState } from '../states';

/**
 * How many deliveries of a campaign are in each state, counted from the deliveries themselves (one index answers): the
 * sum is the number of recipients by construction.
 */
export async function countStates(campaignId: string): Promise<Record<DeliveryState, number>> {
  const rows = await Deliveries.aggregate<{ _id: DeliveryState; n: number }>([
    { $match: { campaignId } },
    { $group: { _id: '$state', n: { $sum: 1 } } },
  ]);
  const counts = Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as Record<DeliveryState, number>;
  for (const row of rows) counts[row._id] = row.n;
  const sending = await sendingAmong(campaignId, counts.pending);
  return { ...counts, pending: counts.pending - sending, sending };
}

/** The same with reasons and WeChat's codes: `sent`, `skipped:no-credit`, `failed:45168`, `refused:43101`. */
export async function countOutcomes(campaignId: string): Promise<Counts> {
  const rows = await Deliveries.aggregate<{ _id: { state: string; detail: string | number | null }; n: number }>([
    { $match: { campaignId } },
    {
      $group: {
        _id: {
          state: '$state',
          detail: {
            $switch: {
              branches: [
                { case: { $eq: ['$state', 'skipped'] }, then: '$reason' },
                { case: { $in: ['$state', ['refused', 'failed']] }, then: '$code' },
              ],
              default: null,
            },
          },
        },
        n: { $sum: 1 },
      },
    },
  ]);
  const counts: Counts = Object.fromEntries(
    rows.map(({ _id: { state, detail }, n }) => [
      detail === null || detail === undefined ? state : `${state}:${detail}`,
      n,
    ]),
  );
  const { pending = 0 } = counts;
  const sending = await sendingAmong(campaignId, pending);
  return sending === 0 ? counts : { ...counts, pending: pending - sending, sending };
}

/** How many of the `pending` are in flight: they are stored as pending, so moving them over keeps the sum. */
async function sendingAmong(campaignId: string, pending: number): Promise<number> {
  return pending === 0 ? 0 : Math.min(pending, await countInFlight(campaignId));
}

/** The outcomes of a campaign: as kept at its end, else counted now. */
export async function outcomesOf(campaign: CampaignRecord): Promise<Counts> {
  return campaign.counts ?? (await countOutcomes(campaign._id));
}

/** Whether any delivery of a campaign still waits or is in flight. */
export async function hasOpenDeliveries(campaignId: string): Promise<boolean> {
  const open = await Deliveries.findOne({ campaignId, state: 'pending' }, '_id').lean();
  return open !== null;
}

/**
 * Ends a campaign whose deliveries are all settled and keeps its outcomes. A held one stays open until a person resumes or
 * stops it. False when there is something left.
 */
export async function finishCampaign(campaign: CampaignRecord, now: Date): Promise<boolean> {
  if (campaign.hold !== null || (await hasOpenDeliveries(campaign._id))) return false;
  const counts = await countOutcomes(campaign._id);
  await Campaigns.updateOne(
    { _id: campaign._id, status: campaign.status, hold: null },
    { $set: { status: 'done', counts, finishedAt: now } },
  );
  return true;
}
