import type { SearchResult } from '@shuozhi/shared/api';
import { api } from './api';
import { asApiError } from './ApiError';

export interface Found {
  result: SearchResult;
  /** Only the items kept on the device were searched. */
  offline: boolean;
}

/** Notices and items for everyday words; without a network the items on the device. Throws ApiError. */
export async function searchEverywhere(query: string): Promise<Found> {
  try {
    return { result: await api.search(query), offline: false };
  } catch (thrown) {
    const copy = asApiError(thrown).unreachable ? api.catalogue().peek() : null;
    if (copy === null) throw thrown;
    // Ranking is only fetched when it is needed: browsers load it apart from the page.
    const { searchOffline } = await import('./offlineSearch');
    try {
      return { result: searchOffline(copy.value, query), offline: true };
    } catch {
      // A copy kept by an older version of the app may lack what the ranking needs now.
      throw thrown;
    }
  }
}
