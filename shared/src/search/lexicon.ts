import { normalizeText } from './normalize';
import type { Pinyin } from './pinyin';

/** Words that say the same (`words`), and what official texts call it (`means`, most telling first). */
export interface WordGroup {
  words: string[];
  means: string[];
  /** Words that only lead near one another: they find, but never make an answer sure. */
  loose?: boolean | undefined;
}

/** The maintained vocabulary of search, see docs/search.md. */
export interface SearchWords {
  groups: WordGroup[];
  /** Question words, politeness, particles: say nothing about the subject. */
  dropped: string[];
  /** Words of procedure that nearly every item bears (办理, 许可, 证): match, but prove nothing. */
  generic: string[];
  /** Where and when (村里, 小区, 门口): colour the question, are seldom its subject. */
  setting: string[];
  /** Measure words that people put into a word (烧点纸, 打口井). */
  infixes: string[];
  /** Further words that stand as one, without synonyms. */
  known: string[];
}

export type WordKind = 'content' | 'setting' | 'generic' | 'dropped';

/** Another word to look for, and how much a hit counts against a hit of the word itself (0–1). */
export interface Expansion {
  text: string;
  weight: number;
}

export interface Lexicon {
  kindOf: (word: string) => WordKind | undefined;
  /** Synonyms and official terms of a word, best first; without the word itself. */
  expansionsOf: (word: string) => readonly Expansion[];
  /** Words of two characters and more that sound (nearly) like `word`, itself excluded. */
  soundsLike: (word: string) => readonly string[];
  isInfix: (char: string) => boolean;
  words: () => Iterable<string>;
  longest: number;
}

const SAME = 0.9;
const MEANS = 0.8;
/** Each further official term counts a little less than the one before, down to the floor. */
const MEANS_STEP = 0.04;
const MEANS_FLOOR = 0.5;
/** Takes every hit of a loose group below what counts as sure (see COVERAGE_BAR of itemSearch). */
const LOOSE = 0.82;
const EMPTY: readonly never[] = [];

function expansionTable(groups: readonly WordGroup[]): Map<string, Map<string, number>> {
  const table = new Map<string, Map<string, number>>();
  const add = (word: string, text: string, weight: number) => {
    if (word === text || text === '') return;
    const of = table.get(word) ?? new Map<string, number>();
    table.set(word, of.set(text, Math.max(weight, of.get(text) ?? 0)));
  };
  for (const group of groups) {
    const words = group.words.map(normalizeText);
    const means = group.means.map(normalizeText);
    const factor = group.loose === true ? LOOSE : 1;
    for (const word of words) {
      for (const other of words) add(word, other, factor * SAME);
      means.forEach((term, i) => add(word, term, factor * Math.max(MEANS_FLOOR, MEANS - i * MEANS_STEP)));
    }
  }
  return table;
}

/**
 * The vocabulary made ready for look-ups.
 * @param words maintained vocabulary
 * @param subjectWords words found in the names of items; they stand as content words without synonyms
 */
export function buildLexicon(words: SearchWords, subjectWords: Iterable<string>, pinyin: Pinyin): Lexicon {
  const kinds = new Map<string, WordKind>();
  const addAll = (list: Iterable<string>, kind: WordKind) => {
    for (const word of list) {
      const normal = normalizeText(word);
      if (normal !== '' && !kinds.has(normal)) kinds.set(normal, kind);
    }
  };
  addAll(words.dropped, 'dropped');
  addAll(words.generic, 'generic');
  addAll(words.setting, 'setting');
  for (const group of words.groups) {
    addAll(group.words, 'content');
    addAll(group.means, 'content');
  }
  addAll(words.known, 'content');
  addAll(subjectWords, 'content');

  const bySound = new Map<string, string[]>();
  for (const [word, kind] of kinds) {
    const key = kind === 'content' && word.length > 1 ? pinyin.soundKey(word) : null;
    if (key !== null) bySound.set(key, [...(bySound.get(key) ?? []), word]);
  }
  const table = expansionTable(words.groups);
  const expansions = new Map<string, readonly Expansion[]>();
  for (const [word, of] of table) {
    expansions.set(
      word,
      [...of].map(([text, weight]) => ({ text, weight })).sort((a, b) => b.weight - a.weight),
    );
  }
  const infixes = new Set(words.infixes);
  return {
    isInfix: (char) => infixes.has(char),
    kindOf: (word) => kinds.get(word),
    expansionsOf: (word) => expansions.get(word) ?? EMPTY,
    soundsLike: (word) => {
      const key = word.length > 1 ? pinyin.soundKey(word) : null;
      return key === null ? EMPTY : (bySound.get(key) ?? EMPTY).filter((other) => other !== word);
    },
    words: () => kinds.keys(),
    longest: Math.max(1, ...[...kinds.keys()].map((word) => word.length)),
  };
}
