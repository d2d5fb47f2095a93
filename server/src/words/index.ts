/** Words (词汇): the maintained vocabulary that search of items and notices rests on, and the segmenter. */
export { PINYIN, type HotTopic } from './builtin';
export { generalJieba, generalSegmenter } from './jieba';
export { currentVocabulary, type Vocabulary } from './currentVocabulary';
export { wordsRoutes } from './routes';
