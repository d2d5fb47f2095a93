import { levelRank, type TemplateKind } from '@shuozhi/shared';
import { defineModel, Mixed } from '../database';
import type { Interests } from './interests';
import type { LedgerEntry } from './ledger';
import type { QuietHours } from './quietHours';

/** One resident's wishes and consents: one document, so that every change of them is atomic. */
export interface SubscriptionRecord {
  /** The resident's id. */
  _id: string;
  /** Copy for sending; goes with the resident. */
  openid: string;
  topics: string[];
  regions: string[];
  /** `topic:region`; MongoDB cannot index two arrays together. */
  keys: string[];
  keysSince: number[];
  keywords: string[];
  /** The keywords in the form in which they are compared, in the same order. */
  words: string[];
  keywordsSince: number[];
  itemIds: string[];
  itemIdsSince: number[];
  lowestRank: number;
  lowestRankSince: number;
  formerRank: number;
  quiet: QuietHours | null;
  ledger: Partial<Record<TemplateKind, LedgerEntry>>;
  /** Moves with each consent, so that two reports at once cannot both be counted from the same state. */
  consentVersion: number;
  /** The last request ids of the app's consent reports: a repeated report counts once. */
  consentRequests: string[];
  /** WeChat answered 40003 for this openid. */
  openidInvalid: boolean;
  /** Messages not sent for want of a credit since the resident last gave one; the app then asks for renewal. */
  missed: number;
  /** When the wishes were last saved; null while there are consents only. */
  savedAt: Date | null;
}

const texts = { type: [String], default: [] };
const numbers = { type: [Number], default: [] };

export const Subscriptions = defineModel<SubscriptionRecord>(
  'subscriptions',
  {
    openid: { type: String, required: true },
    topics: texts,
    regions: texts,
    keys: texts,
    keysSince: numbers,
    keywords: texts,
    words: texts,
    keywordsSince: numbers,
    itemIds: texts,
    itemIdsSince: numbers,
    lowestRank: { type: Number, default: levelRank('blue') },
    lowestRankSince: { type: Number, default: 0 },
    formerRank: { type: Number, default: levelRank('blue') },
    quiet: { type: Mixed, default: null },
    ledger: { type: Mixed, default: () => ({}) },
    consentVersion: { type: Number, default: 0 },
    consentRequests: texts,
    openidInvalid: { type: Boolean, default: false },
    missed: { type: Number, default: 0 },
    savedAt: { type: Date, default: null },
  },
  [
    [{ keys: 1, _id: 1 }],
    [{ openid: 1 }],
    [{ words: 1, _id: 1 }, { partialFilterExpression: { 'words.0': { $exists: true } } }],
    [{ itemIds: 1, _id: 1 }, { partialFilterExpression: { 'itemIds.0': { $exists: true } } }],
  ],
);

/** Quiet hours until a resident chooses others: 22:00–07:00. */
export const DEFAULT_QUIET: QuietHours = { from: 22 * 60, to: 7 * 60 };

/** The record of a resident who has chosen nothing yet. */
export function emptySubscription(residentId: string, openid: string): SubscriptionRecord {
  return {
    _id: residentId,
    openid,
    topics: [],
    regions: [],
    keys: [],
    keysSince: [],
    keywords: [],
    words: [],
    keywordsSince: [],
    itemIds: [],
    itemIdsSince: [],
    lowestRank: levelRank('blue'),
    lowestRankSince: 0,
    formerRank: levelRank('blue'),
    quiet: DEFAULT_QUIET,
    ledger: {},
    consentVersion: 0,
    consentRequests: [],
    openidInvalid: false,
    missed: 0,
    savedAt: null,
  };
}

/** The record's wishes in the form of `Interests`. */
export function interestsOf(record: SubscriptionRecord): Interests {
  return {
    keys: { values: record.keys, since: record.keysSince },
    keywords: { values: record.keywords, since: record.keywordsSince },
    itemIds: { values: record.itemIds, since: record.itemIdsSince },
    lowestRank: record.lowestRank,
    lowestRankSince: record.lowestRankSince,
    formerRank: record.formerRank,
  };
}
