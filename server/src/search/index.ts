/** Search (搜索) over notices and items by everyday words. */
export { maintainSearchIndex, refreshSearchIndex } from './fulltext';
export { searchRoutes } from './routes';
export { searchAll } from './searchAll';
