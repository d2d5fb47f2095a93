import { collectionOf } from '../database';
import { returnCredits } from '../subscriptions';
import { Deliveries, deliveryId } from './deliveries';
import { inFlightOfClosed } from './inFlight';
import { advanceEpoch, deliveryTransition } from '../delivery';
import { EVENT_RULES } from './eventRules';
import { creditsCounter } from './metrics';
import { Campaigns, type CampaignRecord } from './model';
import { change, type CloseReason } from './states';
import { earlierCampaigns } from './superseding';

/**
 * Begins the closing of a campaign: what waits is skipped for `reason`, and only what is in flight when this returns still
 * goes out. False when it cannot be closed any more.
 */
export async function closeCampaign(campaignId: string, reason: CloseReason): Promise<boolean> {
  const { from, to } = change('close');
  const result = await Campaigns.updateOne(
    { _id: campaignId, ...from },
    { $set: { status: to, closeReason: reason, hold: null } },
  );
  if (result.modifiedCount === 0) return false;
  await advanceEpoch();
  return true;
}

/**
 * Closes what a campaign supersedes. Repeating it changes nothing.
 * @returns the campaigns of the chain that it concerns, and which of them have messages that it supersedes
 */
export async function closeEarlier(
  campaign: Pick<CampaignRecord, '_id' | 'type' | 'noticeId' | 'chain' | 'at'>,
): Promise<{ earlier: readonly { _id: string }[]; supersedes: string[] }> {
  const { earlier: reason } = EVENT_RULES[campaign.type];
  const earlier = await earlierCampaigns(campaign);
  if (reason === 'keep') return { earlier, supersedes: [] };
  const supersedes = earlier.filter(({ status }) => status !== 'done').map(({ _id }) => _id);
  for (const id of supersedes) await closeCampaign(id, reason);
  return { earlier, supersedes };
}

/** Deliveries skipped at a time. */
const PAGE = 1000;

/**
 * Skips what still waits of a closing campaign and gives the credits back.
 * @param residentIds only the messages of these residents; absent: the next thousand of all
 * @returns how many were skipped
 */
export async function skipPending(campaignId: string, residentIds?: readonly string[]): Promise<number> {
  const campaign = await Campaigns.findById(campaignId).lean<CampaignRecord>();
  if (campaign?.status !== 'closing' || campaign.closeReason === null) return 0;
  // What a worker has in flight gets its outcome from there.
  const inFlight = await inFlightOfClosed(campaignId);
  const skip = deliveryTransition('pending', 'skip');
  const leave = deliveryTransition('pending', 'leaveUnknown');
  const among = residentIds?.map((id) => deliveryId(campaignId, id));
  const rows = await collectionOf(Deliveries)
    .find(
      {
        campaignId,
        state: skip.from,
        _id: among === undefined ? { $nin: inFlight } : { $in: among, $nin: inFlight },
      },
      { projection: { residentId: 1, uncertain: 1 } },
    )
    .limit(PAGE)
    .toArray();
  const ids = rows.map((row) => row._id);
  if (ids.length === 0) return 0;
  // What may have been delivered stays unknown, and its credit spent.
  const uncertain = rows.filter((row) => row.uncertain === true).map((row) => row._id);
  if (uncertain.length > 0) {
    await collectionOf(Deliveries).updateMany(
      { _id: { $in: uncertain }, state: leave.from },
      { $set: { state: leave.to }, $unset: { openid: 1, quiet: 1 } },
    );
  }
  const skipped = await collectionOf(Deliveries).updateMany(
    { _id: { $in: ids }, state: skip.from },
    { $set: { state: skip.to, reason: campaign.closeReason }, $unset: { openid: 1, quiet: 1 } },
  );
  // After the state: a message that another worker took in between keeps its credit.
  const done = await collectionOf(Deliveries)
    .find({ _id: { $in: ids }, state: skip.to }, { projection: { residentId: 1 } })
    .toArray();
  await returnCredits(
    done.map((row) => String(row.residentId)),
    campaign.kind,
    campaign.message?.longTerm ?? false,
    campaignId,
  );
  creditsCounter.inc({ change: 'given-back' }, done.length);
  return skipped.modifiedCount;
}
