import type { Level, TemplateKind } from '@shuozhi/shared';
import { defineModel, Mixed } from '../database';
import { AppError } from '../errors';
import type { PushEventType } from './eventRules';
import type { CampaignStatus, CloseReason } from './states';

/** The message itself, the same for every resident. */
export interface Message {
  templateId: string;
  longTerm: boolean;
  /** Page of the mini-program with its query. */
  page: string;
  data: Record<string, { value: string }>;
}

/** One part of an audience; parts are gone through in turn, a resident met again is passed over. */
export type Source =
  | { by: 'keys' | 'keywords' | 'itemIds'; values: string[] }
  /** These residents, whatever they subscribe to: those named for exercises. */
  | { by: 'residents'; values: string[] }
  /** The recipients of an earlier campaign of the chain. */
  | { by: 'previous-recipients'; campaignId: string };

/** Why nothing of a campaign is sent for now, and since when. */
export interface Hold {
  reason: string;
  code: number | null;
  by: string | null;
  at: Date;
  /** The failed ones are being put back; if that was cut short, resending again goes on with it. */
  resending?: true;
  /** WeChat refuses so many people that it is not believed. */
  refusals?: true;
}

/** How a campaign stands to WeChat's refusals of its people. */
export interface RefusalReview {
  /** `doubted`: far more than usual; nothing of them is written to the ledger. `right`: a person says that they are true. */
  verdict: 'doubted' | 'right';
  code: number;
  at: Date;
}

/** How often each outcome occurred: `sent`, `skipped:no-credit`, `failed:45168` … */
export type Counts = Record<string, number>;

/** When published was compared with delivered, and what was wrong then: `failed:-1`, `unknown`, `missing`; alerts only. */
export interface Comparison {
  /** Five and fifteen minutes after the event, or as soon as possible after that. */
  first?: Date;
  last?: Date;
  wrong: string[];
}

/** One event on its way to everybody it concerns. The id is the event's. */
export interface CampaignRecord {
  _id: string;
  /** First notice of the chain (alert → raised → lifted), or the item: what supersedes what. */
  chain: string;
  noticeId: string | null;
  itemId: string | null;
  type: PushEventType;
  kind: TemplateKind;
  level: Level | null;
  title: string;
  /** 演练: for the named test residents only. */
  exercise: boolean;
  changeNote: string | null;
  priority: number;
  urgent: boolean;
  /** When it happened; the audience is frozen there. */
  at: Date;
  status: CampaignStatus;
  hold: Hold | null;
  /** The share of refusals in earlier campaigns of the kind, 0…1; absent before the campaign is planned. */
  usualRefusals?: number;
  refusals?: RefusalReview | null;
  closeReason: CloseReason | null;
  message: Message | null;
  sources: Source[];
  /** Campaigns of the chain that this one supersedes. */
  supersedes: string[];
  /** How far the fan-out has come. */
  progress: { source: number; after: string | null };
  /** Outcomes at the end; kept when the deliveries are removed. */
  counts: Counts | null;
  startedAt: Date | null;
  firstSentAt: Date | null;
  finishedAt: Date | null;
  compared?: Comparison;
  /** Set when its deliveries were aggregated and removed. */
  removedAt: Date | null;
}

const required = { type: String, required: true } as const;
const nullable = { type: String, default: null } as const;
const moment = { type: Date, default: null } as const;

export const Campaigns = defineModel<CampaignRecord>(
  'campaigns',
  {
    chain: required,
    noticeId: nullable,
    itemId: nullable,
    type: required,
    kind: required,
    level: nullable,
    title: required,
    exercise: { type: Boolean, default: false },
    changeNote: nullable,
    priority: { type: Number, required: true },
    urgent: { type: Boolean, required: true },
    at: { type: Date, required: true },
    status: required,
    hold: { type: Mixed, default: null },
    usualRefusals: Number,
    refusals: Mixed,
    closeReason: nullable,
    message: { type: Mixed, default: null },
    sources: { type: Mixed, default: () => [] },
    supersedes: { type: [String], default: () => [] },
    progress: { type: Mixed, default: () => ({ source: 0, after: null }) },
    counts: { type: Mixed, default: null },
    startedAt: moment,
    firstSentAt: moment,
    finishedAt: moment,
    compared: Mixed,
    removedAt: moment,
  },
  [
    [{ status: 1, priority: 1, at: 1 }],
    [{ chain: 1, at: 1 }],
    [{ noticeId: 1, at: -1 }],
    [{ at: -1, _id: -1 }],
    [{ finishedAt: 1 }],
  ],
);

/** A campaign by its id. @throws AppError `campaign_not_found` */
export async function findCampaign(id: string): Promise<CampaignRecord> {
  const campaign = await Campaigns.findById(id).lean<CampaignRecord>();
  if (!campaign) throw new AppError('campaign_not_found');
  return campaign;
}
