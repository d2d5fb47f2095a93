import type { SearchResult } from '@shuozhi/shared/api';
import { useRouter } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '@/services/api';
import { asApiError, type ApiError } from '@/services/ApiError';
import { searchEverywhere } from '@/services/search';
import { remember } from '@/state/recent';

/** Pause in typing before suggestions are asked for, in milliseconds. */
const TYPING_PAUSE_MS = 200;

export interface SearchPage {
  typed: string;
  type(value: string): void;
  /** The words the results belong to; null before the first search. */
  asked: string | null;
  result: SearchResult | null;
  /** Only the items on the device were searched. */
  /** When the items were stored, if only those on the device were searched. */
  savedAt: number | null;
  error: ApiError | null;
  loading: boolean;
  suggestions: string[];
  search(query: string): void;
  /** Searches the same words once more, exactly as typed. */
  searchExactly(): void;
  /** A result was opened. */
  opened(): void;
}

/** One search; asking the same words again is another one. */
interface Wanted {
  words: string;
  at: number;
  /** Nothing is taken for a slip of writing. */
  exact: boolean;
}

interface Outcome {
  asked: Wanted | null;
  result: SearchResult | null;
  /** When the items were stored, if only those on the device were searched. */
  savedAt: number | null;
  error: ApiError | null;
}

function wish(query: string, at: number): Wanted | null {
  const words = query.trim();
  return words === '' ? null : { words, at, exact: false };
}

const nothing: Outcome = { asked: null, result: null, savedAt: null, error: null };

/** Search as the reader types: suggestions after a pause, results on confirmation. */
export function useSearch(): SearchPage {
  const { q = '' } = useRouter().params;
  const [typed, setTyped] = useState(() => decodeURIComponent(q));
  const [wanted, setWanted] = useState<Wanted | null>(() => wish(decodeURIComponent(q), 0));
  const [outcome, setOutcome] = useState<Outcome>(nothing);
  const suggestions = useSuggestions(typed, typed.trim() !== wanted?.words);

  useEffect(() => {
    if (wanted === null) return;
    let current = true;
    const settle = (next: Outcome) => current && setOutcome(next);
    searchEverywhere(wanted.words, wanted.exact).then(
      (found) => settle({ asked: wanted, ...found, error: null }),
      (thrown: unknown) => settle({ asked: wanted, result: null, savedAt: null, error: asApiError(thrown) }),
    );
    return () => {
      current = false;
    };
  }, [wanted]);

  const search = useCallback((query: string) => {
    const next = wish(query, Date.now());
    if (next === null) return;
    setTyped(next.words);
    setWanted(next);
    remember(next.words);
  }, []);

  const searchExactly = useCallback(() => setWanted((last) => last && { ...last, at: Date.now(), exact: true }), []);

  const askedWords = outcome.asked?.words;
  const opened = useCallback(() => {
    // Only a figure: the page opens without it.
    if (askedWords !== undefined) api.searchOpened(askedWords).catch(() => undefined);
  }, [askedWords]);

  return {
    typed,
    type: setTyped,
    asked: outcome.asked?.words ?? null,
    result: outcome.result,
    savedAt: outcome.savedAt,
    error: outcome.error,
    loading: wanted !== null && outcome.asked !== wanted,
    suggestions,
    search,
    searchExactly,
    opened,
  };
}

/** Completions of `typed` once the typing pauses; none while `wanted` is false. */
function useSuggestions(typed: string, wanted: boolean): string[] {
  const [found, setFound] = useState<{ typed: string; texts: string[] }>({ typed: '', texts: [] });
  const last = useRef('');
  useEffect(() => {
    const words = typed.trim();
    last.current = words;
    if (!wanted || words === '') return;
    const timer = setTimeout(() => {
      api.suggest(words).then(
        ({ suggestions }) =>
          last.current === words && setFound({ typed: words, texts: suggestions.map((s) => s.text) }),
        // Suggestions are a convenience: without them the search still works.
        () => undefined,
      );
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, wanted]);
  return wanted && typed.trim() !== '' && typed.trim().startsWith(found.typed) ? found.texts : [];
}
