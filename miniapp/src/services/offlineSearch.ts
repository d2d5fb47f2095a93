import { createItemSearch } from '@shuozhi/shared';
import type { ItemCatalogue, ItemSummary, SearchResult } from '@shuozhi/shared/api';

/** As many as the server answers. */
const MOST = 10;

/** Searches the items of the catalogue on the device, ranked by the same code as on the server. */
export function searchOffline(catalogue: ItemCatalogue, query: string): SearchResult {
  const { items, confident } = createItemSearch<ItemSummary>(catalogue).search(query, MOST);
  return {
    notices: [],
    items: items.map(({ item, score, parts }) => ({ ...item, score, highlight: parts })),
    itemsConfident: confident,
  };
}
