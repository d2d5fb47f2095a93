import { normalizeText } from './normalize';
import type { Relation } from './relations';

/** Another word to look for, and how much a hit counts against a hit of the word itself (0–1). */
export interface Expansion {
  text: string;
  weight: number;
  /** False friends: inside one of these a hit does not count. */
  notIn?: readonly string[];
}

const SAME = 0.92;
/** What is written about a wider word holds for the narrower one that was asked: from here on a hit can make sure. */
const WIDER = 0.8;
/** Two steps up, or one down, only finds. */
const WIDEST = 0.62;
const NARROWER = 0.62;
const RELATED = 0.62;
/** Each further word of a list counts a little less than the one before, down to the floor. */
const STEP = 0.03;
const FLOOR = 0.45;
const OF_A_SYNONYM = 0.95;
/** Words to look for in place of one; the vaguest are left out. */
const MOST = 40;

interface Graph {
  /** Other ways to say the word, best first; without the word itself. */
  expansionsOf: (word: string) => readonly Expansion[];
}

/** Words that may stand for one another, joined over all lines that share a word. */
function synonymSets(relations: readonly Relation[]): (word: string) => readonly string[] {
  const setOf = new Map<string, string[]>();
  for (const relation of relations) {
    if (relation.kind !== 'same') continue;
    const words = relation.words.map(normalizeText);
    const joined = [...new Set(words.flatMap((word) => setOf.get(word) ?? [word]))];
    for (const word of joined) setOf.set(word, joined);
  }
  return (word) => setOf.get(word) ?? [word];
}

type Links = Map<string, { text: string; weight: number }[]>;

function link(links: Links, from: string, text: string, weight: number): void {
  const known = links.get(from);
  if (known) known.push({ text, weight });
  else links.set(from, [{ text, weight }]);
}

/** The relations made ready to widen a query. Expansions of a word are worked out when it is first asked for. */
export function expansionGraph(relations: readonly Relation[]): Graph {
  const synonyms = synonymSets(relations);
  const wider: Links = new Map();
  const narrower: Links = new Map();
  const related: Links = new Map();
  for (const relation of relations) {
    if (relation.kind === 'narrower') {
      const of = normalizeText(relation.of);
      relation.words.map(normalizeText).forEach((word, i) => {
        link(wider, word, of, WIDER);
        link(narrower, of, word, Math.max(FLOOR, NARROWER - i * STEP));
      });
    }
    if (relation.kind === 'related') {
      const to = relation.to.map(normalizeText);
      for (const word of relation.words.map(normalizeText)) {
        to.forEach((text, i) => link(related, word, text, Math.max(FLOOR, RELATED - i * STEP)));
      }
    }
  }

  function expand(word: string): Expansion[] {
    const best = new Map<string, number>();
    const add = (text: string, weight: number) => {
      for (const one of synonyms(text)) {
        const counted = one === text ? weight : weight * OF_A_SYNONYM;
        if (one !== word && counted > (best.get(one) ?? 0)) best.set(one, counted);
      }
    };
    for (const same of synonyms(word)) {
      if (same !== word) best.set(same, SAME);
      for (const up of wider.get(same) ?? []) {
        add(up.text, up.weight);
        for (const one of synonyms(up.text)) for (const top of wider.get(one) ?? []) add(top.text, WIDEST);
      }
      for (const links of [narrower, related]) for (const one of links.get(same) ?? []) add(one.text, one.weight);
    }
    return [...best]
      .map(([text, weight]) => ({ text, weight }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST);
  }

  const cached = new Map<string, readonly Expansion[]>();
  return {
    expansionsOf: (word) => {
      const known = cached.get(word);
      if (known !== undefined) return known;
      const made = expand(word);
      if (made.length > 0) cached.set(word, made);
      return made;
    },
  };
}
