import { Jieba, TfIdf } from '@node-rs/jieba';
import { dict, idf } from '@node-rs/jieba/dict.js';

let general: Jieba | undefined;
let weights: TfIdf | undefined;

/** The general Chinese segmenter, loaded once a process (about 40 MB). */
export function generalJieba(): Jieba {
  general ??= Jieba.withDict(dict);
  return general;
}

/** Inverse document frequencies of general Chinese. */
export function generalTfIdf(): TfIdf {
  weights ??= TfIdf.withDict(idf);
  return weights;
}

/** Cuts a stretch into words of general Chinese. */
export const cutGeneral = (stretch: string): string[] => generalJieba().cut(stretch, true);
