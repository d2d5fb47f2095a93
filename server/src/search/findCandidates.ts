import type { CivilDate, Unit } from '@shuozhi/shared';
import type { PostedNotice, Postings } from './postings';
import { standingOf, unitScore } from './scoreNotice';

/** A unit with how telling it is in this corpus. */
export interface WeighedUnit extends Unit {
  rarity: number;
}

export interface Candidate {
  notice: PostedNotice;
  /** Relevance by words alone, with validity and date. */
  words: number;
}

/** Units with their rarity (0–1), most telling first. Options that no notice holds are left out. */
export function weighUnits(units: readonly Unit[], postings: Postings): WeighedUnit[] {
  const most = Math.log(2 + postings.size);
  const weighed = units.map((unit) => {
    const options = unit.options.filter((option) => postings.frequency(option.text) > 0);
    const holding = options.reduce((sum, option) => sum + option.weight * postings.frequency(option.text), 0);
    return { ...unit, options, rarity: Math.log(1 + postings.size / (1 + holding)) / most };
  });
  return weighed.sort((a, b) => b.importance * b.rarity - a.importance * a.rarity);
}

/** Every notice that holds any unit is scored; the best by words, validity and date are answered. */
export function findCandidates(
  units: readonly WeighedUnit[],
  postings: Postings,
  today: CivilDate,
  limit: number,
): Candidate[] {
  const total = units.reduce((sum, unit) => sum + unit.importance * unit.rarity, 0);
  if (total === 0) return [];
  const scores = new Float32Array(postings.span);
  const touched: number[] = [];
  for (const unit of units) {
    const best = new Map<number, number>();
    for (const option of unit.options) {
      postings.each(option.text, (number, count, inTitle) => {
        const notice = postings.at(number);
        if (notice === null) return;
        const score = option.weight * unitScore(count, inTitle, notice.size);
        if (score > (best.get(number) ?? 0)) best.set(number, score);
      });
    }
    const weight = (unit.importance * unit.rarity) / total;
    for (const [number, score] of best) {
      if (scores[number] === 0) touched.push(number);
      scores[number] = (scores[number] as number) + weight * score;
    }
  }
  return best(touched, scores, postings, today, limit);
}

/** The highest scores. Standing moves a score by less than half: only the upper part needs it. */
function best(
  touched: number[],
  scores: Float32Array,
  postings: Postings,
  today: CivilDate,
  limit: number,
): Candidate[] {
  touched.sort((a, b) => (scores[b] as number) - (scores[a] as number));
  return touched
    .slice(0, limit * 4)
    .flatMap((number) => {
      const notice = postings.at(number);
      return notice === null ? [] : [{ notice, words: (scores[number] as number) * standingOf(notice, today) }];
    })
    .sort((a, b) => b.words - a.words)
    .slice(0, limit);
}
