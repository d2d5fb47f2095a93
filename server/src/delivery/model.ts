import type { TemplateKind } from '@shuozhi/shared';
import mongoose from 'mongoose';
import type { QuietHours } from '../subscriptions';
import type { StoredState } from './states';

/** The message itself, the same for every resident. */
export interface Card {
  templateId: string;
  longTerm: boolean;
  /** Page of the mini-program with its query. */
  page: string;
  data: Record<string, { value: string }>;
}

/** What the engine knows of a campaign whose messages may be sent. */
export interface SendableCampaign {
  _id: string;
  kind: TemplateKind;
  /** When the event happened. */
  at: Date;
  card: Card | null;
}

/** One campaign's message to one resident; `_id` is `campaign:resident`, so there can be no second one. */
export interface DeliveryRecord {
  _id: string;
  campaignId: string;
  residentId: string;
  /** Which share of the residents this one belongs to, 0 … PARTS-1: one worker owns a share at a time. */
  part: number;
  state: StoredState;
  /** Why it was never handed to WeChat. */
  reason?: string;
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
