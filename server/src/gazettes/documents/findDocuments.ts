import type { ContentsEntry, SourceLine } from '../types';
import { endsLikeTitle } from '../fields/kindOf';
import { squeeze } from '../lines/squeeze';
import type { CityProfile } from '../profile/types';
import { parseNumberLine, parseOrderLine } from './docNumber';
import { issuersInLine } from './issuerNames';
import { isBackCover, isReleaseNote, parseDateLine } from './lineRoles';
import { similarity } from './similarity';
import { titleAbove, titleBelow, type FoundTitle } from './titleOf';

/** A document as a range of lines, before its fields are read. */
export interface DocumentSpan {
  docNo: string | null;
  /** True when the printed number had to be repaired. */
  damagedNumber: boolean;
  title: FoundTitle;
  numberLine: number | null;
  /** Body lines: after title and number, up to the next document. */
  body: SourceLine[];
  from: number;
  to: number;
}

interface Start {
  /** Index of the first line of the document and of the first line of its body. */
  from: number;
  bodyFrom: number;
  docNo: string | null;
  damaged: boolean;
  numberIndex: number | null;
  title: FoundTitle;
}

/** A document has a body; a number without one is a row of a list. */
const SHORTEST_BODY = 15;
const SAME_TITLE = 0.75;
const SEARCHED_LIKENESS = 0.85;

/**
 * Finds the documents of a gazette or the single document of a notice. The anatomy decides (a number alone on its line
 * with a title above or below it; without a number, a title where a document may begin); the contents list only helps
 * where a number or title is damaged. `lines` are without furniture and contents.
 */
export function findDocuments(
  lines: readonly SourceLine[],
  contents: readonly ContentsEntry[],
  profile: CityProfile,
): DocumentSpan[] {
  const starts = withBodies(lines, mergeStarts(lines, contents, profile));
  return starts.map((start, index) => spanOf(lines, start, starts[index + 1]?.from ?? lines.length));
}

function mergeStarts(lines: readonly SourceLine[], contents: readonly ContentsEntry[], profile: CityProfile): Start[] {
  const numbered = numberedStarts(lines, profile);
  const starts = [...numbered, ...unnumberedStarts(lines, numbered, profile)];
  starts.push(...startsFromContents(lines, contents, starts, profile));
  starts.sort((a, b) => a.from - b.from || a.bodyFrom - b.bodyFrom);
  return starts.filter((start, index) => index === 0 || start.from >= (starts[index - 1]?.bodyFrom ?? 0));
}

function numberedStarts(lines: readonly SourceLine[], profile: CityProfile): Start[] {
  const starts: Start[] = [];
  lines.forEach((line, index) => {
    const number = parseNumberLine(line.text) ?? parseOrderLine(line.text);
    if (number === null) return;
    const floor = starts.at(-1)?.bodyFrom ?? 0;
    const title = chooseTitle(lines, index, floor, profile);
    if (title === null) return;
    const isOrder = !('damaged' in number);
    if (isOrder && !isOrderStart(lines, index, title)) return;
    starts.push({
      from: Math.min(title.from, headerAbove(lines, index, floor)),
      bodyFrom: Math.max(title.to, index + 1),
      docNo: 'head' in number ? orderNumber(number.head, number.docNo, title) : number.docNo,
      damaged: 'damaged' in number && number.damaged,
      numberIndex: index,
      title,
    });
  });
  return starts;
}

/** `第12号` under `某市人民政府令` is numbered as one: `某市人民政府令第12号`. */
function orderNumber(head: string, docNo: string, title: FoundTitle): string {
  if (head !== '') return docNo;
  return /(?:令|公告|通告)$/.test(title.text) && title.text.length <= 24 ? `${title.text}${docNo}` : docNo;
}

function isOrderStart(lines: readonly SourceLine[], index: number, title: FoundTitle): boolean {
  const filledBefore = lines.slice(0, index).filter((line) => line.text !== '').length;
  return filledBefore < 8 || title.to <= index;
}

/** The title above the number (gazettes), else below it (GB/T 9704 red header), else whatever stands above. */
function chooseTitle(
  lines: readonly SourceLine[],
  index: number,
  floor: number,
  profile: CityProfile,
): FoundTitle | null {
  const above = titleAbove(lines, index, floor, profile);
  if (above !== null && above.confidence >= 0.8) return above;
  const below = titleBelow(lines, index + 1, profile);
  if (below !== null && below.confidence >= 0.8) return below;
  return above ?? below;
}

/** `某市人民政府文件` above the number belongs to the document, not to the one before. */
function headerAbove(lines: readonly SourceLine[], index: number, floor: number): number {
  for (let at = index - 1; at >= Math.max(floor, index - 4); at -= 1) {
    const squeezed = squeeze(lines[at]?.text ?? '');
    if (squeezed === '') continue;
    if (/^[\u4e00-\u9fa5]{4,30}(?:文件|令|公告)$/.test(squeezed)) return at;
    return index;
  }
  return index;
}

/** Documents without a number: a whole title where the one before has ended, followed by addressees or text. */
function unnumberedStarts(lines: readonly SourceLine[], numbered: readonly Start[], profile: CityProfile): Start[] {
  const starts: Start[] = [];
  const taken = numbered.map((start) => [start.from, start.bodyFrom] as const);
  const isTaken = (index: number): boolean => taken.some(([from, to]) => index >= from && index < to);
  let open = numbered.length === 0;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.text === '') continue;
    if (isTaken(index)) {
      open = false;
      continue;
    }
    if (open) {
      const title = titleBelow(lines, index, profile);
      if (title !== null && !isTaken(title.to) && (title.issuers.length > 0 || starts.length + numbered.length === 0)) {
        starts.push({ from: index, bodyFrom: title.to, docNo: null, damaged: false, numberIndex: null, title });
        index = title.to - 1;
        open = false;
        continue;
      }
    }
    const first = starts.length + numbered.length === 0;
    open = first ? index < 40 : isReleaseNote(line.text) || parseDateLine(line.text, profile) !== null;
  }
  return starts;
}

/** Entries of the contents list that no start answers: the title is searched in the text, damaged or not. */
function startsFromContents(
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
      const confidence = endsLikeTitle(joined) ? 0.7 : 0.5;
      best = { title: { from: index, to: at + 1, text: joined, issuers, confidence }, likeness };
    }
  }
  return best?.title ?? null;
}

/** Drops starts whose body is too short to be one (rows of a list of documents) and repeated numbers without a text. */
function withBodies(lines: readonly SourceLine[], starts: Start[]): Start[] {
  const kept: Start[] = [];
  starts.forEach((start, index) => {
    const until = starts[index + 1]?.from ?? lines.length;
    const length = lines.slice(start.bodyFrom, until).reduce((sum, line) => sum + squeeze(line.text).length, 0);
    if (length >= SHORTEST_BODY && !isForwarded(kept.at(-1), start)) kept.push(start);
  });
  return kept;
}

/** A notice that forwards a superior's document (转发) holds it; the forwarded one is its annex. */
function isForwarded(before: Start | undefined, start: Start): boolean {
  if (before === undefined || !/转发|批转/.test(before.title.text)) return false;
  const matter = start.title.text.replace(/^.*?关于/, '').replace(/的?(?:通知|意见|通告|决定|函)$/, '');
  return matter.length >= 4 && before.title.text.includes(matter);
}

function spanOf(lines: readonly SourceLine[], start: Start, until: number): DocumentSpan {
  const body = lines.slice(start.bodyFrom, until);
  const cover = body.findIndex((line, index) => index > 0 && isBackCover(line.text));
  const own = trimEnd(cover < 0 ? body : body.slice(0, cover));
  const last = own.at(-1);
  return {
    docNo: start.docNo,
    damagedNumber: start.damaged,
    title: start.title,
    numberLine: start.numberIndex === null ? null : (lines[start.numberIndex]?.no ?? null),
    body: own,
    from: lines[start.from]?.no ?? 1,
    to: last?.no ?? lines[start.from]?.no ?? 1,
  };
}

function trimEnd(lines: readonly SourceLine[]): SourceLine[] {
  let end = lines.length;
  while (end > 0 && lines[end - 1]?.text === '') end -= 1;
  return lines.slice(0, end);
}
