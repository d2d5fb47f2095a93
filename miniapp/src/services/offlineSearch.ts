import { createItemSearch } from '@shuozhi/shared';
import type { ItemCatalogue, ItemSummary, SearchResult } from '@shuozhi/shared/api';

/** As many as the server answers. */
const MOST = 10;

/** Searches the items of the catalogue on the device, ranked by the same code as on the server. */
export function searchOffline(catalogue: ItemCatalogue, query: string): SearchResult {
  const { items, confident, corrections } = createItemSearch<ItemSummary>(catalogue).search(query, MOST);
  return {
    notices: [],
    items: items.map(({ item, score, parts }) => ({ ...item, score, highlight: parts })),
    noticesConfident: false,
    itemsConfident: confident,
    first: 'items',
    answer: null,
    corrected:
      corrections.length === 0
        ? null
        : corrections.reduce((text, { typed, meant }) => text.replace(typed, meant), query),
  };
}
