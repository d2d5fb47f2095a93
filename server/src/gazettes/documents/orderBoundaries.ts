import type { ClassifiedLine } from '../lines/classifyLines';
import type { CityProfile } from '../profile/types';
import { endsLikeTitle } from '../fields/kindOf';
import { issuersInLine } from './issuerNames';
import type { Boundary } from './boundaries';
import { titleAbove, titleBelow, type FoundTitle } from './titleOf';

/** 发文机关标志 of orders and announcements: the organ's full name and the kind (GB/T 9704-2012, 10.2). */
const HEAD = /^([\u4e00-\u9fa5、]{4,60}?)(令|公告|通告)$/;
const KIND = /(?:令|公告|通告)$/;
const LOOK_ABOVE = 3;
/** `政府令〔2010〕第15号` under a title: the head names no organ. */
const GENERIC_HEAD = /^(?:[省市县区州])?(?:人民)?(?:政府)?(?:令|公告|通告)$/;

interface Head {
  text: string;
  issuers: string[];
  index: number;
}

/**
 * Orders (政府令) and numbered announcements. Their number has no code of its own: it counts within the series that the
 * head names, so the full number is the head and the number as printed (`某市人民政府令第12号`,
 * `某市某局公告2025年第3号`). Where no head is printed the title's organs and kind say the series.
 */
export function orderBoundaries(lines: readonly ClassifiedLine[], profile: CityProfile): Boundary[] {
  const boundaries: Boundary[] = [];
  lines.forEach((line, index) => {
    const { order } = line;
    if (order === null) return;
    const floor = boundaries.at(-1)?.bodyFrom ?? 0;
    const head = order.head === '' ? headAbove(lines, index, order.kind, profile) : headOf(order.head, index, profile);
    const boundary =
      head !== null
        ? headedBoundary(lines, index, head, order.number, floor, profile)
        : order.head === ''
          ? titledBoundary(lines, index, order.number, floor, profile)
          : GENERIC_HEAD.test(order.head)
            ? unnamedHead(lines, index, order.head + order.number, floor)
            : null;
    if (boundary !== null) boundaries.push(boundary);
  });
  return boundaries;
}

function headedBoundary(
  lines: readonly ClassifiedLine[],
  index: number,
  head: Head,
  number: string,
  floor: number,
  profile: CityProfile,
): Boundary {
  const above = titleOver(lines, head, floor, profile);
  const title = above ?? titleOfOrder(lines, index, head, profile);
  const docNo = `${head.text}${number}`;
  return {
    from: above === null ? head.index : above.from,
    bodyFrom: Math.max(title.to, index + 1),
    docNo,
    damaged: false,
    numberIndex: index,
    title,
  };
}

/** The number stands below or above a title of the kind; `docNo` begins with the kind when the title names no organ. */
function titledBoundary(
  lines: readonly ClassifiedLine[],
  index: number,
  number: string,
  floor: number,
  profile: CityProfile,
): Boundary | null {
  const title = [titleAbove(lines, index, floor, profile), titleBelow(lines, index + 1, profile)].find(
    (found) => found !== null && KIND.test(found.text) && found.confidence >= 0.8,
  );
  if (title == null) return null;
  const series = `${title.issuers.join('')}${KIND.exec(title.text)?.[0] ?? ''}`;
  return {
    from: Math.min(title.from, index),
    bodyFrom: Math.max(title.to, index + 1),
    docNo: `${series}${number}`,
    damaged: false,
    numberIndex: index,
    title,
  };
}

function headOf(text: string, index: number, profile: CityProfile): Head | null {
  const match = HEAD.exec(text);
  const issuers = issuersInLine(match?.[1] ?? text, profile);
  return issuers.length === 0 ? null : { text, issuers, index };
}

/**
 * The head above a number: on one line, or organs and kind on lines of their own; `kind` is the kind that stands behind
 * the number, if any.
 */
function headAbove(lines: readonly ClassifiedLine[], index: number, kind: string, profile: CityProfile): Head | null {
  let text = kind;
  for (let at = index - 1, seen = 0; at >= 0 && seen < LOOK_ABOVE; at -= 1) {
    const line = lines[at];
    if (line === undefined || line.text === '') continue;
    const { compact } = line;
    seen += 1;
    if (text === '' && !KIND.test(compact)) return null;
    text = compact + text;
    const head = headOf(text, at, profile);
    if (head !== null) return head;
    if (line.issuers.length === 0 && !/^(?:令|公告|通告)$/.test(compact)) return null;
  }
  return null;
}

/** Title and organ above a number whose head names no organ. */
function unnamedHead(lines: readonly ClassifiedLine[], index: number, docNo: string, floor: number): Boundary | null {
  const above = nearestAbove(lines, index, floor);
  const line = lines[above];
  if (line === undefined || !endsLikeTitle(line.compact) || /[。；：]/.test(line.compact)) return null;
  const next = nearestAbove(lines, above, floor);
  const issuers = lines[next]?.issuers ?? [];
  const from = issuers.length > 0 ? next : above;
  const title = { from: above, to: above + 1, text: line.compact, issuers, confidence: 0.9 };
  return {
    from,
    bodyFrom: index + 1,
    docNo: `${/^政府/.test(docNo) ? (issuers[0] ?? '').replace(/(?:人民)?政府$/, '') : ''}${docNo}`,
    damaged: false,
    numberIndex: index,
    title,
  };
}

function nearestAbove(lines: readonly ClassifiedLine[], from: number, floor: number): number {
  let at = from - 1;
  while (at >= floor && lines[at]?.text === '') at -= 1;
  return at >= floor ? at : -1;
}

/** A whole title of the same organs above the head: `某局关于…的公告` over `某局公告2018年第41号`. */
function titleOver(
  lines: readonly ClassifiedLine[],
  head: Head,
  floor: number,
  profile: CityProfile,
): FoundTitle | null {
  const title = titleAbove(lines, head.index, floor, profile);
  if (title === null || title.confidence < 1 || !KIND.test(title.text)) return null;
  return title.issuers.every((name) => head.issuers.includes(name)) && title.issuers.length > 0 ? title : null;
}

function titleOfOrder(lines: readonly ClassifiedLine[], index: number, head: Head, profile: CityProfile): FoundTitle {
  const below = titleBelow(lines, index + 1, profile);
  if (below !== null) return { ...below, issuers: below.issuers.length > 0 ? below.issuers : head.issuers };
  const text = lines
    .slice(index + 1, index + 8)
    .map((line) => line.compact)
    .join('');
  const own = KIND.test(head.text) ? head.text : `${head.text}${lines[index]?.order?.number ?? ''}`;
  const issued = /^《([^》]{4,60})》(?:已经?|业经|经)/.exec(text)?.[1];
  return { from: index, to: index + 1, text: issued ?? own, issuers: head.issuers, confidence: 0.9 };
}
