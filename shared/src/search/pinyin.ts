/** Pinyin without tones: syllable → the characters read so. A character may stand under several syllables. */
export type PinyinTable = Readonly<Record<string, string>>;

export interface Pinyin {
  /** The readings of a character; empty when it is not in the table. */
  readings: (char: string) => readonly string[];
  /** Key of a word under which near-homophones meet (zh/z, ch/c, sh/s, n/l, f/h, -ng/-n); null when a reading is missing. */
  soundKey: (word: string) => string | null;
  /** How well `letters` spell `text` from its character `start` on, see {@link Spelling}; null when they do not. */
  spell: (letters: string, text: string, start: number) => Spelling | null;
}

export interface Spelling {
  /** Characters of the text that the letters spell. */
  length: number;
  /** Characters spelt by their whole syllable, not only by the initial. */
  whole: number;
}

const NONE: readonly string[] = [];

/** Folds the sounds people of northern Shanxi, and input methods, confuse. */
function foldSyllable(syllable: string): string {
  return syllable
    .replace(/^(z|c|s)h/, '$1')
    .replace(/^l/, 'n')
    .replace(/^f(?=u)/, 'h')
    .replace(/ng$/, 'n');
}

/** Readings, sound keys and spelling over a pinyin table. */
export function createPinyin(table: PinyinTable): Pinyin {
  const readingsOf = new Map<string, string[]>();
  for (const [syllable, chars] of Object.entries(table)) {
    for (const char of chars) {
      const known = readingsOf.get(char);
      if (known) known.push(syllable);
      else readingsOf.set(char, [syllable]);
    }
  }
  const readings = (char: string) => readingsOf.get(char) ?? NONE;

  function spell(letters: string, text: string, start: number): Spelling | null {
    if (letters === '') return { length: 0, whole: 0 };
    const char = text[start];
    if (char === undefined) return null;
    let best: Spelling | null = null;
    const consider = (used: number, whole: number) => {
      const rest = spell(letters.slice(used), text, start + 1);
      if (rest === null) return;
      if (best === null || rest.whole + whole > best.whole)
        best = { length: rest.length + 1, whole: rest.whole + whole };
    };
    for (const syllable of readings(char)) {
      if (letters.startsWith(syllable)) consider(syllable.length, 1);
      else if (letters.length > 1 && syllable.startsWith(letters)) consider(letters.length, 1);
      if (letters[0] === syllable[0]) consider(1, 0);
    }
    if (readings(char).length === 0 && letters[0] === char) consider(1, 0);
    return best;
  }

  return {
    readings,
    soundKey: (word) => {
      const keys: string[] = [];
      for (const char of word) {
        const reading = readings(char)[0];
        if (reading === undefined) return null;
        keys.push(foldSyllable(reading));
      }
      return keys.join(' ');
    },
    spell,
  };
}
