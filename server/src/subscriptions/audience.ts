import type { TemplateKind } from '@shuozhi/shared';
import { heldBefore, secondsOf } from './interests';
import { hasCredit, type LedgerEntry } from './ledger';
import { Subscriptions } from './model';
import type { QuietHours } from './quietHours';

/** Whom an event concerns, one way of matching at a time; a resident matched in several ways is met several times. */
export interface AudienceRule {
  by: 'keys' | 'keywords' | 'itemIds';
  /** Topic keys, words or item ids of which one must be held. */
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

interface Row {
  _id: string;
  openid: string;
  openidInvalid: boolean;
  quiet: QuietHours | null;
  savedAt: Date | null;
}

function filterOf(rule: AudienceRule, after: string | null): Record<string, unknown> {
  return {
    [rule.by]: { $in: rule.values },
    // Lets the partial indexes of the two optional lists be used.
    ...(rule.by === 'keys' ? {} : { [`${rule.by}.0`]: { $exists: true } }),
    ...(rule.rank > 0 ? { lowestRank: { $lte: rule.rank } } : {}),
    ...(after === null ? {} : { _id: { $gt: after } }),
  };
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
  const rows = (await Subscriptions.collection
    .find(filterOf(rule, after), { projection: { openid: 1, openidInvalid: 1, quiet: 1, savedAt: 1 } })
    .sort({ _id: 1 })
    .limit(size)
    .toArray()) as unknown as Row[];
  const late = await tooLate(rows, rule);
  const addressees = rows.filter((row) => !late.has(row._id)).map(addresseeOf);
  return { addressees, next: rows.length < size ? null : (rows[rows.length - 1]?._id ?? null) };
}

/** Which of `rows` chose what matches only after the event. Only who saved anything since then needs a closer look. */
async function tooLate(rows: readonly Row[], rule: AudienceRule): Promise<ReadonlySet<string>> {
  const second = secondsOf(rule.before);
  const recent = rows.filter(({ savedAt }) => savedAt === null || secondsOf(savedAt) > second);
  if (recent.length === 0) return new Set();
  const since = `${rule.by}Since`;
  const dated = (await Subscriptions.collection
    .find({ _id: { $in: recent.map((row) => row._id) as never } }, { projection: { [rule.by]: 1, [since]: 1 } })
    .toArray()) as unknown as ({ _id: string } & Record<string, unknown>)[];
  const wanted = new Set(rule.values);
  const held = dated.filter((row) =>
    heldBefore({ values: row[rule.by] as string[], since: row[since] as number[] }, wanted, second),
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
  const rows = (await Subscriptions.collection
    .find({ _id: { $in: residentIds as never } }, { projection: { openid: 1, openidInvalid: 1, quiet: 1 } })
    .toArray()) as unknown as Row[];
  return rows.map(addresseeOf);
}

/** How many residents `rules` match now, each once, and how many of them a message of `kind` cannot reach and why. */
export async function countAudience(
  rules: readonly AudienceRule[],
  kind: TemplateKind,
): Promise<{ recipients: number; noCredit: number; openidInvalid: number }> {
  const used = rules.filter((rule) => rule.values.length > 0);
  const count = { recipients: 0, noCredit: 0, openidInvalid: 0 };
  if (used.length === 0) return count;
  const cursor = Subscriptions.collection.find(
    { $or: used.map((rule) => filterOf(rule, null)) },
    { projection: { openidInvalid: 1, [`ledger.${kind}.left`]: 1, [`ledger.${kind}.longTerm`]: 1 }, batchSize: 5000 },
  );
  for await (const row of cursor) {
    count.recipients += 1;
    const ledger = row.ledger as Record<string, LedgerEntry> | undefined;
    if (row.openidInvalid === true) count.openidInvalid += 1;
    else if (!hasCredit(ledger?.[kind])) count.noCredit += 1;
  }
  return count;
}

/** The keywords of all residents that stand in `text`. */
export async function keywordsIn(text: string): Promise<string[]> {
  const words = (await Subscriptions.collection.distinct('keywords', {
    'keywords.0': { $exists: true },
  })) as string[];
  const folded = text.toLowerCase();
  return words.filter((word) => folded.includes(word.toLowerCase()));
}

/** Which of the items anybody follows. */
export async function followedAmong(itemIds: readonly string[]): Promise<ReadonlySet<string>> {
  const wanted = new Set(itemIds);
  const found: unknown[] = await Subscriptions.collection.distinct('itemIds', {
    itemIds: { $in: [...wanted] },
    'itemIds.0': { $exists: true },
  });
  return new Set(found.map(String).filter((id) => wanted.has(id)));
}
