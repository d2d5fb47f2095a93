/** Search (搜索) over notices and items by everyday words. */
export { refreshSearchIndex } from './indexNotices';
export { searchRoutes } from './routes';
export { searchAll } from './searchAll';
