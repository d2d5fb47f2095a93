import type { QuietHours } from '../../subscriptions';
import { collectionOf } from '../../database';
import type { Delivery } from '../../delivery';
import { Deliveries } from '../deliveries';
import type { CampaignRecord } from '../model';

/** A delivery that is due, with its campaign. */
export interface DueDelivery extends Delivery {
  residentId: string;
  /** Attempts that failed and count towards the most there are. */
  failures: number;
  /** When it was first tried; null before. */
  triedAt: Date | null;
  quiet: QuietHours | null;
  campaign: CampaignRecord;
}

const FIELDS = { residentId: 1, partition: 1, openid: 1, quiet: 1, failures: 1, triedAt: 1, uncertain: 1, attempt: 1 };

/**
 * The next deliveries that are due in the given partitions, the most pressing campaign first.
 * @param campaigns in the order in which they are to be sent
 * @param known ids to be left out
 */
export async function nextDue(
  campaigns: readonly CampaignRecord[],
  partitions: readonly number[],
  now: Date,
  limit: number,
  known: ReadonlySet<string>,
): Promise<DueDelivery[]> {
  const found: DueDelivery[] = [];
  for (const campaign of campaigns) {
    if (found.length >= limit) break;
    const due = { campaignId: campaign._id, state: 'pending' as const, partition: { $in: [...partitions] } };
    const rows = await collectionOf(Deliveries)
      .find({ ...due, dueAt: { $lte: now } }, { projection: FIELDS, batchSize: 2000 })
      .limit(limit - found.length + known.size)
      .toArray();
    for (const { _id: id, residentId, partition, openid, quiet, failures, triedAt, uncertain, attempt } of rows) {
      if (openid === undefined || known.has(id)) continue;
      if (found.length >= limit) break;
      found.push({
        id,
        partition,
        recipient: openid,
        rank: campaign.priority,
        attempt: attempt ?? 0,
        uncertain: uncertain === true,
        residentId,
        failures: failures ?? 0,
        triedAt: triedAt ?? null,
        quiet: quiet ?? null,
        campaign,
      });
    }
  }
  return found;
}
