import { parseRelation, wordsIn, type Segmenter } from '@shuozhi/shared';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { createHash } from 'node:crypto';
import { BUILTIN_WORDS } from './builtin';

let general: Jieba | undefined;

/** Words of the vocabulary that the program brings along, as the segmenter takes them. */
const builtinWords = (): string[] =>
  [...new Set(BUILTIN_WORDS.relations.flatMap((line) => wordsIn(parseRelation(line))))].filter((word) =>
    /^[\u4e00-\u9fff]{2,}$/.test(word),
  );

/** The Chinese segmenter with the words of the vocabulary, loaded once a process (about 40 MB). */
export function generalJieba(): Jieba {
  if (general !== undefined) return general;
  general = Jieba.withDict(dict);
  // The least frequency: it makes a word findable and changes the cutting of other texts as little as may be.
  general.loadDict(
    Buffer.from(
      builtinWords()
        .map((word) => `${word} 1 n\n`)
        .join(''),
    ),
  );
  return general;
}

/**
 * Names the dictionary that texts are cut with; moves with a release that brings other words. Words of the staff are not
 * in it: they are found by their parts, so that an edit needs no text to be cut anew.
 */
export const DICTIONARY = createHash('sha256').update(BUILTIN_WORDS.relations.join('\n')).digest('hex').slice(0, 8);

/** Which characters stand in a word of two and more, as the sentence is cut. */
function covered(text: string): Uint8Array {
  const flags = new Uint8Array(text.length);
  let at = 0;
  for (const word of generalJieba().cut(text, false)) {
    if (word.length > 1) flags.fill(1, at, at + word.length);
    at += word.length;
  }
  return flags;
}

/** Words of general Chinese, for what the vocabulary does not know. */
export const generalSegmenter: Segmenter = { cut: (stretch) => generalJieba().cut(stretch, true), covered };
