import type { Answer } from './client';

/** A read that config/opening/opening.js began before the app's scripts had come. */
interface PrefetchedRead {
  answer: Promise<Answer>;
  /** Milliseconds since 1970. */
  at: number;
}

declare global {
  interface Window {
    prefetchedReads?: Record<string, PrefetchedRead | undefined>;
  }
}

/** Older answers are asked for anew. */
const FRESH_MS = 15_000;

/** The answer on its way to `url`, once; null when none was asked for early. Browsers only. */
export function takePrefetched(url: string): Promise<Answer> | null {
  const read = window.prefetchedReads?.[url];
  if (!read) return null;
  delete window.prefetchedReads?.[url];
  return Date.now() - read.at < FRESH_MS ? read.answer : null;
}
