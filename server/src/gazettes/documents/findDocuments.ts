import type { ClassifiedLine } from '../lines/classifyLines';
import type { ContentsEntry } from '../types';
import type { CityProfile } from '../profile/types';
import { orderBoundaries } from './orderBoundaries';
import { numberedBoundaries, unnumberedBoundaries, type Boundary } from './boundaries';
import { boundariesFromContents } from './boundariesFromContents';
import type { FoundTitle } from './titleOf';

/** A document as a range of lines, before its fields are read. */
export interface DocumentSpan {
  docNo: string | null;
  /** True when the printed number had to be repaired. */
  damagedNumber: boolean;
  title: FoundTitle;
  numberLine: number | null;
  /** Body lines: after title and number, up to the next document. */
  body: ClassifiedLine[];
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
  lines: readonly ClassifiedLine[],
  contents: readonly ContentsEntry[],
  profile: CityProfile,
): DocumentSpan[] {
  const boundaries = withBodies(lines, mergeBoundaries(lines, contents, profile));
  return boundaries.map((boundary, index) => spanOf(lines, boundary, boundaries[index + 1]?.from ?? lines.length));
}

function mergeBoundaries(
  lines: readonly ClassifiedLine[],
  contents: readonly ContentsEntry[],
  profile: CityProfile,
): Boundary[] {
  const numbered = [...numberedBoundaries(lines, profile), ...orderBoundaries(lines, profile)];
  const boundaries = [...numbered, ...unnumberedBoundaries(lines, numbered, profile)];
  boundaries.push(...boundariesFromContents(lines, contents, boundaries));
  boundaries.sort((a, b) => a.from - b.from || a.bodyFrom - b.bodyFrom);
  return boundaries.filter((boundary, index) => index === 0 || boundary.from >= (boundaries[index - 1]?.bodyFrom ?? 0));
}

/** Drops boundaries whose body is too short to be one (rows of a list of documents) and repeated numbers without a text. */
function withBodies(lines: readonly ClassifiedLine[], boundaries: Boundary[]): Boundary[] {
  const kept: Boundary[] = [];
  boundaries.forEach((boundary, index) => {
    const until = boundaries[index + 1]?.from ?? lines.length;
    const length = lines.slice(boundary.bodyFrom, until).reduce((sum, line) => sum + line.compact.length, 0);
    if (length >= SHORTEST_BODY && !isForwarded(kept.at(-1), boundary)) kept.push(boundary);
  });
  return kept;
}

/** A notice that forwards a superior's document (转发) holds it; the forwarded one is its annex. */
function isForwarded(before: Boundary | undefined, boundary: Boundary): boolean {
  if (before === undefined || !/转发|批转/.test(before.title.text)) return false;
  const matter = boundary.title.text.replace(/^.*?关于/, '').replace(/的?(?:通知|意见|通告|决定|函)$/, '');
  return matter.length >= 4 && before.title.text.includes(matter);
}

function spanOf(lines: readonly ClassifiedLine[], boundary: Boundary, until: number): DocumentSpan {
  const body = lines.slice(boundary.bodyFrom, until);
  const cover = body.findIndex((line, index) => index > 0 && line.backCover);
  const own = trimEnd(cover < 0 ? body : body.slice(0, cover));
  const last = own.at(-1);
  return {
    docNo: boundary.docNo,
    damagedNumber: boundary.damaged,
    title: boundary.title,
    numberLine: boundary.numberIndex === null ? null : (lines[boundary.numberIndex]?.no ?? null),
    body: own,
    from: lines[boundary.from]?.no ?? 1,
    to: last?.no ?? lines[boundary.from]?.no ?? 1,
  };
}

/** 版记 (GB/T 9704-2012, 7.4): who else gets it and who printed it; no part of the text. */
const COLOPHON = /^抄[送报][：:]|^[\u4e00-\u9fa5]{4,30}\d{4}年\d{1,2}月\d{1,2}日印发$/;

function trimEnd(lines: readonly ClassifiedLine[]): ClassifiedLine[] {
  let end = lines.length;
  while (end > 0 && (lines[end - 1]?.text === '' || COLOPHON.test(lines[end - 1]?.compact ?? ''))) end -= 1;
  return lines.slice(0, end);
}
