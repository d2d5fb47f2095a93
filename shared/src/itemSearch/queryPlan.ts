import type { Expansion, Lexicon } from './lexicon';
import { normalizeText } from './normalize';
import { segment, type CutUnknown, type Segment } from './segment';

/** One meaningful word of a query with everything that counts as finding it. */
export interface Unit {
  text: string;
  /** How much of the question hangs on this word: 0–1. */
  importance: number;
  /** The word itself (weight 1), its synonyms and official terms. */
  options: readonly Expansion[];
}

export interface QueryPlan {
  normal: string;
  units: readonly Unit[];
  /** False when nothing but places, procedure and question words were typed: nothing can surely answer. */
  hasSubject: boolean;
}

const GENERIC = 0.15;
const SETTING = 0.35;
const SINGLE = 0.45;
/** A single character that is no word of the vocabulary is mostly a verb (拆, 倒, 挂) beside its object. */
const UNKNOWN_SINGLE = 0.2;
const CORRECTED = 0.85;

function optionsOf(one: Segment, lexicon: Lexicon): Expansion[] {
  const options: Expansion[] = [{ text: one.text, weight: 1 }, ...lexicon.expansionsOf(one.text)];
  if (one.corrected === null) return options;
  const meant = [{ text: one.corrected, weight: 1 }, ...lexicon.expansionsOf(one.corrected)];
  return [...options, ...meant.map(({ text, weight }) => ({ text, weight: weight * CORRECTED }))];
}

function importanceOf(one: Segment): number {
  if (one.kind === 'generic') return GENERIC;
  if (one.kind === 'setting') return SETTING;
  if (one.text.length > 1) return 1;
  return one.kind === 'unknown' ? UNKNOWN_SINGLE : SINGLE;
}

/**
 * Reads a query: drops question words and particles, keeps the meaningful words with their expansions.
 * @param cutUnknown cuts stretches that the lexicon does not know
 */
export function planQuery(query: string, lexicon: Lexicon, cutUnknown?: CutUnknown): QueryPlan {
  const normal = normalizeText(query);
  const seen = new Set<string>();
  const units: Unit[] = [];
  for (const one of segment(normal, lexicon, cutUnknown)) {
    const kind = one.kind === 'unknown' ? (lexicon.kindOf(one.text) ?? 'unknown') : one.kind;
    if (kind === 'dropped' || seen.has(one.text)) continue;
    seen.add(one.text);
    units.push({ text: one.text, importance: importanceOf({ ...one, kind }), options: optionsOf(one, lexicon) });
  }
  return { normal, units, hasSubject: units.some((unit) => unit.importance > SETTING) };
}
