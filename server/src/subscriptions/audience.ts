import type mongoose from 'mongoose';
import { collectionOf } from '../database';
import { heldBefore, rankBefore, secondsOf } from './interests';
import { Subscriptions, type SubscriptionRecord } from './model';
import type { QuietHours } from './quietHours';

/** Whom an event concerns, one way of matching at a time; a resident matched in several ways is met several times. */
export interface AudienceRule {
  by: 'keys' | 'keywords' | 'itemIds';
  /** Topic keys, words as `keywordsIn` gives them, or item ids, of which one must be held. */
  values: string[];
  /** Rank of the alert (1 blue … 4 red), 0 for what is no alert: then every lowest level agrees. */
  rank: number;
  /** Wishes saved later than this do not count: the audience is frozen at the event. */
  before: Date;
}

/** What sending needs to know of a resident. */
export interface Addressee {
  residentId: string;
  openid: string;
  openidInvalid: boolean;
  quiet: QuietHours | null;
}

type Row = Pick<SubscriptionRecord, '_id' | 'openid' | 'openidInvalid' | 'quiet'>;

const subscriptions = collectionOf(Subscriptions);

const ADDRESSEE = { openid: 1, openidInvalid: 1, quiet: 1 } as const;
const RANK = { lowestRank: 1, lowestRankSince: 1, formerRank: 1 } as const;

/** The list of a subscription in which each way of matching looks. */
const LIST_OF = { keys: 'keys', keywords: 'words', itemIds: 'itemIds' } as const;

/**
 * The residents whom `rule` matches by what they hold now, whenever they chose it.
 * @param after only those behind this id; null for all
 */
export function filterOf(rule: AudienceRule, after: string | null): mongoose.mongo.Filter<SubscriptionRecord> {
  const list = LIST_OF[rule.by];
  const filter: mongoose.mongo.Filter<SubscriptionRecord> = { [list]: { $in: rule.values } };
  // Lets the partial indexes of the two optional lists be used.
  if (list !== 'keys') filter[`${list}.0`] = { $exists: true };
  if (rule.rank > 0) filter.lowestRank = { $lte: rule.rank };
  if (after !== null) filter._id = { $gt: after };
  return filter;
}

/**
 * One page of the residents whom `rule` matches, in id order.
 * @param after id of the last one seen, null from the beginning
 * @returns the residents and the id to go on after; null at the end
 */
export async function audiencePage(
  rule: AudienceRule,
  after: string | null,
  size: number,
): Promise<{ addressees: Addressee[]; next: string | null }> {
  if (rule.values.length === 0) return { addressees: [], next: null };
  const rows = await subscriptions
    .find(filterOf(rule, after), { projection: { ...ADDRESSEE, savedAt: 1 } })
    .sort({ _id: 1 })
    .limit(size)
    .toArray();
  const late = await tooLate(rows, rule);
  const addressees = rows.filter((row) => !late.has(row._id)).map(addresseeOf);
  return { addressees, next: rows.length < size ? null : (rows[rows.length - 1]?._id ?? null) };
}

/** Which of `rows` chose what matches only after the event. Only who saved anything since then needs a closer look. */
async function tooLate(
  rows: readonly Pick<SubscriptionRecord, '_id' | 'savedAt'>[],
  rule: AudienceRule,
): Promise<ReadonlySet<string>> {
  const second = secondsOf(rule.before);
  const recent = rows.filter(({ savedAt }) => savedAt === null || secondsOf(savedAt) > second);
  if (recent.length === 0) return new Set();
  const list = LIST_OF[rule.by];
  const since = `${rule.by}Since` as const;
  const dated = await subscriptions
    .find({ _id: { $in: recent.map((row) => row._id) } }, { projection: { [list]: 1, [since]: 1, ...RANK } })
    .toArray();
  const wanted = new Set(rule.values);
  const held = dated.filter(
    (row) =>
      heldBefore({ values: row[list], since: row[since] }, wanted, second) &&
      (rule.rank === 0 || rankBefore(row, second) <= rule.rank),
  );
  const before = new Set(held.map((row) => row._id));
  return new Set(recent.map((row) => row._id).filter((id) => !before.has(id)));
}

function addresseeOf(row: Row): Addressee {
  return { residentId: row._id, openid: row.openid, openidInvalid: row.openidInvalid, quiet: row.quiet };
}

/** What sending needs to know of given residents; those who left are missing. */
export async function addresseesOf(residentIds: readonly string[]): Promise<Addressee[]> {
  if (residentIds.length === 0) return [];
  const rows = await subscriptions.find({ _id: { $in: residentIds } }, { projection: ADDRESSEE }).toArray();
  return rows.map(addresseeOf);
}

/** Which of given residents still have a subscription; it is the first thing that goes when they leave. */
export async function presentAmong(residentIds: readonly string[]): Promise<ReadonlySet<string>> {
  const among = { _id: { $in: residentIds } };
  // Nearly always nobody left: one number says so.
  const present = await subscriptions.countDocuments(among);
  if (present === residentIds.length) return new Set(residentIds);
  const rows = await subscriptions.find(among, { projection: { _id: 1 } }).toArray();
  return new Set(rows.map((row) => row._id));
}

/** The districts that residents subscribed to, one by one. */
export async function regionsOf(residentIds: readonly string[]): Promise<string[]> {
  const rows = await collectionOf(Subscriptions)
    .find({ _id: { $in: [...residentIds] } }, { projection: { regions: 1 } })
    .toArray();
  return rows.flatMap(({ regions }) => regions);
}
