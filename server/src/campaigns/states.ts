/**
 * The statuses of a campaign (推送) and every transition they may make. Whoever changes a status guards the write with the
 * status it comes from, so that a transition that is not in the table cannot happen.
 */
export const CAMPAIGN_STATUSES = ['planned', 'expanding', 'sending', 'closing', 'done'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

export const CAMPAIGN_TRANSITIONS: Record<CampaignStatus, readonly CampaignStatus[]> = {
  /** Derived from its event; card and audience are worked out next. */
  planned: ['expanding', 'closing'],
  /** The audience is being written down as deliveries; sending goes on at the same time. */
  expanding: ['sending', 'closing'],
  sending: ['done', 'closing'],
  /** Stopped, withdrawn or overtaken by a newer event: what still waits is skipped, what is in flight is waited for. */
  closing: ['done'],
  /** Staff had the failed ones tried again; closed in the same moment by a newer event, it closes once more. */
  done: ['sending', 'closing'],
};

/** Why a delivery was never handed to WeChat. */
export const SKIP_REASONS = ['no-credit', 'openid-invalid', 'not-told', 'superseded', 'withdrawn', 'stopped'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Why a campaign is closing; becomes the reason of its skipped deliveries. */
export type CloseReason = Extract<SkipReason, 'superseded' | 'withdrawn' | 'stopped'>;
