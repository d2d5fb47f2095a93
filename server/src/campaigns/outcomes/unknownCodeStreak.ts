import { isKnownCode } from './codes';
import type { CampaignDecision } from './decide';

/** So many messages of one campaign in a row refused with undocumented codes are not those messages' fault. */
const STREAK = 16;

/** Holds a campaign that WeChat keeps refusing for reasons we do not know, before everybody's message has failed. */
export class UnknownCodeStreak {
  private readonly lengths = new Map<string, number>();

  /** The decision, with a hold when it ends such a streak. */
  judge(campaignId: string, decision: CampaignDecision): CampaignDecision {
    if (isKnownCode(decision.code)) {
      if (decision.state === 'sent') this.lengths.delete(campaignId);
      return decision;
    }
    const length = (this.lengths.get(campaignId) ?? 0) + 1;
    this.lengths.set(campaignId, length);
    return length < STREAK ? decision : { ...decision, hold: 'campaign' };
  }
}
