import { api } from './api';

const HOUR_MS = 3600 * 1000;

let checkedAt = 0;

/**
 * Keeps the device's copy of the whole catalogue, for search without a network, the same as the server's: asks for the
 * present version, at most once an hour, and fetches the catalogue when the copy is another one. Until then the old one
 * stays. Never throws.
 * @param now milliseconds since 1970
 */
export async function refreshCatalogue(now: number): Promise<void> {
  if (now - checkedAt < HOUR_MS) return;
  try {
    const { value, savedAt } = await api.facets().load();
    // A version from the device's own copy says nothing about the server's.
    if (savedAt !== null) return;
    const source = api.catalogue();
    if (source.readCached()?.value.version !== value.version) await source.load();
    checkedAt = now;
  } catch {
    // The next visit tries again.
  }
}
