import type { Expansion, Moment, Term } from '@shuozhi/shared';
import { LRUCache } from 'lru-cache';
import { tokensOfWord, type FullTextIndex, type IndexedNotice } from './fulltext';
import { boostOf, termScore } from './scoreNotice';

/** A term with how telling it is in this corpus. */
export interface WeightedTerm extends Term {
  idf: number;
}

export interface Candidate {
  notice: IndexedNotice;
  /** Relevance by words alone, with validity and date. */
  words: number;
}

/** Words that the dictionary does not know, with the tokens a text holds that holds them. */
const partsOfWords = new LRUCache<string, readonly string[]>({ max: 5000 });

function partsOf(word: string): readonly string[] {
  const known = partsOfWords.get(word);
  if (known !== undefined) return known;
  const parts = tokensOfWord(word);
  partsOfWords.set(word, parts);
  return parts;
}

/** In how many notices a word stands: exactly where the index knows it, else at most. */
function documentFrequency(word: string, index: FullTextIndex): number {
  const exact = index.frequency(word);
  if (exact > 0) return exact;
  const parts = partsOf(word);
  return parts.length === 0 ? 0 : Math.min(...parts.map((part) => index.frequency(part)));
}

/** Terms with their idf (0–1), most telling first. Options that no notice holds are left out. */
export function weighTerms(terms: readonly Term[], index: FullTextIndex): WeightedTerm[] {
  const most = Math.log(2 + index.size);
  const weighted = terms.map((term) => {
    let holding = 0;
    const options = term.options.filter(({ text, weight }) => {
      const frequency = documentFrequency(text, index);
      holding += weight * frequency;
      return frequency > 0;
    });
    return { ...term, options, idf: Math.log(1 + index.size / (1 + holding)) / most };
  });
  return weighted.sort((a, b) => b.importance * b.idf - a.importance * a.idf);
}

type VisitHit = (number: number, count: number, inTitle: boolean) => void;

/** Calls `visit` for every notice that holds the word, or all its parts where the index does not know it. */
function eachHolder(word: string, index: FullTextIndex, visit: VisitHit): void {
  if (index.frequency(word) > 0) {
    index.each(word, visit);
    return;
  }
  const parts = [...partsOf(word)].sort((a, b) => index.frequency(a) - index.frequency(b));
  const [rarest, ...others] = parts;
  if (rarest === undefined) return;
  let holders = new Map<number, { count: number; inTitle: boolean }>();
  index.each(rarest, (number, count, inTitle) => holders.set(number, { count, inTitle }));
  for (const part of others) {
    const both: typeof holders = new Map();
    index.each(part, (number, count, inTitle) => {
      const hit = holders.get(number);
      if (hit) both.set(number, { count: Math.min(hit.count, count), inTitle: hit.inTitle && inTitle });
    });
    holders = both;
  }
  for (const [number, { count, inTitle }] of holders) visit(number, count, inTitle);
}

/**
 * Entries of the index that one search reads: the most telling terms and their nearest words first. What is beyond are
 * words that stand nearly everywhere; they count again when the best notices are read.
 */
const MOST_ENTRIES = 50_000;

/** Work space of one search; grows with the index and is left all zero. */
interface Scratch {
  scores: Float32Array;
  ofTerm: Float32Array;
}
let scratch: Scratch = { scores: new Float32Array(0), ofTerm: new Float32Array(0) };

function scratchFor(span: number): Scratch {
  if (scratch.scores.length < span) {
    const length = Math.ceil(span * 1.25);
    scratch = { scores: new Float32Array(length), ofTerm: new Float32Array(length) };
  }
  return scratch;
}

/** Every notice that holds any term is scored; the best by words, validity and date are answered. */
export function findCandidates(
  terms: readonly WeightedTerm[],
  index: FullTextIndex,
  now: Moment,
  limit: number,
): Candidate[] {
  const total = terms.reduce((sum, term) => sum + term.importance * term.idf, 0);
  if (total === 0) return [];
  const { scores, ofTerm } = scratchFor(index.span);
  const touched: number[] = [];
  let entries = 0;
  for (const term of terms) {
    const holding: number[] = [];
    for (const option of term.options) {
      const frequency = documentFrequency(option.text, index);
      if (entries > 0 && entries + frequency > MOST_ENTRIES) continue;
      entries += frequency;
      collectHits(option, index, ofTerm, holding);
    }
    const weight = (term.importance * term.idf) / total;
    for (const number of holding) {
      if (scores[number] === 0) touched.push(number);
      scores[number] = (scores[number] as number) + weight * (ofTerm[number] as number);
      ofTerm[number] = 0;
    }
  }
  const found = best(touched, scores, index, now, limit);
  for (const number of touched) scores[number] = 0;
  return found;
}

/** The best score of any option for each notice; `holding` gets the notices that had none. */
function collectHits(option: Expansion, index: FullTextIndex, ofTerm: Float32Array, holding: number[]): void {
  eachHolder(option.text, index, (number, count, inTitle) => {
    const score = option.weight * termScore(count, inTitle, index.sizeAt(number));
    const known = ofTerm[number] as number;
    if (score <= known) return;
    if (known === 0) holding.push(number);
    ofTerm[number] = score;
  });
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
function best(touched: number[], scores: Float32Array, index: FullTextIndex, now: Moment, limit: number): Candidate[] {
  return highest(touched, scores, limit * 4)
    .flatMap((number) => {
      const notice = index.at(number);
      return notice === null ? [] : [{ notice, words: (scores[number] as number) * boostOf(notice, now) }];
    })
    .sort((a, b) => b.words - a.words)
    .slice(0, limit);
}
