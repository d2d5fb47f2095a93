import { Deliveries, type SendableCampaign } from '../model';
import { afterUnknown, type UnknownSort } from '../unknown';
import { foreignEntries, sweepFlights, waitingIn, type FlightEntry } from './flights';
import { groupBy } from './groupBy';
import { isAcceptedEntry, writeAccepted } from './writeOutcomes';

/** `campaign:resident` → campaign. */
const campaignOf = ({ id }: FlightEntry): string => id.slice(0, id.lastIndexOf(':'));

/**
 * Deals with what the former owners of shares left in flight. What WeChat had accepted is sent; whether the rest arrived is
 * unknown: where the campaign's rule says so it waits again (marked as uncertain), else it stays unknown. Nothing else may
 * work on the shares meanwhile.
 * @param worker the new owner; its own list is not in doubt
 * @param resendUnknown what is sent again after an unknown outcome
 * @param findCampaigns reads campaigns by their ids; nothing of a closing one is sent again
 * @returns how many deliveries were in doubt
 */
export async function recoverParts(
  worker: string,
  parts: readonly number[],
  resendUnknown: readonly UnknownSort[],
  findCampaigns: (
    ids: readonly string[],
  ) => Promise<(Pick<SendableCampaign, '_id' | 'kind' | 'card'> & { closing: boolean })[]>,
  now: Date,
): Promise<number> {
  let inDoubt = 0;
  const left = await foreignEntries(worker, parts);
  await writeAccepted(left.filter(isAcceptedEntry));
  const doubts = left.filter((entry) => !isAcceptedEntry(entry));
  const byCampaign = groupBy(doubts, campaignOf);
  for (const campaign of await findCampaigns([...byCampaign.keys()])) {
    const again =
      !campaign.closing && afterUnknown(campaign.kind, campaign.card?.longTerm ?? false, resendUnknown) !== 'leave';
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
