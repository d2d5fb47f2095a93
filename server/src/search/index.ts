/** Search (搜索) over notices and items by everyday words. */
export { maintainSearchIndex, refreshSearchIndex } from './fulltext';
export { removeOldSearchCounts } from './learning/countSearches';
export { searchRoutes, searchStaffRoutes } from './routes';
export { searchAll } from './searchAll';
export { prepareSearch } from './prepareSearch';
