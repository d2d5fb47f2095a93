import { defineModel, Mixed } from '../database';
import type { StoredState } from '../delivery';
import type { ConsentsBefore, QuietHours } from '../subscriptions';
import type { SkipReason } from './states';

/**
 * What WeChat's refusal of a person (`ruleFor(code).refusal`) does to the ledger. It is written there only when the refusals of the
 * campaign are believed: see refusals/.
 */
export interface RefusalRecord {
  code: number;
  at: Date;
  effect: 'due' | 'written' | 'undone';
  before: ConsentsBefore;
}

/** One campaign's message to one resident; `_id` is `campaign:resident`, so there can be no second one. */
export interface DeliveryRecord {
  _id: string;
  campaignId: string;
  residentId: string;
  /** The resident's partition: one worker at a time sends what is in it. */
  partition: number;
  state: StoredState;
  /** Why it was never handed to WeChat. */
  reason?: SkipReason;
  /** Not before. */
  dueAt: Date;
  /** Waiting for the end of quiet hours rather than for another attempt. */
  quietWait?: boolean;
  /** Copy for sending, removed with the final state. */
  openid?: string;
  quiet?: QuietHours;
  /** Attempts that failed and count towards the most there are; not those for which the message was not to blame. */
  failures?: number;
  /** When the first attempt without a final outcome ended. */
  triedAt?: Date;
  /** An earlier attempt may have been delivered. */
  uncertain?: boolean;
  /** How many attempts ended without a final outcome; absent in the first. */
  attempt?: number;
  /** WeChat's last code; -2 stands for no answer. */
  code?: number;
  refusal?: RefusalRecord;
  msgid?: string;
  /** When the event happened; the inbox is sorted by it. */
  at: Date;
  sentAt?: Date;
  readAt?: Date;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const date = { type: Date, required: true } as const;

export const Deliveries = defineModel<DeliveryRecord>(
  'deliveries',
  {
    campaignId: text,
    residentId: text,
    partition: number,
    state: text,
    reason: String,
    dueAt: date,
    quietWait: Boolean,
    openid: String,
    quiet: Mixed,
    failures: Number,
    triedAt: Date,
    uncertain: Boolean,
    attempt: Number,
    code: Number,
    refusal: Mixed,
    msgid: String,
    at: date,
    sentAt: Date,
    readAt: Date,
  },
  [
    // Finding what is due and counting states are covered by one index.
    [{ campaignId: 1, state: 1, partition: 1, dueAt: 1 }],
    [{ residentId: 1, at: -1, _id: -1 }],
    [{ 'refusal.effect': 1, campaignId: 1 }, { partialFilterExpression: { 'refusal.effect': 'due' } }],
  ],
);

/** The id of a campaign's delivery to a resident. */
export const deliveryId = (campaignId: string, residentId: string): string => `${campaignId}:${residentId}`;

/** Names an attempt whose outcome is unknown among what a resident's ledger holds. */
export const unknownAttempt = (campaignId: string, attempt: number): string => `${campaignId}#${attempt}`;

/** The campaign of a delivery's id. */
export const campaignOfDelivery = (id: string): string => id.slice(0, id.lastIndexOf(':'));

/**
 * The ids of a campaign's deliveries: `_id` is campaign:resident, and ';' follows ':'.
 * @param after only those behind this resident
 */
export const rangeOf = (campaignId: string, after = '') => ({
  $gt: deliveryId(campaignId, after),
  $lt: `${campaignId};`,
});

/** Matches deliveries that wait and still are in their attempt of this number; the first is not written down. */
export const waitingIn = (attempt: number) => ({
  state: 'pending' as const,
  attempt: attempt === 0 ? { $exists: false } : attempt,
});
