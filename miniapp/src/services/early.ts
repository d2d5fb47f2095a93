import type { Answer } from './client';

/** A read that config/opening/opening.js began before the app's scripts had come. */
interface EarlyRead {
  answer: Promise<Answer>;
  /** Milliseconds since 1970. */
  at: number;
}

declare global {
  interface Window {
    earlyReads?: Record<string, EarlyRead | undefined>;
  }
}

/** Older answers are asked for anew. */
const FRESH_MS = 15_000;

/** The answer on its way to `url`, once; null when none was asked for early. Browsers only. */
export function takeEarly(url: string): Promise<Answer> | null {
  const read = window.earlyReads?.[url];
  if (!read) return null;
  delete window.earlyReads?.[url];
  return Date.now() - read.at < FRESH_MS ? read.answer : null;
}
