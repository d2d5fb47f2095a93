import { databaseNow, collectionOf } from '../database';
import { type CampaignRecord, Campaigns, countOutcomes, Deliveries, rangeOf } from '../campaigns';

const PAGE = 2000;

/** Removes one page of a campaign's deliveries. @returns how many there were */
async function removePage(campaignId: string): Promise<number> {
  const range = { _id: rangeOf(campaignId) };
  const rows = await collectionOf(Deliveries)
    .find(range, { projection: { _id: 1 } })
    .sort({ _id: 1 })
    .limit(PAGE)
    .toArray();
  if (rows.length === 0) return 0;
  await collectionOf(Deliveries).deleteMany({ _id: { $in: rows.map((row) => row._id) } });
  return rows.length;
}

/** Makes sure that a campaign's numbers are kept before the first of its deliveries goes. */
async function keepCounts({ _id, counts }: Pick<CampaignRecord, '_id' | 'counts'>): Promise<void> {
  if (counts !== null) return;
  await Campaigns.updateOne({ _id, status: 'done', counts: null }, { $set: { counts: await countOutcomes(_id) } });
}

async function removeDeliveriesOf(campaign: Pick<CampaignRecord, '_id' | 'counts'>): Promise<number> {
  const ended = { _id: campaign._id, status: 'done' as const };
  await keepCounts(campaign);
  let removed = 0;
  // Staff may open it again in between.
  while ((await Campaigns.exists(ended)) !== null) {
    const page = await removePage(campaign._id);
    removed += page;
    if (page < PAGE) {
      await Campaigns.updateOne(ended, { $set: { removedAt: databaseNow() } });
      break;
    }
  }
  return removed;
}

/**
 * Removes the deliveries of campaigns that ended before `before`; their numbers stay on the campaign. Goes by pages, may be
 * killed and run again, and stops at a campaign that staff have opened again.
 * @returns how many deliveries were removed
 */
export async function removeOldDeliveries(before: Date): Promise<number> {
  const old = await Campaigns.find({ status: 'done', finishedAt: { $lt: before }, removedAt: null }, 'counts').lean<
    Pick<CampaignRecord, '_id' | 'counts'>[]
  >();
  let removed = 0;
  for (const campaign of old) removed += await removeDeliveriesOf(campaign);
  return removed;
}

/** The moment `months` before `now`: what ended earlier is not kept in detail. */
export function retentionLimit(now: Date, months: number): Date {
  const limit = new Date(now);
  limit.setUTCMonth(limit.getUTCMonth() - months);
  return limit;
}
