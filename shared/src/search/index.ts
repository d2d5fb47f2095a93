/** Search, pure: how a query is read and items are ranked; the server and the offline mini-program use the same code. */
export { highlightParts, type TextPart } from './highlight';
export { createItemSearch, type ItemSearch } from './itemSearch';
export type { Expansion } from './expansions';
export { type Lexicon, type SearchWords } from './lexicon';
export { isLetters, normalizeText, plainLetters } from './normalize';
export { createPinyin, type Pinyin, type PinyinTable } from './pinyin';
export { matchTerm, standsInside } from './surface';
export { planQuery, type Term } from './queryPlan';
export { parseRelation, plainWord, wordsIn, type Asks, type Relation } from './relations';
export { relevantRelations } from './relevantRelations';
export { type Segmenter } from './segment';
export { rankBySpelling } from './spelling';
