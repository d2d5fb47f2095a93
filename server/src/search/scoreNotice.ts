import { dayOfMoment, daysBetween, validityAt, type Moment, type Validity } from '@shuozhi/shared';
import type { IndexedNotice } from './fulltext';

/** BM25's saturation and length normalisation; a body of this length is ordinary. */
const K = 1.2;
const B = 0.5;
const ORDINARY_SIZE = 3000;
const IN_TITLE = 0.7;

/** What is no longer in force stays findable but stands behind. */
const VALIDITY_FACTOR: Readonly<Record<Validity, number>> = {
  现行有效: 1,
  未注明: 0.97,
  尚未施行: 0.97,
  已过期: 0.88,
  已废止: 0.7,
};
const NEWNESS = 0.06;
const HALF_LIFE_DAYS = 3 * 365;

/** Boost of a notice by its validity and date at `now`: a factor around 1. */
export function boostOf(notice: IndexedNotice, now: Moment): number {
  const age = notice.writtenOn === null ? HALF_LIFE_DAYS : Math.max(0, daysBetween(notice.writtenOn, dayOfMoment(now)));
  return VALIDITY_FACTOR[validityAt(now, notice)] * (1 + NEWNESS * 0.5 ** (age / HALF_LIFE_DAYS));
}

/**
 * How well a notice holds a word: 0 to about 1.7 (in the title and often in the body).
 * @param count how often it stands there
 * @param size characters of the body: the same count says less in a long text
 */
export function termScore(count: number, inTitle: boolean, size: number): number {
  const saturated = count / (count + K * (1 - B + (B * size) / ORDINARY_SIZE));
  return saturated + (inTitle ? IN_TITLE : 0);
}
