/**
 * A relation between words, one line of the vocabulary (server/src/words/README.md):
 * `A = B C` same · `A > B C` narrower · `A B ~ C D` related · `A ! B C` apart · `?amount A B` asks-for · `- A B` outside ·
 * `A B` known.
 */
export type Relation =
  /** Every word may stand for every other. */
  | { kind: 'same'; words: string[] }
  /** Each of `words` is a kind of `of`: what is written about `of` holds for it. */
  | { kind: 'narrower'; of: string; words: string[] }
  /** Each of `words` leads to each of `to`, most telling first; finds, but never makes an answer sure. */
  | { kind: 'related'; words: string[]; to: string[] }
  /** False friends: no text that only holds one of `words` is about `of`, nor the other way. */
  | { kind: 'apart'; of: string; words: string[] }
  /** Says which answer is wanted. */
  | { kind: 'asks'; asks: Asks; words: string[] }
  /** A matter of another office: a text must name it in its title to be about it. */
  | { kind: 'outside'; words: string[] }
  /** Stands as one word. */
  | { kind: 'known'; words: string[] };

/** What a question may ask for. */
export const ASKS = ['may', 'amount', 'when', 'where', 'phone', 'who', 'papers', 'how', 'penalty', 'force'] as const;
export type Asks = (typeof ASKS)[number];

const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '');
const isAsks = (name: string): name is Asks => (ASKS as readonly string[]).includes(name);

/** Reads one line of the vocabulary. @throws Error on a line that says nothing */
export function parseRelation(line: string): Relation {
  const wrong = (why: string) => new Error(`vocabulary: ${why}: ${line}`);
  const asking = /^\?([a-z]+) (.+)$/.exec(line);
  if (asking) {
    const [, asks = '', rest = ''] = asking;
    if (!isAsks(asks)) throw wrong('unknown question');
    return { kind: 'asks', asks, words: wordsOf(rest) };
  }
  if (line.startsWith('- ')) return { kind: 'outside', words: wordsOf(line.slice(2)) };
  const [left = '', sign, right, ...more] = line.split(/ ([=>~!]) /);
  const words = wordsOf(left);
  const [of, ...others] = words;
  if (of === undefined) throw wrong('no word');
  if (sign === undefined) return { kind: 'known', words };
  const to = wordsOf(right ?? '');
  if (to.length === 0 || more.length > 0) throw wrong('one sign with words on both sides');
  if (sign === '~') return { kind: 'related', words, to };
  if (others.length > 0) throw wrong('one word before the sign');
  if (sign === '=') return { kind: 'same', words: [of, ...to] };
  return { kind: sign === '>' ? 'narrower' : 'apart', of, words: to };
}

/** Every word that a relation names. */
export function wordsIn(relation: Relation): string[] {
  switch (relation.kind) {
    case 'narrower':
    case 'apart':
      return [relation.of, ...relation.words];
    case 'related':
      return [...relation.words, ...relation.to];
    default:
      return relation.words;
  }
}

/** A word as it may stand in a line: without blanks and signs. */
export const plainWord = (word: string): string => word.replace(/[\s=>~!?-]/g, '');
