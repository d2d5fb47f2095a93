import type { Pinyin } from './pinyin';

export interface SpelledText {
  /** Index of the list of texts. */
  index: number;
  score: number;
  /** The characters that the letters spell. */
  found: string;
  /** The letters spell whole syllables, or at least four initials, from a text's first character on. */
  sure: boolean;
}

const SHORTEST_INSIDE = 2;
const SURE_INITIALS = 4;

/**
 * Ranks texts by how `letters` (pinyin, initials or a mixture) spell them: from the start before inside, whole
 * syllables before initials, short texts before long ones.
 * @param texts for each candidate its texts, the proper name first
 * @param fromStart only texts whose beginning is spelled
 */
export function rankBySpelling(
  letters: string,
  texts: readonly (readonly string[])[],
  pinyin: Pinyin,
  fromStart = false,
): SpelledText[] {
  const ranked: SpelledText[] = [];
  texts.forEach((list, index) => {
    let best: SpelledText | null = null;
    list.forEach((text, which) => {
      for (let start = 0; start < text.length; start += 1) {
        if (start > 0 && (fromStart || letters.length < SHORTEST_INSIDE)) break;
        const spelt = pinyin.spell(letters, text, start);
        if (spelt === null) continue;
        const score =
          (start === 0 ? 2 : 0.6) + spelt.whole / spelt.length + spelt.length / text.length - (which > 0 ? 0.15 : 0);
        if (best !== null && best.score >= score) continue;
        const sure = start === 0 && (spelt.whole > 1 || spelt.length >= SURE_INITIALS);
        best = { index, score, found: text.slice(start, start + spelt.length), sure };
      }
    });
    if (best !== null) ranked.push(best);
  });
  return ranked.sort((a, b) => b.score - a.score);
}
