import type { ContentsEntry, SourceLine } from '../types';
import { squeeze } from '../lines/squeeze';
import type { CityProfile } from '../profile/types';
import { isBackCover } from './lineRoles';
import { orderStarts } from './orderStarts';
import { numberedStarts, unnumberedStarts, type Start } from './starts';
import { startsFromContents } from './startsFromContents';
import type { FoundTitle } from './titleOf';

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

/** A document has a body; a number without one is a row of a list. */
const SHORTEST_BODY = 15;

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
  const numbered = [...numberedStarts(lines, profile), ...orderStarts(lines, profile)];
  const starts = [...numbered, ...unnumberedStarts(lines, numbered, profile)];
  starts.push(...startsFromContents(lines, contents, starts, profile));
  starts.sort((a, b) => a.from - b.from || a.bodyFrom - b.bodyFrom);
  return starts.filter((start, index) => index === 0 || start.from >= (starts[index - 1]?.bodyFrom ?? 0));
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

/** 版记 (GB/T 9704-2012, 7.4): who else gets it and who printed it; no part of the text. */
const COLOPHON = /^抄[送报][：:]|^[\u4e00-\u9fa5]{4,30}\d{4}年\d{1,2}月\d{1,2}日印发$/;

function trimEnd(lines: readonly SourceLine[]): SourceLine[] {
  let end = lines.length;
  while (end > 0 && (lines[end - 1]?.text === '' || COLOPHON.test(squeeze(lines[end - 1]?.text ?? '')))) end -= 1;
  return lines.slice(0, end);
}
