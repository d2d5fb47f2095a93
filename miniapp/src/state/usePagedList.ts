import { useCallback, useEffect, useRef, useState } from 'react';
import type { Page } from '@shuozhi/shared/api';
import { asApiError, type ApiError } from '@/services/ApiError';
import type { Query } from '@/services/api';

/** opening: no answer yet; ready; failed: nothing to show; more: next page on its way; moreFailed: it did not come. */
export type ListPhase = 'opening' | 'ready' | 'failed' | 'more' | 'moreFailed';

interface State<T> {
  key: string;
  items: T[];
  cursor: string | null;
  total: number | null;
  savedAt: number | null;
  error: ApiError | null;
  phase: ListPhase;
}

export interface PagedList<T> {
  items: T[];
  total: number | null;
  phase: ListPhase;
  error: ApiError | null;
  /** When the shown first page was stored, if it is the device's copy. */
  savedAt: number | null;
  /** No page follows. */
  end: boolean;
  refresh(): Promise<void>;
  more(): Promise<void>;
}

type PageSource<T> = (cursor?: string) => Query<Page<T>>;

function opening<T>(source: Query<Page<T>>): State<T> {
  const copy = source.readCached();
  return {
    key: source.key,
    items: copy?.value.items ?? [],
    cursor: null,
    total: copy?.value.total ?? null,
    savedAt: null,
    error: null,
    phase: 'opening',
  };
}

async function firstPage<T>(source: Query<Page<T>>): Promise<State<T>> {
  const { key } = source;
  try {
    const { value, savedAt } = await source.load();
    const { items, nextCursor, total = null } = value;
    return { key, items, cursor: nextCursor, total, savedAt, error: null, phase: 'ready' };
  } catch (thrown) {
    return { key, items: [], cursor: null, total: null, savedAt: null, error: asApiError(thrown), phase: 'failed' };
  }
}

async function nextPage<T extends { id: string }>(state: State<T>, source: Query<Page<T>>): Promise<State<T>> {
  try {
    const { value } = await source.load();
    const known = new Set(state.items.map((item) => item.id));
    const fresh = value.items.filter((item) => !known.has(item.id));
    return { ...state, items: [...state.items, ...fresh], cursor: value.nextCursor, error: null, phase: 'ready' };
  } catch (thrown) {
    return { ...state, error: asApiError(thrown), phase: 'moreFailed' };
  }
}

/** An endless list by cursor. `pages()` is the first page; its key names the list, so a new key starts anew. */
export function usePagedList<T extends { id: string }>(pages: PageSource<T>): PagedList<T> {
  const first = pages();
  const { key } = first;
  const wanted = useRef<string | null>(null);
  /** The next page that is on its way, so that it is asked for once. */
  const coming = useRef<string | null>(null);
  const [state, setState] = useState(() => opening(first));
  const current = state.key === key ? state : opening(first);

  const refresh = useCallback(async () => {
    const next = await firstPage(pages());
    if (wanted.current === next.key) setState(next);
    // The key names the list: new functions with the same key read the same list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  useEffect(() => {
    wanted.current = key;
    void refresh();
    return () => {
      wanted.current = null;
    };
  }, [key, refresh]);

  const more = async () => {
    if (current.cursor === null || (current.phase !== 'ready' && current.phase !== 'moreFailed')) return;
    const source = pages(current.cursor);
    if (coming.current === source.key) return;
    coming.current = source.key;
    setState({ ...current, phase: 'more' });
    const next = await nextPage(current, source);
    coming.current = null;
    // A refresh in between answers newer items: then this page is dropped.
    setState((now) => (now.key === next.key && now.phase === 'more' ? next : now));
  };

  return {
    items: current.items,
    total: current.total,
    phase: current.phase,
    error: current.error,
    savedAt: current.savedAt,
    end: current.cursor === null,
    refresh,
    more,
  };
}
