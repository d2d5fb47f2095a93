import { Deliveries, type DeliveryRecord, type SendableCampaign } from '../model';

/** A delivery that waits, with its campaign. */
export interface Candidate {
  delivery: DeliveryRecord;
  campaign: SendableCampaign;
}

const FIELDS = { residentId: 1, part: 1, openid: 1, quiet: 1, tries: 1, uncertain: 1, turn: 1 };

/**
 * The next deliveries that are due in the given shares, the most pressing campaign first.
 * @param campaigns in the order in which they are to be sent
 * @param known ids already at hand, to be left out
 */
export async function nextCandidates(
  campaigns: readonly SendableCampaign[],
  parts: readonly number[],
  now: Date,
  limit: number,
  known: ReadonlySet<string>,
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const campaign of campaigns) {
    if (found.length >= limit) break;
    const rows = (await Deliveries.collection
      .find(
        { campaignId: campaign._id, state: 'pending', part: { $in: [...parts] }, dueAt: { $lte: now } },
        { projection: FIELDS, batchSize: 2000 },
      )
      .limit(limit - found.length + known.size)
      .toArray()) as unknown as DeliveryRecord[];
    for (const delivery of rows) {
      if (!known.has(delivery._id) && found.length < limit) found.push({ delivery, campaign });
    }
  }
  return found;
}
