import { useCallback, useEffect, useRef, useState } from 'react';
import { asApiError, type ApiError } from '@/services/ApiError';
import type { QueryData, Query } from '@/services/api';

interface State<T> {
  key: string | null;
  reading: QueryData<T> | null;
  error: ApiError | null;
  settled: boolean;
}

export interface QueryResult<T> {
  value: T | null;
  /** When the shown value was stored, if it is the device's copy and the network could not be reached. */
  savedAt: number | null;
  error: ApiError | null;
  loading: boolean;
  reload(): Promise<void>;
}

function opening<T>(source: Query<T> | null): State<T> {
  return { key: source?.key ?? null, reading: source?.readCached() ?? null, error: null, settled: source === null };
}

async function settle<T>(source: Query<T>): Promise<State<T>> {
  const { key } = source;
  try {
    return { key, reading: await source.load(), error: null, settled: true };
  } catch (thrown) {
    return { key, reading: null, error: asApiError(thrown), settled: true };
  }
}

/** One read of the server: the device's copy at once when there is one, then the truth. `null` reads nothing. */
export function useQuery<T>(source: Query<T> | null): QueryResult<T> {
  const key = source?.key ?? null;
  const wanted = useRef<string | null>(null);
  const [state, setState] = useState(() => opening(source));
  // A change of key shows the new read's beginning at once, before its answer comes.
  const current = state.key === key ? state : opening(source);

  const reload = useCallback(async () => {
    if (!source) return;
    const next = await settle(source);
    if (wanted.current === next.key) setState(next);
    // The key names the source: a new object with the same key is the same read.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  useEffect(() => {
    wanted.current = key;
    void reload();
    return () => {
      wanted.current = null;
    };
  }, [key, reload]);

  return {
    value: current.reading?.value ?? null,
    savedAt: current.settled ? (current.reading?.savedAt ?? null) : null,
    error: current.error,
    loading: !current.settled,
    reload,
  };
}
