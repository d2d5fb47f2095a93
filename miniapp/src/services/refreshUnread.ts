import { setUnread } from '@/state/unread';
import { api } from './api';
import { session } from './session';

/** Asks for the number of unread messages, for the badge. Nobody is signed in for it. */
export async function refreshUnread(): Promise<void> {
  if (!session.signedIn()) return;
  // The count is a hint; without a network the last one stays.
  const reading = await api
    .me()
    .load()
    .catch(() => null);
  if (reading) setUnread(reading.value.unread);
}
