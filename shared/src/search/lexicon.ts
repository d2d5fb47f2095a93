import { expansionGraph, type Expansion } from './expansions';
import { normalizeText } from './normalize';
import type { Pinyin } from './pinyin';
import { parseRelation, wordsIn, type Asks, type Relation } from './relations';

/** The maintained vocabulary of search, see server/src/words/README.md. */
export interface SearchWords {
  /** Lines, see {@link parseRelation}. */
  relations: string[];
  /** Question words, politeness, particles: say nothing about the subject. */
  dropped: string[];
  /** Words of procedure that nearly every item bears (办理, 许可, 证): match, but prove nothing. */
  generic: string[];
  /** Where and when (村里, 小区, 门口): colour the question, are seldom its subject. */
  setting: string[];
  /** Measure words that people put into a word (烧点纸, 打口井). */
  infixes: string[];
}

export type WordKind = 'content' | 'setting' | 'generic' | 'dropped';

export interface Lexicon {
  kindOf: (word: string) => WordKind | undefined;
  /** Synonyms and official terms of a word, best first; without the word itself. */
  expansionsOf: (word: string) => readonly Expansion[];
  /** Words of two characters and more that sound (nearly) like `word`, itself excluded. */
  soundsLike: (word: string) => readonly string[];
  isInfix: (char: string) => boolean;
  /** What `text` asks for, the longest sign first (多少钱: an amount); empty when it only names a matter. */
  asksOf: (text: string) => readonly Asks[];
  /** Whether the word is a matter of another office: a text must name it in its title to be about it. */
  isOutside: (word: string) => boolean;
  /** False friends of the word. */
  apartFrom: (word: string) => readonly string[];
  words: () => Iterable<string>;
  longest: number;
}

const EMPTY: readonly never[] = [];

/** What questions ask for, matters of other offices, false friends. */
function signsOf(relations: readonly Relation[]): Pick<Lexicon, 'asksOf' | 'isOutside' | 'apartFrom'> {
  const signs: [string, Asks][] = [];
  const outside = new Set<string>();
  const apart = new Map<string, string[]>();
  for (const relation of relations) {
    if (relation.kind === 'asks') for (const word of relation.words) signs.push([normalizeText(word), relation.asks]);
    if (relation.kind === 'outside') for (const word of relation.words) outside.add(normalizeText(word));
    if (relation.kind !== 'apart') continue;
    for (const word of relation.words) {
      apart.set(relation.of, [...(apart.get(relation.of) ?? []), word]);
      apart.set(word, [...(apart.get(word) ?? []), relation.of]);
    }
  }
  signs.sort(([a], [b]) => b.length - a.length);
  return {
    asksOf: (text) => [...new Set(signs.filter(([sign]) => text.includes(sign)).map(([, asks]) => asks))],
    isOutside: (word) => outside.has(word),
    apartFrom: (word) => apart.get(word) ?? EMPTY,
  };
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
  const relations = words.relations.map(parseRelation);
  for (const relation of relations) if (relation.kind !== 'asks') addAll(wordsIn(relation), 'content');
  addAll(subjectWords, 'content');
  for (const relation of relations) if (relation.kind === 'asks') addAll(relation.words, 'dropped');

  const bySound = new Map<string, string[]>();
  for (const [word, kind] of kinds) {
    const key = kind === 'content' && word.length > 1 ? pinyin.soundKey(word) : null;
    if (key !== null) bySound.set(key, [...(bySound.get(key) ?? []), word]);
  }
  const graph = expansionGraph(relations);
  const infixes = new Set(words.infixes);
  return {
    isInfix: (char) => infixes.has(char),
    kindOf: (word) => kinds.get(word),
    expansionsOf: graph.expansionsOf,
    ...signsOf(relations),
    soundsLike: (word) => {
      const key = word.length > 1 ? pinyin.soundKey(word) : null;
      return key === null ? EMPTY : (bySound.get(key) ?? EMPTY).filter((other) => other !== word);
    },
    words: () => kinds.keys(),
    longest: Math.max(1, ...[...kinds.keys()].map((word) => word.length)),
  };
}
