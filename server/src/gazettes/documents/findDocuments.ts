import type { ClassifiedLine } from '../lines/classifyLines';
import type { ContentsEntry } from '../types';
import type { CityProfile } from '../profile/types';
import { issuersInLine } from './issuerNames';
import { orderBoundaries } from './orderBoundaries';
import { soleBoundaries } from './soleBoundary';
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
  /** 版记: 抄送 and print lines. */
  colophon: ClassifiedLine[];
  /** What a page or gazette prints after the document's end. */
  pageFoot: ClassifiedLine[];
  /** Organs of the 版头 (`某市人民政府文件`) above number and title. */
  headIssuers: string[];
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
  const found = withBodies(lines, mergeBoundaries(lines, contents, profile));
  const boundaries = found.length > 0 ? found : soleBoundaries(lines);
  return boundaries.map((boundary, index) =>
    spanOf(lines, boundary, boundaries[index + 1]?.from ?? lines.length, profile),
  );
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

/** A title without the marks that change where it is quoted: `〈〉` inside `《》`. */
const lettersOf = (title: string): string => title.replace(/[《》〈〉“”]/g, '');

/** A notice that forwards a superior's document (转发) holds it; the forwarded one is its annex. */
function isForwarded(before: Boundary | undefined, boundary: Boundary): boolean {
  if (before === undefined) return false;
  // An order is followed by the text it puts in force, which prints the order's title again.
  if (boundary.docNo === null && lettersOf(boundary.title.text) === lettersOf(before.title.text)) return true;
  if (!/转发|批转/.test(before.title.text)) return false;
  const matter = boundary.title.text.replace(/^.*?关于/, '').replace(/的?(?:通知|意见|通告|决定|函)$/, '');
  return matter.length >= 4 && before.title.text.includes(matter);
}

function spanOf(
  lines: readonly ClassifiedLine[],
  boundary: Boundary,
  until: number,
  profile: CityProfile,
): DocumentSpan {
  const whole = lines.slice(boundary.bodyFrom, until);
  const cover = whole.findIndex((line, index) => index > 0 && line.backCover);
  const { body, colophon } = withoutColophon(cover < 0 ? whole : whole.slice(0, cover));
  const last = [...body, ...colophon].reduce((no, line) => Math.max(no, line.no), lines[boundary.from]?.no ?? 1);
  return {
    docNo: boundary.docNo,
    damagedNumber: boundary.damaged,
    title: boundary.title,
    numberLine: boundary.numberIndex === null ? null : (lines[boundary.numberIndex]?.no ?? null),
    body,
    colophon,
    pageFoot: cover < 0 ? [] : whole.slice(cover).filter((line) => line.text !== ''),
    headIssuers: headIssuers(
      lines.slice(boundary.from, Math.max(boundary.title.from, boundary.numberIndex ?? 0)),
      profile,
    ),
    from: lines[boundary.from]?.no ?? 1,
    to: last,
  };
}

/** The organs before 文件 in a 版头, which large letters may break over lines. */
function headIssuers(lines: readonly ClassifiedLine[], profile: CityProfile): string[] {
  const last = lines.findIndex((line) => line.compact.endsWith('文件'));
  for (let from = last; from >= 0; from -= 1) {
    const text = lines
      .slice(from, last + 1)
      .map((line) => line.compact)
      .join('');
    const issuers = issuersInLine(text.slice(0, -2), profile);
    if (issuers.length > 0) return issuers;
  }
  return [];
}

const MOST_COLOPHON_LINES = 5;

/** Takes 抄送 and print lines out of a body wherever they stand; a list of recipients may go on over some lines. */
function withoutColophon(lines: readonly ClassifiedLine[]): { body: ClassifiedLine[]; colophon: ClassifiedLine[] } {
  const body: ClassifiedLine[] = [];
  const colophon: ClassifiedLine[] = [];
  let open = 0;
  for (const line of lines) {
    const goesOn = open > 0 && line.text !== '' && !line.annexMark && line.numbering === null && line.date === null;
    if (line.colophon || goesOn) {
      colophon.push(line);
      const ends = /[。]$|印发$|份[）)]?$/.test(line.compact);
      open = ends ? 0 : line.colophon ? MOST_COLOPHON_LINES : open - 1;
    } else {
      if (line.text !== '') open = 0;
      body.push(line);
    }
  }
  while (body.at(-1)?.text === '') body.pop();
  return { body, colophon };
}
