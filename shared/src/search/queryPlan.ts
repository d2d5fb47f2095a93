import type { Expansion } from './expansions';
import type { Lexicon } from './lexicon';
import { normalizeText } from './normalize';
import { segment, type CutUnknown, type Segment } from './segment';

/** One meaningful word of a query with everything that counts as finding it. */
export interface Term {
  text: string;
  /** How much of the question hangs on this word: 0–1. */
  importance: number;
  /** The word itself (weight 1), its synonyms and official terms. */
  options: readonly Expansion[];
}

export interface QueryPlan {
  normal: string;
  terms: readonly Term[];
  /** False when nothing but places, procedure and question words were typed: nothing can surely answer. */
  hasSubject: boolean;
}

const GENERIC = 0.15;
const SETTING = 0.35;
const SINGLE = 0.45;
/** A single character unknown to the vocabulary: before its object a verb (拆, 倒, 挂), after a word its head (加油|卡). */
const UNKNOWN_VERB = 0.2;
const UNKNOWN_HEAD = 0.8;
/** A word that only sounds right finds, but alone makes nothing sure. */
const SOUNDS_RIGHT = 0.72;
const SPLIT = 0.95;

function optionsOf(one: Segment, lexicon: Lexicon): Expansion[] {
  const options: Expansion[] = [{ text: one.text, weight: 1 }, ...lexicon.expansionsOf(one.text)];
  if (one.corrected === null) return options;
  const meant = [{ text: one.corrected, weight: 1 }, ...lexicon.expansionsOf(one.corrected)];
  const factor = one.corrected.length === one.text.length ? SOUNDS_RIGHT : SPLIT;
  return [...options, ...meant.map(({ text, weight }) => ({ text, weight: weight * factor }))];
}

function importanceOf(one: Segment, before: Segment | undefined): number {
  if (one.kind === 'generic') return GENERIC;
  if (one.kind === 'setting') return SETTING;
  if (one.text.length > 1) return 1;
  if (one.kind !== 'unknown') return SINGLE;
  const attached = before !== undefined && before.start + before.text.length === one.start;
  return attached && (before.kind === 'content' || before.kind === 'unknown') ? UNKNOWN_HEAD : UNKNOWN_VERB;
}

/**
 * Reads a query: drops question words and particles, keeps the meaningful words with their expansions.
 * @param cutUnknown cuts stretches that the lexicon does not know
 */
export function planQuery(query: string, lexicon: Lexicon, cutUnknown?: CutUnknown): QueryPlan {
  const normal = normalizeText(query);
  const seen = new Set<string>();
  const terms: Term[] = [];
  let before: Segment | undefined;
  for (const one of segment(normal, lexicon, cutUnknown)) {
    const previous = before;
    before = one;
    const kind = one.kind === 'unknown' ? (lexicon.kindOf(one.text) ?? 'unknown') : one.kind;
    if (kind === 'dropped' || seen.has(one.text)) continue;
    seen.add(one.text);
    terms.push({
      text: one.text,
      importance: importanceOf({ ...one, kind }, previous),
      options: optionsOf(one, lexicon),
    });
  }
  return { normal, terms, hasSubject: terms.some((term) => term.importance > SETTING) };
}
