import {
  hotTopics,
  itemParams,
  noticeParams,
  relatedItems,
  relatedNotices,
  searchQuery,
  searchResult,
  suggestions,
  suggestQuery,
} from '@shuozhi/shared/api';
import { route, type Route } from '../http';
import { hotTopicsAt } from './hot';
import { itemsOfNotice, noticesOfItem } from './related';
import { searchAll } from './searchAll';
import { suggest } from './suggest';

const TAG = 'search';

/** Search over notices and items, and what leads from one to the other. */
export function searchRoutes(): Route[] {
  return [
    route({
      method: 'get',
      path: '/search',
      summary: 'Notices and items that answer everyday words, pinyin or initials; two groups, best first',
      tag: TAG,
      query: searchQuery,
      maxAge: 30,
      response: searchResult,
      handler: ({ query }) => searchAll(query.q, query.limit, new Date(), query.exact),
    }),
    route({
      method: 'get',
      path: '/search/suggest',
      summary: 'What the reader may be about to type',
      tag: TAG,
      query: suggestQuery,
      maxAge: 300,
      response: suggestions,
      handler: ({ query }) => suggest(query.q, query.limit),
    }),
    route({
      method: 'get',
      path: '/search/hot',
      summary: 'Topics for the empty search box, those of the season first',
      tag: TAG,
      maxAge: 300,
      response: hotTopics,
      handler: () => hotTopicsAt(new Date()),
    }),
    route({
      method: 'get',
      path: '/items/:id/notices',
      summary: 'Notices about the matter of an item',
      tag: TAG,
      params: itemParams,
      maxAge: 300,
      response: relatedNotices,
      handler: async ({ params }) => ({ items: await noticesOfItem(params.id, new Date()) }),
    }),
    route({
      method: 'get',
      path: '/notices/:id/items',
      summary: 'Items that a notice is about',
      tag: TAG,
      params: noticeParams,
      maxAge: 300,
      response: relatedItems,
      handler: async ({ params }) => ({ items: await itemsOfNotice(params.id, new Date()) }),
    }),
  ];
}
