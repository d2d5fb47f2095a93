import type { CivilDate, Term } from '@shuozhi/shared';
import type { PostedNotice, Postings } from './postings';
import { boostOf, termScore } from './scoreNotice';

/** A term with how telling it is in this corpus. */
export interface WeightedTerm extends Term {
  idf: number;
}

export interface Candidate {
  notice: PostedNotice;
  /** Relevance by words alone, with validity and date. */
  words: number;
}

/** Terms with their idf (0–1), most telling first. Options that no notice holds are left out. */
export function weighTerms(terms: readonly Term[], postings: Postings): WeightedTerm[] {
  const most = Math.log(2 + postings.size);
  const weighed = terms.map((term) => {
    const options = term.options.filter((option) => postings.frequency(option.text) > 0);
    const holding = options.reduce((sum, option) => sum + option.weight * postings.frequency(option.text), 0);
    return { ...term, options, idf: Math.log(1 + postings.size / (1 + holding)) / most };
  });
  return weighed.sort((a, b) => b.importance * b.idf - a.importance * a.idf);
}

/** Every notice that holds any term is scored; the best by words, validity and date are answered. */
export function findCandidates(
  terms: readonly WeightedTerm[],
  postings: Postings,
  today: CivilDate,
  limit: number,
): Candidate[] {
  const total = terms.reduce((sum, term) => sum + term.importance * term.idf, 0);
  if (total === 0) return [];
  const scores = new Float32Array(postings.span);
  const touched: number[] = [];
  for (const term of terms) {
    const bestOf = new Float32Array(postings.span);
    const holding: number[] = [];
    for (const option of term.options) {
      postings.each(option.text, (number, count, inTitle) => {
        const notice = postings.at(number);
        if (notice === null) return;
        const score = option.weight * termScore(count, inTitle, notice.size);
        const known = bestOf[number] as number;
        if (score <= known) return;
        if (known === 0) holding.push(number);
        bestOf[number] = score;
      });
    }
    const weight = (term.importance * term.idf) / total;
    for (const number of holding) {
      if (scores[number] === 0) touched.push(number);
      scores[number] = (scores[number] as number) + weight * (bestOf[number] as number);
    }
  }
  return best(touched, scores, postings, today, limit);
}

/** The numbers of the highest scores; a floor found on a sample spares sorting the many low ones. */
function highest(touched: readonly number[], scores: Float32Array, count: number): number[] {
  const byScore = (a: number, b: number) => (scores[b] as number) - (scores[a] as number);
  const floorOf = (list: readonly number[]) => scores[[...list].sort(byScore)[count - 1] ?? -1] ?? 0;
  const floor = touched.length > count * 10 ? floorOf(touched.slice(0, count * 10)) : 0;
  return touched
    .filter((number) => (scores[number] as number) >= floor)
    .sort(byScore)
    .slice(0, count);
}

/** The highest scores. The boost moves a score by less than half: only the upper part needs it. */
function best(
  touched: number[],
  scores: Float32Array,
  postings: Postings,
  today: CivilDate,
  limit: number,
): Candidate[] {
  return highest(touched, scores, limit * 4)
    .flatMap((number) => {
      const notice = postings.at(number);
      return notice === null ? [] : [{ notice, words: (scores[number] as number) * boostOf(notice, today) }];
    })
    .sort((a, b) => b.words - a.words)
    .slice(0, limit);
}
