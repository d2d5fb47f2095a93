import { daysBetween, validityOn, type CivilDate, type Validity } from '@shuozhi/shared';
import type { Candidate, WeighedUnit } from './candidates';

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

/** Standing of a notice by its validity and date on `today`: a factor around 1. */
export function standingOf(notice: Omit<Candidate, 'tokens' | 'counts'>, today: CivilDate): number {
  const age = notice.writtenOn === null ? HALF_LIFE_DAYS : Math.max(0, daysBetween(notice.writtenOn, today));
  return VALIDITY_FACTOR[validityOn(today, notice)] * (1 + NEWNESS * 0.5 ** (age / HALF_LIFE_DAYS));
}

/** How well a notice holds one unit: 0 to about 1.7 (in the title and often in the body). */
export function unitInNotice(unit: WeighedUnit, notice: Candidate): number {
  const saturate = (count: number) =>
    (count * (K + 1)) / (count + K * (1 - B + (B * notice.size) / ORDINARY_SIZE)) / (K + 1);
  let best = 0;
  for (const option of unit.options) {
    const at = notice.tokens.indexOf(option.text);
    if (at === -1) continue;
    const inTitle = at < notice.titleTokens ? IN_TITLE : 0;
    best = Math.max(best, option.weight * (saturate(notice.counts[at] ?? 1) + inTitle));
  }
  return best;
}

/** Relevance by words alone: weighted share of the query's units that the notice holds. */
export function wordScore(units: readonly WeighedUnit[], notice: Candidate): number {
  let sum = 0;
  let total = 0;
  for (const unit of units) {
    const weight = unit.importance * unit.rarity;
    total += weight;
    sum += weight * unitInNotice(unit, notice);
  }
  return total === 0 ? 0 : sum / total;
}
