/** Search, pure: how a query is read and items are ranked; the server and the offline mini-program use the same code. */
export { highlightParts, type TextPart } from './highlight';
export {
  createItemSearch,
  type ItemSearch,
  type ItemSearchData,
  type ItemSearchResult,
  type RankedItem,
  type SearchableItem,
} from './itemSearch';
export type { Expansion } from './expansions';
export { buildLexicon, type Lexicon, type SearchWords } from './lexicon';
export { isLetters, normalizeText, plainLetters } from './normalize';
export { createPinyin, type Pinyin, type PinyinTable } from './pinyin';
export { matchTerm, standsInside, type Match } from './surface';
export { planQuery, type QueryPlan, type Term } from './queryPlan';
export { ASKS, parseRelation, plainWord, wordsIn, type Asks, type Relation } from './relations';
export { relevantRelations } from './relevantRelations';
export { segment, type Segment, type Segmenter } from './segment';
export { rankBySpelling, type SpelledText } from './spelling';
