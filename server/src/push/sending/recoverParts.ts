import { afterUnknown } from '../events';
import { Campaigns, Deliveries, type CampaignRecord } from '../model';

/**
 * Deals with what the former owners of shares left in flight: whether it arrived is unknown. Where the campaign's rule says
 * so it is sent again (marked as uncertain), else it stays unknown. Nothing else may work on the shares meanwhile.
 * @returns how many deliveries were in doubt
 */
export async function recoverParts(parts: readonly number[], now: Date): Promise<number> {
  const campaigns = await Campaigns.find(
    { status: { $in: ['expanding', 'sending', 'closing'] } },
    'kind card status',
  ).lean<CampaignRecord[]>();
  const part = { $in: [...parts] };
  let inDoubt = 0;
  for (const campaign of campaigns) {
    const again =
      campaign.status !== 'closing' && afterUnknown(campaign.kind, campaign.card?.longTerm ?? false) === 'resend';
    const left = await Deliveries.collection.updateMany(
      { campaignId: campaign._id, part, state: 'sending' },
      { $set: { state: 'unknown' }, $unset: again ? { lock: 1 } : { lock: 1, openid: 1, quiet: 1 } },
    );
    inDoubt += left.modifiedCount;
    if (!again) continue;
    // An unknown one that still has its address was on its way back to pending.
    await Deliveries.collection.updateMany(
      { campaignId: campaign._id, part, state: 'unknown', openid: { $exists: true } },
      { $set: { state: 'pending', uncertain: true, dueAt: now } },
    );
  }
  return inDoubt;
}
