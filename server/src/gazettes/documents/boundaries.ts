import type { ClassifiedLine } from '../lines/classifyLines';
import type { CityProfile } from '../profile/types';
import { endsAddressees } from './lineRoles';
import { titleAbove, titleBelow, type FoundTitle } from './titleOf';

/** Where a document begins. */
export interface Boundary {
  /** Index of the first line of the document and of the first line of its body. */
  from: number;
  bodyFrom: number;
  docNo: string | null;
  damaged: boolean;
  numberIndex: number | null;
  title: FoundTitle;
}

/** Documents with a number of their own on a line of its own and a title above or below it. */
export function numberedBoundaries(lines: readonly ClassifiedLine[], profile: CityProfile): Boundary[] {
  const boundaries: Boundary[] = [];
  lines.forEach((line, index) => {
    const { number } = line;
    if (number === null) return;
    const floor = boundaries.at(-1)?.bodyFrom ?? 0;
    const title = chooseTitle(lines, index, floor, profile);
    if (title === null) return;
    boundaries.push({
      from: headerAbove(lines, Math.min(title.from, index), floor),
      bodyFrom: Math.max(title.to, index + 1),
      docNo: number.docNo,
      damaged: number.damaged,
      numberIndex: index,
      title,
    });
  });
  return boundaries;
}

/** The title above the number (gazettes), else below it (GB/T 9704 red header), else whatever stands above. */
function chooseTitle(
  lines: readonly ClassifiedLine[],
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

/** 版头 (GB/T 9704-2012, 7.2): 份号, 密级, 紧急程度, 发文机关标志 above the number or title. */
const HEAD_LINE =
  /^(?:\d{6}|(?:绝密|机密|秘密)(?:[★☆].{0,6})?|特急|加急|平急|特提|文件|[\u4e00-\u9fa5、]{4,40}(?:文件|令|公告))$/;
const MOST_HEAD_LINES = 8;

/** Index of the first line of the 版头 above `index`; `index` itself when there is none. */
function headerAbove(lines: readonly ClassifiedLine[], index: number, floor: number): number {
  let first = index;
  for (let at = index - 1, seen = 0; at >= floor && seen < MOST_HEAD_LINES; at -= 1) {
    const line = lines[at];
    if (line === undefined || line.text === '') continue;
    const splitHead = lines[first]?.compact === '文件' && line.issuers.length > 0;
    if (!HEAD_LINE.test(line.compact) && !splitHead) break;
    seen += 1;
    first = at;
  }
  return first;
}

/**
 * Documents without a readable number: a whole title where the one before has ended (after its date or release note),
 * or a title by an issuer the profile knows with addressees, or what is left of a number, right below it.
 */
export function unnumberedBoundaries(
  lines: readonly ClassifiedLine[],
  numbered: readonly Boundary[],
  profile: CityProfile,
): Boundary[] {
  const boundaries: Boundary[] = [];
  const taken = numbered.map((boundary) => [boundary.from, boundary.bodyFrom] as const);
  const isTaken = (index: number): boolean => taken.some(([from, to]) => index >= from && index < to);
  let open = numbered.length === 0;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.text === '') continue;
    if (isTaken(index)) {
      open = false;
      continue;
    }
    const first = boundaries.length + numbered.length === 0;
    const known = profile.issuers.some((name) => line.compact.startsWith(name));
    const organ = !open && !known && line.issuers.length > 0;
    const title = open || known || organ ? titleBelow(lines, index, profile) : null;
    if (title !== null && !isTaken(title.to) && (title.issuers.length > 0 || first)) {
      const below = belowTitle(lines, title.to);
      if (open || (known && below !== 'text') || (organ && isSigned(lines, title))) {
        const numberIndex = below === 'number' ? nextFilled(lines, title.to) : null;
        const bodyFrom = numberIndex === null ? title.to : numberIndex + 1;
        boundaries.push({ from: index, bodyFrom, docNo: null, damaged: false, numberIndex, title });
        index = bodyFrom - 1;
        open = false;
        continue;
      }
    }
    open = first ? index < 40 : line.releaseNote || line.date !== null;
  }
  return boundaries;
}

/** Kinds that organs address to the public or to their own offices; replies and reports stay annexes. */
const OWN_KIND = /(?:通告|公告|通知|意见|决定)$/;
const FURTHEST_SIGNATURE = 400;

/** The organs of the title sign further down, above a date: the text between is a document of their own. */
function isSigned(lines: readonly ClassifiedLine[], title: FoundTitle): boolean {
  if (!OWN_KIND.test(title.text) || title.confidence < 1) return false;
  const [issuer = ''] = title.issuers;
  for (let index = title.to; index < Math.min(lines.length, title.to + FURTHEST_SIGNATURE); index += 1) {
    const line = lines[index];
    if (line !== undefined && line.issuers.length > 0 && line.compact.startsWith(issuer)) {
      const after = lines
        .slice(index + 1, index + 12)
        .filter((each) => each.text !== '')
        .slice(0, title.issuers.length);
      if (after.some((each) => each.date !== null)) return true;
    }
  }
  return false;
}

function nextFilled(lines: readonly ClassifiedLine[], from: number): number | null {
  const at = lines.findIndex((line, index) => index >= from && line.text !== '');
  return at < 0 ? null : at;
}

/** What stands right below a title: addressees, the ruins of a number (`朔政发 2O2 ]5`), or the text. */
function belowTitle(lines: readonly ClassifiedLine[], from: number): 'addressees' | 'number' | 'text' {
  const at = nextFilled(lines, from);
  const compact = lines[at ?? -1]?.compact ?? '';
  if (
    /^[\u4e00-\u9fa5]{2,8}.{0,2}[12][\dOolI].{0,14}$/.test(compact) &&
    compact.length <= 20 &&
    !/[月日。：]/.test(compact)
  )
    return 'number';
  return endsAddressees(compact) ? 'addressees' : 'text';
}
