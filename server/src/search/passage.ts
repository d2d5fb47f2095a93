import { highlightParts, matchUnit, normalizeText, type TextPart } from '@shuozhi/shared';
import type { WeighedUnit } from './candidates';
import type { Sentence } from './sentences';

export interface Passage {
  parts: TextPart[];
  block: number;
  anchor: string | null;
}

export interface PassageHit {
  /** Share of the query that the sentence (with its heading) answers: 0–1 and a little more when it shows what is asked. */
  score: number;
  passage: Passage;
}

/** A hit in the heading or in the title counts less than one in the sentence itself. */
const IN_CONTEXT = 0.5;
const IN_NEIGHBOUR = 0.35;
const SHOWS_ASKED = 0.25;
/** Longer sentences are cut around the first hit, in characters. */
const LONGEST = 120;
const BEFORE_HIT = 24;

interface Prepared {
  sentence: Sentence;
  text: string;
  context: string;
}

function wordsFound(units: readonly WeighedUnit[], text: string): string[] {
  return units.flatMap((unit) => {
    const { found } = matchUnit(unit, text);
    const others = unit.options.filter((option) => option.text.length > 1).map((option) => option.text);
    return [...(found ? [found] : []), ...others];
  });
}

function cutAround(text: string, words: readonly string[]): string {
  if (text.length <= LONGEST) return text;
  const hits = words.map((word) => text.indexOf(word)).filter((at) => at >= 0);
  const from = Math.max(0, Math.min(...hits, text.length) - BEFORE_HIT);
  const start = hits.length === 0 ? 0 : from;
  const piece = text.slice(start, start + LONGEST);
  return `${start > 0 ? '…' : ''}${piece}${start + LONGEST < text.length ? '…' : ''}`;
}

/**
 * The sentence of a notice that answers best: it holds the query's words itself, else under its heading or beside its
 * neighbour, and shows what is asked for (a number to call, an amount, a day).
 * @param shows pattern of what the question asks for; null when it asks for nothing of the kind
 * @returns null when no sentence holds any word of the query
 */
export function bestPassage(
  units: readonly WeighedUnit[],
  title: string,
  sentences: readonly Sentence[],
  shows: RegExp | null,
): PassageHit | null {
  const total = units.reduce((sum, unit) => sum + unit.importance * unit.rarity, 0);
  if (total === 0) return null;
  const inTitle = units.map((unit) => matchUnit(unit, normalizeText(title)).quality * IN_CONTEXT);
  const prepared: Prepared[] = sentences.map((sentence) => ({
    sentence,
    text: normalizeText(sentence.text),
    context: normalizeText(sentence.under),
  }));
  let best: { score: number; at: number; own: number } | null = null;
  prepared.forEach(({ text, context, sentence }, at) => {
    let own = 0;
    let score = 0;
    units.forEach((unit, i) => {
      const weight = (unit.importance * unit.rarity) / total;
      const here = matchUnit(unit, text).quality;
      own += weight * here;
      if (here >= IN_CONTEXT) {
        score += weight * here;
        return;
      }
      const near = matchUnit(unit, prepared[at - 1]?.text ?? '').quality * IN_NEIGHBOUR;
      score += weight * Math.max(here, near, matchUnit(unit, context).quality * IN_CONTEXT, inTitle[i] as number);
    });
    if (own === 0 && !(shows?.test(sentence.text) ?? false)) return;
    if (shows?.test(sentence.text)) score += SHOWS_ASKED;
    if (sentence.text === title || text.length < 8) score -= 0.1;
    if (best === null || score > best.score) best = { score, at, own };
  });
  const chosen = best as { score: number; at: number; own: number } | null;
  if (chosen === null) return null;
  const { sentence } = prepared[chosen.at] as Prepared;
  const words = wordsFound(units, normalizeText(sentence.text));
  return {
    score: chosen.score,
    passage: {
      parts: highlightParts(cutAround(sentence.text, words), words),
      block: sentence.block,
      anchor: sentence.anchor,
    },
  };
}
