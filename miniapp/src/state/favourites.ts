import { storage } from '@/services/storage';
import { createStore, useStore } from './createStore';

/** A notice or an item the reader keeps at hand; kept on the device only. */
export interface Favourite {
  kind: 'notice' | 'item';
  id: string;
  title: string;
  /** Milliseconds since 1970. */
  at: number;
}

const KEY = 'favourites';
const MOST = 200;

const favourites = createStore<Favourite[]>(storage.get<Favourite[]>(KEY, []), (next) => storage.set(KEY, next));

const same = (a: Pick<Favourite, 'kind' | 'id'>, b: Pick<Favourite, 'kind' | 'id'>) =>
  a.kind === b.kind && a.id === b.id;

/** The reader's favourites, newest first. */
export function useFavourites(): Favourite[] {
  return useStore(favourites);
}

/** Adds the favourite, or takes it away when it is there already. */
export function toggleFavourite(favourite: Favourite): void {
  const others = favourites.get().filter((one) => !same(one, favourite));
  const had = others.length < favourites.get().length;
  favourites.set(had ? others : [favourite, ...others].slice(0, MOST));
}

/** Whether the notice or item is among `list`. */
export function isFavourite(list: readonly Favourite[], kind: Favourite['kind'], id: string): boolean {
  return list.some((one) => same(one, { kind, id }));
}

/** Forgets all favourites. */
export function clearFavourites(): void {
  favourites.set([]);
}
