import type { Expansion } from './expansions';
import type { Lexicon } from './lexicon';
import { normalizeText } from './normalize';
import type { Term } from './queryPlan';
import { segment } from './segment';

/** A text under which an item may be asked for: its name, a part of it, or an everyday name. */
export interface Surface {
  text: string;
  /** 1 for characters that say what the item is about, 0 for procedure words and blanks. */
  content: readonly (0 | 1)[];
  contentLength: number;
}

/** Characters of a procedure word at the end of a compound: 公司 in 租车公司. */
function genericTail(word: string, lexicon: Lexicon): number {
  for (let length = word.length - 2; length >= 2; length -= 1) {
    if (lexicon.kindOf(word.slice(-length)) === 'generic') return length;
  }
  return 0;
}

/** Makes a surface of `text`; null when nothing in it tells one item from another. */
export function toSurface(text: string, lexicon: Lexicon): Surface | null {
  const normal = normalizeText(text);
  const content: (0 | 1)[] = Array.from(normal, (char) => (char === ' ' ? 0 : 1));
  for (const one of segment(normal, lexicon, undefined, true)) {
    const end = one.start + one.text.length;
    const empty = one.kind === 'generic' || one.kind === 'dropped' ? one.text.length : genericTail(one.text, lexicon);
    content.fill(0, end - empty, end);
  }
  const contentLength = content.filter((flag) => flag === 1).length;
  return contentLength < 2 ? null : { text: normal, content, contentLength };
}

export interface Match {
  /** How well the term is found: 0–1. */
  quality: number;
  /** The text that was found; empty when only parts of the term were. */
  found: string;
}

const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9';

export const NO_MATCH: Match = { quality: 0, found: '' };
const SINGLE_CHAR = 0.5;
const PARTIAL = 0.45;
/** From this length on, parts of a word count a little. */
export const LONG_WORD = 3;

/** What a hit of `option` counts for the term: a single character in place of a word proves little. */
export function qualityOf(option: Expansion, term: Term): number {
  return option.text.length === 1 && term.text.length > 1 ? option.weight * SINGLE_CHAR : option.weight;
}

/** Parts of a long word that no text holds as a whole: the share of its character pairs. A number has no parts. */
export function matchParts(word: string, text: string): Match {
  if (isDigit(word[0])) return NO_MATCH;
  let hits = 0;
  for (let i = 0; i + 1 < word.length; i += 1) if (text.includes(word.slice(i, i + 2))) hits += 1;
  return hits === 0 ? NO_MATCH : { quality: (PARTIAL * hits) / (word.length - 1), found: '' };
}

/** Whether `text` holds the option, and not only inside a false friend. */
export function holds(text: string, { text: word, notIn }: Expansion): boolean {
  if (!text.includes(word)) return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!standsInside(text, at, word, notIn)) return true;
  }
  return false;
}

/** Whether the hit of `word` at `at` is a piece of one of the longer words, or a number that is a piece of a longer one. */
export function standsInside(text: string, at: number, word: string, longer: readonly string[] = []): boolean {
  if (isDigit(word[0]) && isDigit(text[at - 1])) return true;
  if (isDigit(word.at(-1)) && isDigit(text[at + word.length])) return true;
  return longer.some((one) => {
    for (let inner = one.indexOf(word); inner !== -1; inner = one.indexOf(word, inner + 1)) {
      if (text.startsWith(one, at - inner)) return true;
    }
    return false;
  });
}

/** The best way in which `text` holds the term: itself, a synonym, or a good share of its character pairs. */
export function matchTerm(term: Term, text: string): Match {
  let best = NO_MATCH;
  for (const option of term.options) {
    const quality = qualityOf(option, term);
    if (quality > best.quality && holds(text, option)) best = { quality, found: option.text };
  }
  return best.quality > 0 || term.text.length < LONG_WORD ? best : matchParts(term.text, text);
}

/** Share of the surface's telling characters that the found texts cover: 0–1. */
export function focusOf(surface: Surface, found: Iterable<string>): number {
  const covered = new Set<number>();
  for (const text of found) {
    if (text === '') continue;
    for (let at = surface.text.indexOf(text); at !== -1; at = surface.text.indexOf(text, at + 1)) {
      for (let i = at; i < at + text.length; i += 1) if (surface.content[i] === 1) covered.add(i);
    }
  }
  return covered.size / surface.contentLength;
}
