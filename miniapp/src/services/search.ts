import type { SearchResult } from '@shuozhi/shared/api';
import { api } from './api';
import { asApiError } from './ApiError';

export interface Found {
  result: SearchResult;
  /** When the items on the device were stored, if only they could be searched (milliseconds since 1970). */
  savedAt: number | null;
}

/** Notices and items for everyday words; without a network the items on the device. Throws ApiError. `exact`: as typed. */
export async function searchEverywhere(query: string, exact = false): Promise<Found> {
  try {
    return { result: await api.search(query, exact), savedAt: null };
  } catch (thrown) {
    const copy = asApiError(thrown).unreachable ? api.catalogue().readCached() : null;
    if (copy === null) throw thrown;
    // Ranking is only fetched when it is needed: browsers load it apart from the page.
    const { searchOffline } = await import('./offlineSearch');
    try {
      return { result: searchOffline(copy.value, query), savedAt: copy.savedAt };
    } catch {
      // A copy kept by an older version of the app may lack what the ranking needs now.
      throw thrown;
    }
  }
}
