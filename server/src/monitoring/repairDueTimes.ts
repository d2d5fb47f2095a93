import { Campaigns, Deliveries, SENDING_STATUSES } from '../campaigns';

/** No retry waits longer than half a minute; this far ahead a time was written before the database's clock was set back. */
const TOO_FAR_MS = 2 * 60 * 1000;

/**
 * Makes retries due whose time lies absurdly far ahead, because the database's clock was set back after it was written.
 * Waits for the end of quiet hours are meant to be long and stay.
 * @returns how many were repaired
 */
export async function repairDueTimes(now: Date): Promise<number> {
  const open = await Campaigns.find({ status: { $in: SENDING_STATUSES } }, '_id').lean<{ _id: string }[]>();
  const repaired = await Deliveries.updateMany(
    {
      campaignId: { $in: open.map((campaign) => campaign._id) },
      state: 'pending',
      quietWait: { $ne: true },
      dueAt: { $gt: new Date(now.getTime() + TOO_FAR_MS) },
    },
    { $set: { dueAt: now } },
  );
  return repaired.modifiedCount;
}
