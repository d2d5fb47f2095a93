import type { PinyinTable, SearchWords } from '@shuozhi/shared';
import hot from '../../data/search/hot.json';
import pinyin from '../../data/search/pinyin.json';
import stopwords from '../../data/search/stopwords.json';
import { VOCABULARY } from './vocabulary';

/** The vocabulary the program brings along; how to write it: README.md. */
export const BUILTIN_WORDS: SearchWords = { relations: Object.values(VOCABULARY).flat(), ...stopwords };

/** Toneless readings of the characters of GB 2312. */
export const PINYIN: PinyinTable = pinyin;

/** A topic offered in the empty search box; no months: all the year. */
export interface HotTopic {
  text: string;
  months: number[];
}
export const BUILTIN_HOT: readonly HotTopic[] = hot;
