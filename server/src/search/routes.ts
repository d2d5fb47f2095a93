import { searchQuery, searchResult } from '@shuozhi/shared/api';
import { route, type Route } from '../http';
import { searchAll } from './searchAll';

/** Search over notices and items. */
export function searchRoutes(): Route[] {
  return [
    route({
      method: 'get',
      path: '/search',
      summary: 'Notices and items that answer everyday words, pinyin or initials; two groups, best first',
      tag: 'search',
      query: searchQuery,
      maxAge: 30,
      response: searchResult,
      handler: ({ query }) => searchAll(query.q, query.limit, new Date()),
    }),
  ];
}
