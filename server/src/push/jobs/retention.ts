import { Campaigns, Deliveries, type CampaignRecord } from '../model';

const PAGE = 2000;

/**
 * Removes the deliveries of campaigns that ended before `before`; their numbers stay on the campaign. Goes by pages, may be
 * killed and run again.
 * @returns how many deliveries were removed
 */
export async function removeOldDeliveries(before: Date): Promise<number> {
  const old = await Campaigns.find({ status: 'done', finishedAt: { $lt: before }, removedAt: null }, 'counts').lean<
    CampaignRecord[]
  >();
  let removed = 0;
  for (const { _id } of old) {
    for (;;) {
      const rows = await Deliveries.collection
        .find({ campaignId: _id }, { projection: { _id: 1 } })
        .limit(PAGE)
        .toArray();
      if (rows.length === 0) break;
      const result = await Deliveries.collection.deleteMany({ _id: { $in: rows.map((row) => row._id) } });
      removed += result.deletedCount;
    }
    await Campaigns.updateOne({ _id }, { $set: { removedAt: new Date() } });
  }
  return removed;
}

/** The moment `months` before `now`: what ended earlier is not kept in detail. */
export function retentionLimit(now: Date, months: number): Date {
  const limit = new Date(now);
  limit.setUTCMonth(limit.getUTCMonth() - months);
  return limit;
}
