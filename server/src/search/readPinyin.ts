import type { Lexicon, Pinyin } from '@shuozhi/shared';

const LONGEST_WORD = 8;

/** Words of the vocabulary by the initials of their pinyin; made once per vocabulary. */
const byInitials = new WeakMap<Lexicon, Map<string, string[]>>();

function initialsIndex(lexicon: Lexicon, pinyin: Pinyin): Map<string, string[]> {
  const existing = byInitials.get(lexicon);
  if (existing) return existing;
  const index = new Map<string, string[]>();
  for (const word of lexicon.words()) {
    if (word.length < 2 || word.length > LONGEST_WORD || lexicon.kindOf(word) !== 'content') continue;
    const initials = Array.from(word, (char) => pinyin.readings(char)[0]?.[0] ?? char).join('');
    index.set(initials, [...(index.get(initials) ?? []), word]);
  }
  byInitials.set(lexicon, index);
  return index;
}

/** Every way letters may begin with a word: its initial letter narrows the candidates. */
function wordsAt(letters: string, lexicon: Lexicon, pinyin: Pinyin): { word: string; used: number }[] {
  const found: { word: string; used: number }[] = [];
  for (const words of initialsIndex(lexicon, pinyin).values()) {
    for (const word of words) {
      if (pinyin.readings(word[0] as string)[0]?.[0] !== letters[0]) continue;
      let used = 0;
      for (const char of word) {
        const syllable = pinyin.readings(char).find((reading) => letters.startsWith(reading, used));
        if (syllable === undefined) {
          used = -1;
          break;
        }
        used += syllable.length;
      }
      if (used > 0) found.push({ word, used });
    }
  }
  return found;
}

/**
 * Reads letters as Chinese words of the vocabulary: whole pinyin (`senlinfanghuo` → 森林防火), else initials of one word
 * (`zjf` → 自建房). Empty when they spell nothing.
 */
export function readPinyin(letters: string, lexicon: Lexicon, pinyin: Pinyin): string {
  if (letters.length < 2) return '';
  const best: (string[] | null)[] = Array.from({ length: letters.length + 1 }, () => null);
  best[0] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const before = best[at];
    if (!before) continue;
    for (const { word, used } of wordsAt(letters.slice(at), lexicon, pinyin)) {
      const existing = best[at + used];
      if (!existing || existing.length > before.length + 1) best[at + used] = [...before, word];
    }
  }
  const whole = best[letters.length];
  if (whole) return whole.join(' ');
  const [word] = initialsIndex(lexicon, pinyin).get(letters) ?? [];
  return word ?? '';
}
