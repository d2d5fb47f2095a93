/** The index of notices: whole texts, packed once for all processes. */
export { bodiesOf, sentenceAt, sentenceCount, sentenceText, type NoticeBody } from './bodies';
export { FullTextIndex } from './fullTextIndex';
export { maintainSearchIndex, refreshSearchIndex } from './indexNotices';
export { NoticeIndex, type NoticeIndexRecord } from './model';
export type { IndexedNotice } from './segment';
export { indexSnapshot } from './snapshot';
export { docNoToken, tokensOfWord } from './tokenize';
