import type { SourceLine } from '../types';
import { squeeze } from '../lines/squeeze';
import type { CityProfile } from '../profile/types';
import { parseNumberLine } from './docNumber';
import { isReleaseNote, parseDateLine } from './lineRoles';
import { titleAbove, titleBelow, type FoundTitle } from './titleOf';

/** Where a document begins. */
export interface Start {
  /** Index of the first line of the document and of the first line of its body. */
  from: number;
  bodyFrom: number;
  docNo: string | null;
  damaged: boolean;
  numberIndex: number | null;
  title: FoundTitle;
}

/** Documents with a number of their own on a line of its own and a title above or below it. */
export function numberedStarts(lines: readonly SourceLine[], profile: CityProfile): Start[] {
  const starts: Start[] = [];
  lines.forEach((line, index) => {
    const number = parseNumberLine(line.text);
    if (number === null) return;
    const floor = starts.at(-1)?.bodyFrom ?? 0;
    const title = chooseTitle(lines, index, floor, profile);
    if (title === null) return;
    starts.push({
      from: Math.min(title.from, headerAbove(lines, index, floor)),
      bodyFrom: Math.max(title.to, index + 1),
      docNo: number.docNo,
      damaged: number.damaged,
      numberIndex: index,
      title,
    });
  });
  return starts;
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
export function unnumberedStarts(
  lines: readonly SourceLine[],
  numbered: readonly Start[],
  profile: CityProfile,
): Start[] {
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
