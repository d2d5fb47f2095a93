/** Search of items, pure: the server and the offline mini-program rank with the same code. */
export { highlightParts, type TextPart } from './highlight';
export {
  createItemSearch,
  type ItemSearch,
  type ItemSearchData,
  type ItemSearchResult,
  type RankedItem,
  type SearchableItem,
} from './itemSearch';
export { buildLexicon, type Expansion, type Lexicon, type SearchWords, type WordGroup } from './lexicon';
export { isLetters, normalizeText, plainLetters } from './normalize';
export { createPinyin, type Pinyin, type PinyinTable } from './pinyin';
export { matchUnit, type Match } from './surface';
export { planQuery, type QueryPlan, type Unit } from './queryPlan';
export { segment, type CutUnknown, type Segment } from './segment';
export { rankBySpelling, type SpelledText } from './spelling';
