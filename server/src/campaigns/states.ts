/** Statuses of a campaign (推送). */
export const CAMPAIGN_STATUSES = ['planned', 'expanding', 'sending', 'closing', 'done'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** What takes a campaign from one status to another, and where to. */
const RESULT_OF = {
  /** Message and audience are worked out. */
  plan: 'expanding',
  /** The whole audience stands as deliveries. */
  'complete-fan-out': 'sending',
  /** Nothing waits and nothing is in flight. */
  finish: 'done',
  /** Stopped, withdrawn or superseded: what waits is skipped, what is in flight is waited for. */
  close: 'closing',
  /** Staff have the failed ones tried again, or something waits after all. */
  reopen: 'sending',
  /** The same after it was closed in the same moment by a newer event: it closes once more. */
  'close-again': 'closing',
} as const satisfies Record<string, CampaignStatus>;

export type CampaignAction = keyof typeof RESULT_OF;

/** The actions of each status; any other is refused. While `sends`, messages of the campaign may go out. */
const STATUS_TABLE: Record<CampaignStatus, { sends: boolean; actions: readonly CampaignAction[] }> = {
  planned: { sends: false, actions: ['plan', 'close'] },
  /** The audience is being written as deliveries; sending goes on at the same time. */
  expanding: { sends: true, actions: ['complete-fan-out', 'close'] },
  sending: { sends: true, actions: ['finish', 'close', 'reopen'] },
  closing: { sends: false, actions: ['finish'] },
  done: { sends: false, actions: ['reopen', 'close-again'] },
};

const statusesWhere = (wanted: (row: (typeof STATUS_TABLE)[CampaignStatus]) => boolean): CampaignStatus[] =>
  CAMPAIGN_STATUSES.filter((status) => wanted(STATUS_TABLE[status]));

/** Statuses in which a campaign can still be closed: it waits to be sent, or is being sent. */
export const ACTIVE_STATUSES = statusesWhere(({ actions }) => actions.includes('close'));

/** Statuses in which messages may go out. */
export const SENDING_STATUSES = statusesWhere(({ sends }) => sends);

/** Statuses in which the audience does not stand yet. */
export const FAN_OUT_STATUSES = ACTIVE_STATUSES.filter((status) => !STATUS_TABLE[status].actions.includes('finish'));

/**
 * The status to which `action` leads.
 * @throws Error when the status does not allow it
 */
export function transition(from: CampaignStatus, action: CampaignAction): CampaignStatus {
  if (!STATUS_TABLE[from].actions.includes(action)) throw new Error(`no ${action} of a campaign that is ${from}`);
  return RESULT_OF[action];
}

/**
 * Filter and new status of a write that does `action`, in whichever status allows it: a transition that is not in the
 * table cannot happen.
 */
export const change = (
  action: CampaignAction,
): { from: { status: { $in: CampaignStatus[] } }; to: CampaignStatus } => ({
  from: { status: { $in: statusesWhere(({ actions }) => actions.includes(action)) } },
  to: RESULT_OF[action],
});

/** Why a delivery was never handed to WeChat. */
export const SKIP_REASONS = ['no-credit', 'openid-invalid', 'not-told', 'superseded', 'withdrawn', 'stopped'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Why a campaign is closing; becomes the reason of its skipped deliveries. */
export type CloseReason = Extract<SkipReason, 'superseded' | 'withdrawn' | 'stopped'>;
