/** Words (词汇): the maintained vocabulary that search of items and notices rests on, and the segmenter. */
export { PINYIN } from './builtin';
export { DICTIONARY, generalJieba, generalSegmenter } from './jieba';
export { currentVocabulary, linesOfGroup } from './currentVocabulary';
export { hotTopicsKind, wordGroupKind } from './edit';
export { wordsRoutes } from './routes';
