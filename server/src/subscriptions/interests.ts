import { levelRank, subscriptionKeys } from '@shuozhi/shared';
import type { SubscriptionInput } from '@shuozhi/shared/api';

/** Words of one sort (keys, keywords, items) with the second each was chosen, in the same order. */
export interface Dated {
  values: string[];
  /** Seconds since 1970, one for each value. */
  since: number[];
}

/** What a resident wants to be told, in the form the audience is searched by. */
export interface Interests {
  keys: Dated;
  keywords: Dated;
  itemIds: Dated;
  /** Rank of the lowest alert level wanted: 1 blue … 4 red. */
  lowestRank: number;
  /** Second at which that was chosen, and what was wanted before. */
  lowestRankSince: number;
  formerRank: number;
}

/** Seconds since 1970 of an instant, rounded down. */
export const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

/** `wanted` with the old second kept for every value that was there before. */
function keepSince(before: Dated, wanted: readonly string[], now: number): Dated {
  const known = new Map(before.values.map((value, index) => [value, before.since[index] ?? now]));
  const values = [...new Set(wanted)];
  return { values, since: values.map((value) => known.get(value) ?? now) };
}

/** Whether one of `wanted` was among the values at the second `before`. */
export function heldBefore(dated: Dated, wanted: ReadonlySet<string>, before: number): boolean {
  return dated.values.some((value, index) => wanted.has(value) && (dated.since[index] ?? Infinity) <= before);
}

type Rank = Pick<Interests, 'lowestRank' | 'lowestRankSince' | 'formerRank'>;

function nextRank(before: Rank, lowestRank: number, now: number): Rank {
  const { lowestRankSince, formerRank } = before;
  if (lowestRank === before.lowestRank) return { lowestRank, lowestRankSince, formerRank };
  return { lowestRank, lowestRankSince: now, formerRank: before.lowestRank };
}

/** The lowest rank wanted at the second `before`. */
export const rankBefore = ({ lowestRank, lowestRankSince, formerRank }: Rank, before: number): number =>
  lowestRankSince <= before ? lowestRank : formerRank;

/** The interests after a resident saved `input` at the second `now`; what stays chosen keeps its old second. */
export function nextInterests(before: Interests, input: SubscriptionInput, now: number): Interests {
  return {
    keys: keepSince(before.keys, subscriptionKeys(input.topics, input.regions), now),
    keywords: keepSince(before.keywords, input.keywords, now),
    itemIds: keepSince(before.itemIds, input.itemIds, now),
    ...nextRank(before, levelRank(input.lowestLevel), now),
  };
}
