import { collectionOf } from '../../database';
import { AppError } from '../../errors';
import { addresseesOf, reserveCredits } from '../../subscriptions';
import { waitingFor } from '../audiencePage';
import { reopen } from '../outcomeCounts';
import { supersededBy } from '../superseding';
import { creditsCounter } from '../metrics';
import { Campaigns, findCampaign, type CampaignRecord, type Hold } from '../model';
import { change } from '../states';
import { Deliveries, deliveryId } from '../deliveries';
import { deliveryTransition } from '../../delivery';
import { notifyCoordinator } from '../coordinatorNotice';

const PAGE = 500;

/**
 * Has the failed deliveries of a campaign tried again; nobody else gets anything. Needs a credit again, because the first
 * one was given back or used up. The campaign is held meanwhile, so that a newer event of its chain finds it open and
 * closes it.
 * @param by who asked for it
 * @returns how many wait again
 * @throws AppError `transition_not_allowed` for a campaign that is held, was stopped, was superseded by a newer event, or is
 * so old that its deliveries were removed
 */
export async function resendFailed(id: string, by: string, now: Date): Promise<number> {
  const campaign = await findCampaign(id);
  if ((await supersededBy(campaign)) !== null) {
    throw new AppError('transition_not_allowed', { detail: '已有更新的消息代替这一条，不能重发' });
  }
  const hold: Hold = { reason: '正在准备重发', code: null, by, at: now, resending: true };
  const { from, to } = change('reopen');
  const opened = await Campaigns.updateOne(
    {
      _id: id,
      ...from,
      closeReason: null,
      removedAt: null,
      $or: [{ hold: null }, { 'hold.resending': true }],
    },
    { $set: { status: to, counts: null, finishedAt: null, hold } },
  );
  if (opened.modifiedCount === 0) throw new AppError('transition_not_allowed');
  try {
    return await putFailedBack(campaign, now);
  } finally {
    await release(id);
    notifyCoordinator();
  }
}

async function putFailedBack(campaign: CampaignRecord, now: Date): Promise<number> {
  let again = 0;
  for (let after: string | null = ''; after !== null;) {
    const page: { again: number; after: string | null } = await resendPage(campaign, after, now);
    ({ after } = page);
    again += page.again;
  }
  return again;
}

/** Lets the campaign go on. */
async function release(id: string): Promise<void> {
  const released = await Campaigns.updateOne(
    { _id: id, status: 'sending', 'hold.resending': true },
    { $set: { hold: null } },
  );
  if (released.modifiedCount === 1) return;
  // A newer event closed it in the meantime, or a person resumed it, perhaps before the last page.
  await reopen(id);
}

/** Puts one page of the failed back; their addresses and quiet hours are taken anew. */
async function resendPage(
  { _id: campaignId, kind, message, urgent }: CampaignRecord,
  after: string,
  now: Date,
): Promise<{ again: number; after: string | null }> {
  const rows = await collectionOf(Deliveries)
    .find({ campaignId, state: 'failed', _id: { $gt: after } }, { projection: { residentId: 1 } })
    .sort({ _id: 1 })
    .limit(PAGE)
    .toArray();
  const last = rows[rows.length - 1];
  if (!last) return { again: 0, after: null };
  const addressees = await addresseesOf(rows.map((row) => String(row.residentId)));
  const residentIds = addressees.map(({ residentId }) => residentId);
  const holders = await reserveCredits(residentIds, kind, message?.longTerm ?? false, campaignId);
  const operations = addressees
    .filter(({ residentId }) => holders.has(residentId))
    .map((to) => ({
      updateOne: {
        filter: { _id: deliveryId(campaignId, to.residentId), state: deliveryTransition('failed', 'resend').from },
        update: { $set: { ...waitingFor(to, urgent, now), failures: 0 } },
      },
    }));
  if (operations.length === 0) return { again: 0, after: String(last._id) };
  const moved = await collectionOf(Deliveries).bulkWrite(operations, { ordered: false });
  creditsCounter.inc({ change: 'reserved' }, moved.modifiedCount);
  return { again: moved.modifiedCount, after: String(last._id) };
}
