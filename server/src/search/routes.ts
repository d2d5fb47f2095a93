import {
  hotTopics,
  itemParams,
  noticeParams,
  relatedItems,
  relatedNotices,
  searchCounts,
  searchCountsQuery,
  searchOpened,
  searchQuery,
  searchResult,
  suggestions,
  suggestQuery,
  wordsTrial,
  wordsTrialInput,
  type StaffAccount,
} from '@shuozhi/shared/api';
import { route, type Guard, type Route } from '../http';
import { hotTopicsAt } from './hot';
import { countOpened, countSearch } from './learning/countSearches';
import { listSearches } from './learning/listSearches';
import { tryWords } from './learning/tryWords';
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
      maxAge: 5,
      response: searchResult,
      handler: async ({ query: { q, limit, exact } }) => {
        const now = new Date();
        const result = await searchAll(q, limit, now, { exact });
        countSearch(q, result.noticesConfident || result.itemsConfident || result.answer !== null, now);
        return result;
      },
    }),
    route({
      method: 'post',
      path: '/search/opened',
      summary: 'A result of a search was opened; counted by day without persons',
      tag: TAG,
      body: searchOpened,
      handler: ({ body }) => countOpened(body.q, new Date()),
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

/** Staff calls: what residents asked in vain, and what an edit of the vocabulary would change. */
export function searchStaffRoutes({ guard }: { guard: Guard<StaffAccount> }): Route[] {
  return [
    route({
      method: 'get',
      path: '/staff/searches',
      summary: 'Searches that nothing answered, or whose answers nobody opened; by words, without persons',
      tag: TAG,
      guard,
      query: searchCountsQuery,
      response: searchCounts,
      handler: ({ query }) => listSearches(query, new Date()),
    }),
    route({
      method: 'post',
      path: '/staff/words/try',
      summary: 'What questions would find with a word group; nothing is stored',
      tag: TAG,
      guard,
      body: wordsTrialInput,
      response: wordsTrial,
      handler: ({ body }) => tryWords(body, new Date()),
    }),
  ];
}
