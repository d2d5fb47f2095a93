import type { UnknownByRegion } from '@shuozhi/shared/api';
import { regionsOf } from '../../subscriptions';
import { Deliveries } from '../deliveries';
import { findCampaign } from '../model';

const PAGE = 1000;

/**
 * Of whom WeChat never said whether the message arrived, by the districts they subscribed to: where staff must tell people another way.
 * Somebody with two districts counts in both.
 * @throws AppError `campaign_not_found`
 */
export async function listUnknown(id: string): Promise<UnknownByRegion> {
  await findCampaign(id);
  const regions = new Map<string, number>();
  let people = 0;
  for (let after: string | null = ''; after !== null;) {
    const rows: { _id: string; residentId: string }[] = await Deliveries.find(
      { campaignId: id, state: 'unknown', _id: { $gt: after } },
      'residentId',
    )
      .sort({ _id: 1 })
      .limit(PAGE)
      .lean<{ _id: string; residentId: string }[]>();
    people += rows.length;
    for (const region of await regionsOf(rows.map(({ residentId }) => residentId))) {
      regions.set(region, (regions.get(region) ?? 0) + 1);
    }
    after = rows.at(-1)?._id ?? null;
  }
  const items = [...regions].map(([region, count]) => ({ region, people: count }));
  return { people, items: items.sort((a, b) => b.people - a.people) };
}
