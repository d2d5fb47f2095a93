import type { Term } from './queryPlan';
import type { Expansion } from './expansions';
import { holds, LONG_WORD, matchParts, NO_MATCH, qualityOf, type Match } from './surface';

/** Texts remembered; words of the vocabulary are few, what people type is not. */
const CAPACITY = 6000;

/** Matches terms against many texts at once, remembering which texts hold a word. */
export interface TextMatcher {
  /** The match of the term in each text, in the order of the texts. */
  matchAll: (term: Term) => Match[];
}

/** A matcher over `texts`; the same answers as `matchTerm` on each. */
export function createTextMatcher(texts: readonly string[]): TextMatcher {
  const holders = new Map<string, readonly number[]>();

  function holdersOf(option: Expansion): readonly number[] {
    const { text: word } = option;
    const known = holders.get(word);
    if (known !== undefined) return known;
    const found = texts.flatMap((text, i) => (holds(text, option) ? [i] : []));
    if (holders.size >= CAPACITY) holders.clear();
    holders.set(word, found);
    return found;
  }

  return {
    matchAll: (term) => {
      const matches = new Array<Match>(texts.length).fill(NO_MATCH);
      for (const option of term.options) {
        const quality = qualityOf(option, term);
        for (const i of holdersOf(option)) {
          if (quality > (matches[i] as Match).quality) matches[i] = { quality, found: option.text };
        }
      }
      if (term.text.length < LONG_WORD) return matches;
      return matches.map((match, i) => (match.quality > 0 ? match : matchParts(term.text, texts[i] as string)));
    },
  };
}
