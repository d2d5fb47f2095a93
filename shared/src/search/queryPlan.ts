import type { Expansion } from './expansions';
import type { Lexicon } from './lexicon';
import { normalizeText } from './normalize';
import { segment, type Segment, type Segmenter } from './segment';

/** One meaningful word of a query with everything that counts as finding it. */
export interface Term {
  text: string;
  /** How much of the question hangs on this word: 0–1. */
  importance: number;
  /** The word itself (weight 1), its synonyms and official terms. */
  options: readonly Expansion[];
  /** A matter of another office: a text must name it in its title to be about it. */
  outside: boolean;
}

export interface QueryPlan {
  normal: string;
  terms: readonly Term[];
  /** False when nothing but places, procedure and question words were typed: nothing can surely answer. */
  hasSubject: boolean;
  /** What was taken for a slip of writing, and what was meant. */
  corrections: readonly { typed: string; meant: string }[];
}

const GENERIC = 0.15;
const SETTING = 0.35;
const SINGLE = 0.45;
/** A single character unknown to the vocabulary, before its object: a verb (拆, 倒, 挂). */
const UNKNOWN_VERB = 0.2;
/** A word without the head that follows it (加油|卡, 消防|员) only finds. */
const HEADLESS = 0.6;
/** A word that only sounds right finds, but alone makes nothing sure. */
const SOUNDS_RIGHT = 0.72;
const SPLIT = 0.95;

function optionsOf(one: Segment, lexicon: Lexicon): Expansion[] {
  const options: Expansion[] = [{ text: one.text, weight: 1 }, ...lexicon.expansionsOf(one.text)];
  if (one.corrected !== null) {
    const factor = one.corrected.length === one.text.length ? SOUNDS_RIGHT : SPLIT;
    const meant = [{ text: one.corrected, weight: 1 }, ...lexicon.expansionsOf(one.corrected)];
    options.push(...meant.map(({ text, weight }) => ({ text, weight: weight * factor })));
  }
  const apart = new Set([...lexicon.apartFrom(one.text), ...lexicon.apartFrom(one.corrected ?? '')]);
  return options
    .filter(({ text }) => !apart.has(text))
    .map((option) => {
      const notIn = lexicon.apartFrom(option.text).filter((word) => word.includes(option.text));
      return notIn.length === 0 ? option : { ...option, notIn };
    });
}

function importanceOf(one: Segment): number {
  if (one.kind === 'generic') return GENERIC;
  if (one.kind === 'setting') return SETTING;
  if (one.text.length > 1) return 1;
  return one.kind === 'unknown' ? UNKNOWN_VERB : SINGLE;
}

/** Whether `one` is a single unknown character right behind a word: the head of a compound that the vocabulary lacks. */
function isHeadOf(one: Segment, before: Segment | undefined): boolean {
  if (one.kind !== 'unknown' || one.text.length > 1 || before === undefined) return false;
  const attached = before.start + before.text.length === one.start;
  return attached && before.text.length > 1 && (before.kind === 'content' || before.kind === 'unknown');
}

/** A word with the head that follows it: the compound is what was asked for. */
function withHead(term: Term, head: string): Term {
  const text = term.text + head;
  const rest = term.options.map((option) => ({ ...option, weight: option.weight * HEADLESS }));
  return { ...term, text, options: [{ text, weight: 1 }, ...rest] };
}

/**
 * Reads a query: drops question words and particles, keeps the meaningful words with their expansions.
 * @param exact nothing is taken for a slip of writing
 */
export function planQuery(query: string, lexicon: Lexicon, segmenter?: Segmenter, exact = false): QueryPlan {
  const normal = normalizeText(query);
  const seen = new Set<string>();
  const terms: Term[] = [];
  const corrections: { typed: string; meant: string }[] = [];
  let before: Segment | undefined;
  for (const one of segment(normal, lexicon, segmenter, exact)) {
    const previous = before;
    before = one;
    const kind = one.kind === 'unknown' ? (lexicon.kindOf(one.text) ?? 'unknown') : one.kind;
    const last = terms.at(-1);
    if (last !== undefined && last.text === previous?.text && isHeadOf({ ...one, kind }, previous)) {
      terms[terms.length - 1] = withHead(last, one.text);
      continue;
    }
    if (kind === 'dropped' || seen.has(one.text)) continue;
    seen.add(one.text);
    if (one.corrected?.length === one.text.length) corrections.push({ typed: one.text, meant: one.corrected });
    terms.push({
      text: one.text,
      importance: importanceOf({ ...one, kind }),
      options: optionsOf(one, lexicon),
      outside: lexicon.isOutside(one.corrected ?? one.text),
    });
  }
  return { normal, terms, hasSubject: terms.some((term) => term.importance > SETTING), corrections };
}
