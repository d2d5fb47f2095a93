import { itemCatalogue, itemDetail, itemFacets, itemList, itemParams, itemQuery } from '@shuozhi/shared/api';
import { route, type Route } from '../http';
import { currentCatalogue } from './catalogue';
import { itemDetailOf, itemFacetCounts, listItems } from './readItems';

const TAG = 'items';

/** Public reads of the item catalogue. */
export function itemsRoutes(): Route[] {
  return [
    route({
      method: 'get',
      path: '/items',
      summary: 'Items (办事事项) by words, type and department',
      tag: TAG,
      query: itemQuery,
      maxAge: 60,
      response: itemList,
      handler: ({ query }) => listItems(query),
    }),
    route({
      method: 'get',
      path: '/items.json',
      summary: 'The whole catalogue with its search data, for offline use',
      tag: TAG,
      maxAge: 300,
      response: itemCatalogue,
      handler: async () => (await currentCatalogue()).offline(),
    }),
    route({
      method: 'get',
      path: '/items/facets',
      summary: 'Types and departments with counts',
      tag: TAG,
      maxAge: 300,
      response: itemFacets,
      handler: () => itemFacetCounts(),
    }),
    route({
      method: 'get',
      path: '/items/:id',
      summary: 'An item; the scene form i-283 of a QR code is understood too',
      tag: TAG,
      params: itemParams,
      maxAge: 60,
      response: itemDetail,
      handler: ({ params }) => itemDetailOf(params.id),
    }),
  ];
}
