import type { Level, TemplateKind } from '@shuozhi/shared';
import mongoose from 'mongoose';
import type { QuietHours } from '../subscriptions';
import type { PushEventType } from './events';
import type { CampaignStatus, CloseReason, SkipReason, StoredState } from './states';

/** The message itself, the same for every resident. */
export interface Card {
  templateId: string;
  longTerm: boolean;
  /** Page of the mini-program with its query. */
  page: string;
  data: Record<string, { value: string }>;
}

/** One part of an audience; parts are gone through in turn, a resident met again is passed over. */
export type Source =
  | { by: 'keys' | 'keywords' | 'itemIds'; values: string[] }
  /** The recipients of an earlier campaign of the chain. */
  | { by: 'told'; campaignId: string };

/** Why nothing of a campaign is sent for now, and since when. */
export interface Hold {
  reason: string;
  code: number | null;
  by: string | null;
  at: Date;
  /** The failed ones are being put back; if that was cut short, resending again goes on with it. */
  resending?: true;
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
  /** First notice of the chain (alert → raised → lifted), or the item: what overtakes what. */
  chain: string;
  noticeId: string | null;
  itemId: string | null;
  type: PushEventType;
  kind: TemplateKind;
  level: Level | null;
  title: string;
  changeNote: string | null;
  priority: number;
  urgent: boolean;
  /** When it happened; the audience is frozen there. */
  at: Date;
  status: CampaignStatus;
  hold: Hold | null;
  closeReason: CloseReason | null;
  card: Card | null;
  sources: Source[];
  /** Campaigns of the chain that this one overtakes. */
  overtakes: string[];
  /** Where writing down the audience stands. */
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

/** One campaign's message to one resident; `_id` is `campaign:resident`, so there can be no second one. */
export interface DeliveryRecord {
  _id: string;
  campaignId: string;
  residentId: string;
  /** Which share of the residents this one belongs to, 0 … PARTS-1: one worker owns a share at a time. */
  part: number;
  state: StoredState;
  reason?: SkipReason;
  /** Not before. */
  dueAt: Date;
  /** Waiting for the end of quiet hours rather than for another try. */
  quietWait?: boolean;
  /** Copy for sending, removed with the final state. */
  openid?: string;
  quiet?: QuietHours;
  tries?: number;
  /** An earlier try may have been delivered. */
  uncertain?: boolean;
  /** How often a try ended without a final outcome; absent in the first. */
  turn?: number;
  /** WeChat's last code; -2 stands for no answer. */
  code?: number;
  msgid?: string;
  /** When the event happened; the inbox is sorted by it. */
  at: Date;
  sentAt?: Date;
  readAt?: Date;
}

/** Shares of the residents. Enough to spread evenly over a few workers, few enough to look up one by one. */
export const PARTS = 32;

const { Mixed } = mongoose.Schema.Types;
const id = { type: String, required: true } as const;
const day = { type: Date, default: null };

const campaignSchema = new mongoose.Schema<CampaignRecord>(
  {
    _id: id,
    chain: id,
    noticeId: { type: String, default: null },
    itemId: { type: String, default: null },
    type: id,
    kind: id,
    level: { type: String, default: null },
    title: id,
    changeNote: { type: String, default: null },
    priority: { type: Number, required: true },
    urgent: { type: Boolean, required: true },
    at: { type: Date, required: true },
    status: id,
    hold: { type: Mixed, default: null },
    closeReason: { type: String, default: null },
    card: { type: Mixed, default: null },
    sources: { type: Mixed, default: () => [] },
    overtakes: { type: [String], default: [] },
    progress: { type: Mixed, default: () => ({ source: 0, after: null }) },
    counts: { type: Mixed, default: null },
    startedAt: day,
    firstSentAt: day,
    finishedAt: day,
    compared: Mixed,
    removedAt: day,
  },
  { collection: 'campaigns', versionKey: false, minimize: false },
);
campaignSchema.index({ status: 1, priority: 1, at: 1 });
campaignSchema.index({ chain: 1, at: 1 });
campaignSchema.index({ noticeId: 1, at: -1 });
campaignSchema.index({ at: -1, _id: -1 });
campaignSchema.index({ finishedAt: 1 });

const deliverySchema = new mongoose.Schema<DeliveryRecord>(
  {
    _id: id,
    campaignId: id,
    residentId: id,
    part: { type: Number, required: true },
    state: id,
    reason: String,
    dueAt: { type: Date, required: true },
    quietWait: Boolean,
    openid: String,
    quiet: { type: Mixed },
    tries: Number,
    uncertain: Boolean,
    turn: Number,
    code: Number,
    msgid: String,
    at: { type: Date, required: true },
    sentAt: Date,
    readAt: Date,
  },
  { collection: 'deliveries', versionKey: false },
);
// Finding what is due and counting states are covered by one index.
deliverySchema.index({ campaignId: 1, state: 1, part: 1, dueAt: 1 });
deliverySchema.index({ residentId: 1, at: -1, _id: -1 });

export const Campaigns = mongoose.model<CampaignRecord>('Campaign', campaignSchema);
export const Deliveries = mongoose.model<DeliveryRecord>('Delivery', deliverySchema);

/** The id of a campaign's delivery to a resident. */
export const deliveryId = (campaignId: string, residentId: string): string => `${campaignId}:${residentId}`;

/**
 * The ids of a campaign's deliveries: `_id` is campaign:resident, and ';' follows ':'.
 * @param after only those behind this resident
 */
export const rangeOf = (campaignId: string, after = '') => ({
  $gt: deliveryId(campaignId, after),
  $lt: `${campaignId};`,
});

/** The share of the residents to which `residentId` belongs: FNV-1a over its characters. */
export function partOf(residentId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < residentId.length; i++) {
    hash = Math.imul(hash ^ residentId.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0) % PARTS;
}
