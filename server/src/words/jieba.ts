import type { Segmenter } from '@shuozhi/shared';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

let general: Jieba | undefined;
const taught = new Set<string>();

/** The general Chinese segmenter, loaded once a process (about 40 MB). */
export function generalJieba(): Jieba {
  general ??= Jieba.withDict(dict);
  return general;
}

/** Adds words of the vocabulary to the segmenter's dictionary; a word once taught stays until the process ends. */
export function teachWords(words: Iterable<string>): void {
  const fresh = [...new Set(words)].filter((word) => /^[\u4e00-\u9fff]{2,}$/.test(word) && !taught.has(word));
  if (fresh.length === 0) return;
  for (const word of fresh) taught.add(word);
  // The least frequency: it makes the word findable and changes the cutting of other texts as little as may be.
  generalJieba().loadDict(Buffer.from(fresh.map((word) => `${word} 1 n\n`).join('')));
}

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
