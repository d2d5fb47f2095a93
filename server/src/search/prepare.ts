import { normalizeText } from '@shuozhi/shared';
import type { Sentence } from './sentences';

/** The sentences of a notice made ready for matching: normalized, joined by line ends, with where each begins. */
export interface Prepared {
  title: string;
  sentences: readonly Sentence[];
  text: string;
  offsets: Int32Array;
  /** The sentence's heading, as an index into `headings`. */
  under: Int32Array;
  headings: string[];
}

/** Makes the sentences of a notice ready for matching. */
export function prepare(title: string, sentences: readonly Sentence[]): Prepared {
  const offsets = new Int32Array(sentences.length);
  const under = new Int32Array(sentences.length);
  const headings: string[] = [];
  const known = new Map<string, number>();
  const parts: string[] = [];
  let offset = 0;
  sentences.forEach((sentence, i) => {
    const text = normalizeText(sentence.text);
    offsets[i] = offset;
    offset += text.length + 1;
    parts.push(text);
    let heading = known.get(sentence.under);
    if (heading === undefined) {
      heading = headings.push(normalizeText(sentence.under)) - 1;
      known.set(sentence.under, heading);
    }
    under[i] = heading;
  });
  return { title, sentences, text: parts.join('\n'), offsets, under, headings };
}

/** The sentence that holds the character at `offset` of the joined text. */
export function sentenceAt(prepared: Prepared, offset: number): number {
  let low = 0;
  let high = prepared.offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((prepared.offsets[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
