import { storage } from '@/services/storage';
import { createStore, useStore } from './createStore';

const KEY = 'recentSearches';
const MOST = 10;

const recent = createStore<string[]>(storage.get<string[]>(KEY, []), (next) => storage.set(KEY, next));

/** The reader's last searches, newest first; kept on the device only. */
export function useRecent(): string[] {
  return useStore(recent);
}

/** Puts `query` first. */
export function remember(query: string): void {
  recent.set([query, ...recent.get().filter((other) => other !== query)].slice(0, MOST));
}

/** Forgets all searches. */
export function forgetRecent(): void {
  recent.set([]);
}
