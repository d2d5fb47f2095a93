import type { SourceLine } from '../types';

/** The text without white space of some lines with the way back from an offset to its line. */
export interface Flow {
  text: string;
  /** 1-based source line that holds the character at `offset`. */
  lineAt(offset: number): number;
  /** Offset of the first character of source line `no`, or of the next line that has text. */
  offsetOf(no: number): number;
  /** The sentence around `offset`, at most `limit` characters. */
  sentenceAt(offset: number, limit?: number): string;
}

const SENTENCE_END = /[。；！？;]/;
/** A numbered item or a date after a line that ends in a digit: two numbers must not run together. */
const OPENS_NUMBERED = /^(?:\d{1,2}[.、．](?!\d)|(?:19|20)\d{2}年\d)/;

/** Joins lines without white space so that a phrase is found wherever the page broke it. */
export function flowOf(lines: readonly SourceLine[]): Flow {
  const starts: number[] = [];
  const numbers: number[] = [];
  const parts: string[] = [];
  let length = 0;
  for (const line of lines) {
    const { compact } = line;
    if (compact === '') continue;
    const text = /\d$/.test(parts.at(-1) ?? '') && OPENS_NUMBERED.test(compact) ? `；${compact}` : compact;
    starts.push(length);
    numbers.push(line.no);
    parts.push(text);
    length += text.length;
  }
  const text = parts.join('');
  const indexAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    text,
    lineAt: (offset) => numbers[indexAt(offset)] ?? 1,
    offsetOf: (no) => starts[numbers.findIndex((each) => each >= no)] ?? text.length,
    sentenceAt(offset, limit = 200) {
      let from = offset;
      while (from > 0 && offset - from < limit && !SENTENCE_END.test(text[from - 1] ?? '')) from -= 1;
      let to = offset;
      while (to < text.length && to - from < limit && !SENTENCE_END.test(text[to] ?? '')) to += 1;
      return text.slice(from, Math.min(to + 1, text.length));
    },
  };
}
