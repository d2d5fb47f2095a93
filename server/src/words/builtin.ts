import type { PinyinTable, SearchWords } from '@shuozhi/shared';
import dictionary from '../../data/search/dictionary.json';
import hot from '../../data/search/hot.json';
import pinyin from '../../data/search/pinyin.json';
import stopwords from '../../data/search/stopwords.json';
import synonyms from '../../data/search/synonyms.json';

/** The vocabulary the program brings along; what is in which file: docs/search.md. */
export const BUILTIN_WORDS: SearchWords = { groups: synonyms, ...stopwords, known: dictionary };

/** Toneless readings of the characters of GB 2312 level 1 and of everything in the data files. */
export const PINYIN: PinyinTable = pinyin;

/** A topic offered in the empty search box; no months: all the year. */
export interface HotTopic {
  text: string;
  months: number[];
}
export const BUILTIN_HOT: readonly HotTopic[] = hot;
