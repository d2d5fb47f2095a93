import type { ClassifiedLine } from '../lines/classifyLines';
import type { ContentsEntry } from '../types';
import { endsLikeTitle } from '../fields/kindOf';
import { similarity } from './similarity';
import type { Boundary } from './boundaries';
import type { FoundTitle } from './titleOf';

const SAME_TITLE = 0.75;
const SEARCHED_LIKENESS = 0.85;

/** Entries of the contents list that no boundary answers: the title is searched in the text, damaged or not. */
export function boundariesFromContents(
  lines: readonly ClassifiedLine[],
  contents: readonly ContentsEntry[],
  boundaries: readonly Boundary[],
): Boundary[] {
  const missing = contents.filter(
    (entry) =>
      entry.title.length >= 8 &&
      !boundaries.some(
        (boundary) => boundary.docNo === entry.docNo || similarity(boundary.title.text, entry.title) >= SAME_TITLE,
      ),
  );
  const added: Boundary[] = [];
  for (const entry of missing) {
    const title = searchTitle(lines, entry.title, [...boundaries, ...added]);
    if (title === null) continue;
    const next = lines.findIndex((line, index) => index >= title.to && line.text !== '');
    const eaten =
      next >= 0 &&
      /\d/.test(lines[next]?.text ?? '') &&
      (lines[next]?.compact ?? '').length <= 16 &&
      !/[：:]$/.test(lines[next]?.text ?? '');
    added.push({
      from: title.from,
      bodyFrom: eaten ? next + 1 : title.to,
      docNo: entry.docNo,
      damaged: entry.docNo !== null,
      numberIndex: null,
      title,
    });
  }
  return added;
}

function searchTitle(
  lines: readonly ClassifiedLine[],
  wanted: string,
  boundaries: readonly Boundary[],
): FoundTitle | null {
  const head = wanted.slice(0, 4);
  let best: { title: FoundTitle; likeness: number } | null = null;
  for (let index = 0; index < lines.length; index += 1) {
    const text = lines[index]?.compact ?? '';
    if (text === '' || !(text.startsWith(head) || wanted.startsWith(text.slice(0, 6)))) continue;
    if (boundaries.some((boundary) => index >= boundary.from && index < boundary.bodyFrom)) continue;
    let joined = '';
    for (let at = index; at < Math.min(index + 10, lines.length) && joined.length <= wanted.length + 4; at += 1) {
      joined += lines[at]?.compact ?? '';
      const likeness = joined.length < wanted.length - 4 ? 0 : similarity(joined, wanted);
      if (likeness < SEARCHED_LIKENESS || likeness <= (best?.likeness ?? 0)) continue;
      const issuers = lines[index]?.issuers ?? [];
      const confidence = likeness === 1 ? 0.95 : endsLikeTitle(joined) ? 0.7 : 0.5;
      best = { title: { from: index, to: at + 1, text: joined, issuers, confidence }, likeness };
    }
  }
  return best?.title ?? null;
}
