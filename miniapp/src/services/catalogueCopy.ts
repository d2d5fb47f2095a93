import { api } from './api';

const DAY_MS = 24 * 3600 * 1000;

/** Fetches the whole catalogue for offline use when the device has none or one older than a day. */
export async function keepCatalogue(): Promise<void> {
  const source = api.catalogue();
  const copy = source.peek();
  if (copy?.savedAt && Date.now() - copy.savedAt < DAY_MS) return;
  // A failure costs nothing: the next visit tries again.
  await source.load().catch(() => undefined);
}
