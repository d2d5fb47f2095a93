import { afterUnknown } from '../events';
import { Campaigns, Deliveries, type CampaignRecord } from '../model';
import { foreignEntries, sweepFlights, waitingIn, type FlightEntry } from './flights';

/** Groups by a key, in order of first occurrence. */
function groupBy<T, K>(list: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** `campaign:resident` → campaign. */
const campaignOf = ({ id }: FlightEntry): string => id.slice(0, id.lastIndexOf(':'));

/**
 * Deals with what the former owners of shares left in flight: whether it arrived is unknown. Where the campaign's rule says
 * so it waits again (marked as uncertain), else it stays unknown. Nothing else may work on the shares meanwhile.
 * @param worker the new owner; its own list is not in doubt
 * @returns how many deliveries were in doubt
 */
export async function recoverParts(worker: string, parts: readonly number[], now: Date): Promise<number> {
  let inDoubt = 0;
  const byCampaign = groupBy(await foreignEntries(worker, parts), campaignOf);
  const campaigns = await Campaigns.find({ _id: { $in: [...byCampaign.keys()] } }, 'kind card status').lean<
    CampaignRecord[]
  >();
  for (const campaign of campaigns) {
    const again =
      campaign.status !== 'closing' && afterUnknown(campaign.kind, campaign.card?.longTerm ?? false) === 'resend';
    const doubtful = again
      ? { $set: { uncertain: true, dueAt: now }, $inc: { turn: 1 } }
      : { $set: { state: 'unknown' as const }, $inc: { turn: 1 }, $unset: { openid: 1, quiet: 1 } };
    for (const [turn, entries] of groupBy(byCampaign.get(campaign._id) ?? [], (entry) => entry.turn)) {
      const ids = entries.map(({ id }) => id) as never[];
      const marked = await Deliveries.collection.updateMany({ _id: { $in: ids }, ...waitingIn(turn) }, doubtful);
      inDoubt += marked.modifiedCount;
    }
  }
  await sweepFlights(worker);
  return inDoubt;
}
