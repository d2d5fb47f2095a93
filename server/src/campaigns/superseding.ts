import { EVENT_RULES } from './eventRules';
import { Campaigns, type CampaignRecord } from './model';
import type { CloseReason } from './states';

/** What of a campaign tells whether it supersedes another of its chain. */
export type Step = Pick<CampaignRecord, '_id' | 'type' | 'noticeId'>;

/**
 * Whether an event concerns what was said in an earlier campaign of its chain: a step of an alert concerns the whole chain,
 * a revision or a withdrawal only its own notice (the lift of an alert stays valid when the alert itself is corrected).
 */
const concerns = (later: Step, earlier: Step): boolean =>
  EVENT_RULES[later.type].reach === 'chain' || later.noticeId === earlier.noticeId;

/** Earlier campaigns of the same chain that the event concerns, oldest first. */
export async function earlierCampaigns(
  campaign: Step & Pick<CampaignRecord, 'chain' | 'at'>,
): Promise<Pick<CampaignRecord, '_id' | 'type' | 'noticeId' | 'status'>[]> {
  const chain = await Campaigns.find(
    { chain: campaign.chain, _id: { $ne: campaign._id }, at: { $lte: campaign.at }, removedAt: null },
    'type noticeId status',
  )
    .sort({ at: 1 })
    .lean<Pick<CampaignRecord, '_id' | 'type' | 'noticeId' | 'status'>[]>();
  return chain.filter((one) => concerns(campaign, one));
}

/**
 * What becomes of a campaign because a newer word of its chain is known already (it was derived late, or is to be sent
 * again): `superseded`, `withdrawn`, or null when it is the newest.
 */
export async function supersededBy(
  campaign: Step & Pick<CampaignRecord, 'chain' | 'at'>,
): Promise<Extract<CloseReason, 'superseded' | 'withdrawn'> | null> {
  const newer = await Campaigns.find(
    { chain: campaign.chain, _id: { $ne: campaign._id }, at: { $gte: campaign.at } },
    'type noticeId',
  ).lean<Step[]>();
  for (const one of newer) {
    const { earlier } = EVENT_RULES[one.type];
    if (earlier !== 'keep' && concerns(one, campaign)) return earlier;
  }
  return null;
}
