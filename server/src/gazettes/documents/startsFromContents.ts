import type { ContentsEntry, SourceLine } from '../types';
import { endsLikeTitle } from '../fields/kindOf';
import { squeeze } from '../lines/squeeze';
import type { CityProfile } from '../profile/types';
import { issuersInLine } from './issuerNames';
import { similarity } from './similarity';
import type { Start } from './starts';
import type { FoundTitle } from './titleOf';

const SAME_TITLE = 0.75;
const SEARCHED_LIKENESS = 0.85;

/** Entries of the contents list that no start answers: the title is searched in the text, damaged or not. */
export function startsFromContents(
  lines: readonly SourceLine[],
  contents: readonly ContentsEntry[],
  starts: readonly Start[],
  profile: CityProfile,
): Start[] {
  const missing = contents.filter(
    (entry) =>
      entry.title.length >= 8 &&
      !starts.some((start) => start.docNo === entry.docNo || similarity(start.title.text, entry.title) >= SAME_TITLE),
  );
  const added: Start[] = [];
  for (const entry of missing) {
    const title = searchTitle(lines, entry.title, [...starts, ...added], profile);
    if (title === null) continue;
    const next = lines.findIndex((line, index) => index >= title.to && line.text !== '');
    const eaten =
      next >= 0 &&
      /\d/.test(lines[next]?.text ?? '') &&
      squeeze(lines[next]?.text ?? '').length <= 16 &&
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
  lines: readonly SourceLine[],
  wanted: string,
  starts: readonly Start[],
  profile: CityProfile,
): FoundTitle | null {
  const head = wanted.slice(0, 4);
  let best: { title: FoundTitle; likeness: number } | null = null;
  for (let index = 0; index < lines.length; index += 1) {
    const text = squeeze(lines[index]?.text ?? '');
    if (text === '' || !(text.startsWith(head) || wanted.startsWith(text.slice(0, 6)))) continue;
    if (starts.some((start) => index >= start.from && index < start.bodyFrom)) continue;
    let joined = '';
    for (let at = index; at < Math.min(index + 10, lines.length) && joined.length <= wanted.length + 4; at += 1) {
      joined += squeeze(lines[at]?.text ?? '');
      const likeness = joined.length < wanted.length - 4 ? 0 : similarity(joined, wanted);
      if (likeness < SEARCHED_LIKENESS || likeness <= (best?.likeness ?? 0)) continue;
      const issuers = issuersInLine(lines[index]?.text ?? '', profile);
      const confidence = likeness === 1 ? 0.95 : endsLikeTitle(joined) ? 0.7 : 0.5;
      best = { title: { from: index, to: at + 1, text: joined, issuers, confidence }, likeness };
    }
  }
  return best?.title ?? null;
}
