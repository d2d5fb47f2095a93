import type { Furniture, SourceLine } from '../types';
import { withText } from './splitLines';
import { pageLineOf } from './webPage';

const DASH = '[—–―\\-一－·•~_]';
/** `— 24 —`, `——18—`, `- 3 -`, and with an OCR 一 for a dash. */
const PAGE_MARK = new RegExp(`^${DASH}{1,3}[0-9OolI]{1,4}${DASH}{1,3}$`);
const PAGE_OF = /^第?\d{1,4}页?[/／]?共?\d{1,4}页$|^第\d{1,4}页$/;
/** `1/2020 朔州市人民政府公报 ·市政府文件·` in either order, with or without its parts. */
const ISSUE =
  '(?:\\d{1,2}/\\d{4}|\\d{4}/\\d{1,2}|(?:19|20)\\d{2}[.．]\\d{1,2}|\\d{4}年?第?\\d{1,2}期(?:[(（]?总第?\\d+期[)）]?)?|第\\d{1,2}期)';
const SECTION = '[·•．.∙]\\S{2,14}?(?:文件|公报|发文|任免|人事)[·•．.∙]';
const GAZETTE = '[\\u4e00-\\u9fa5]{2,14}(?:人民政府公报|政府公报|政报)';
/** A section's name without the dots; only beside an issue or the gazette's name. */
const PLAIN_SECTION =
  '(?:[省市县区]?(?:人民)?政府(?:办公[室厅])?(?:文件|规章|令)|[省市县区]?(?:级|直)?部门(?:规范性)?文件|规范性文件|人事(?:任免|信息)|大事记|政策解读|领导讲话)';
const PART = `${ISSUE}|${SECTION}|${PLAIN_SECTION}|${GAZETTE}`;
const RUNNING_HEADER = new RegExp(`^(?:\\d{1,3}[|·]?)?(?:(?:${PART})[|｜]?){2,4}\\d{0,3}$|^${SECTION}$|^${GAZETTE}$`);
const INLINE_HEADER = new RegExp(
  `${SECTION}\\s*${ISSUE}\\s*${GAZETTE}|${ISSUE}\\s*${GAZETTE}\\s*${SECTION}|${ISSUE}\\s*${GAZETTE}(?=\\s*${DASH})|(?<=\\s)${GAZETTE}\\s+${ISSUE}(?=\\s)`,
  'g',
);
const INLINE_PAGE_MARK = /(?:^|\s)—{1,2}\s*\d{1,4}\s*—{1,2}(?=\s|$)/g;
const SECTION_HEADING =
  /^[【［[](?:[^】\]］]{0,12}(?:文件|任免|人事|发布|公报|解读|大事记|目录|领导|法规|规章)[^】\]］]{0,6})[】\]］]$/;
const RULE = /^[-—_=*~━─═]{3,}$|^[★☆]{1,3}$/;
const IMAGE = /^!\[[^\]]*\]\([^)]*\)$/;

/** What page furniture (页码, 书眉, 栏目) a line without white space is; null when it may belong to a document. */
export function furnitureKind(compact: string): Furniture['kind'] | null {
  if (compact === '' || compact.length > 48) return null;
  if (PAGE_MARK.test(compact) || PAGE_OF.test(compact)) return 'page_mark';
  if (RUNNING_HEADER.test(compact)) return 'running_header';
  if (SECTION_HEADING.test(compact)) return 'section_heading';
  if (RULE.test(compact)) return 'rule';
  return IMAGE.test(compact) ? 'picture' : null;
}

/**
 * Short lines that stand right before or after a page mark again and again are this file's running headers, whatever
 * they say; numbers in them may differ from page to page.
 */
function repeatedNextToMarks(lines: readonly SourceLine[]): Set<string> {
  const filled = lines.filter((line) => line.text !== '');
  const counts = new Map<string, number>();
  filled.forEach((line, index) => {
    if (!PAGE_MARK.test(line.compact)) return;
    for (const neighbour of [filled[index - 1], filled[index + 1]]) {
      const shape = neighbour === undefined ? '' : headerShape(neighbour);
      if (shape !== '') counts.set(shape, (counts.get(shape) ?? 0) + 1);
    }
  });
  return new Set([...counts].filter(([, count]) => count >= 3).map(([shape]) => shape));
}

/** Shape of a line that may be a running header; empty for what documents print at page ends and page heads. */
function headerShape({ text, compact }: SourceLine): string {
  if (compact.length > 30 || compact.length < 4 || /[。；：，、\t]/.test(text) || NEVER_HEADER.test(compact)) return '';
  return compact.replace(/\d+/g, '#');
}

/** Signatures, dates, release notes, annex heads, numbered lines and titles also stand next to page marks again and again. */
const NEVER_HEADER =
  /(?:人民政府|办公室|办公厅|委员会|局|厅|院|中心|会|部)$|\d+年\d+月|日$|^[（(]|^附|^第[一二三四五六七八九十]|^[一二三四五六七八九十\d]+[、.．]|关于|的通知$|的通告$/;

/** A bare page number beside a removed header; elsewhere a bare number may be a table's row number. */
const BARE_NUMBER = /^\d{1,4}$/;

/** Lines without what belongs to the page, and what was taken out. */
export interface CleanedLines {
  lines: SourceLine[];
  furniture: Furniture[];
  /** The lines of a web page's metadata block. */
  metadata: SourceLine[];
}

/** Drops page furniture; a header caught inside a line is cut out of it. Line numbers stay those of the source. */
export function removeFurniture(lines: readonly SourceLine[]): CleanedLines {
  const repeated = repeatedNextToMarks(lines);
  const kinds = lines.map((line): Furniture['kind'] | null => {
    const kind = furnitureKind(line.compact) ?? pageLineOf(line);
    return kind ?? (line.compact !== '' && repeated.has(headerShape(line)) ? 'running_header' : null);
  });
  kinds.forEach((kind, index) => {
    const line = lines[index];
    if (kind !== null || line === undefined || line.text === '') return;
    const neighbours = [nearest(lines, index, -1), nearest(lines, index, 1)];
    if (neighbours.some((at) => kinds[at] === 'page_metadata')) kinds[index] = pageLineOf(line, true);
  });
  const cleaned: CleanedLines = { lines: [], furniture: [], metadata: [] };
  let afterPage = false;
  lines.forEach((line, index) => {
    const kind =
      kinds[index] ?? (BARE_NUMBER.test(line.text) && besideRunningHeader(lines, kinds, index) ? 'page_mark' : null);
    if (kind !== null) {
      cleaned.furniture.push({ line: line.no, kind });
      if (kind === 'page_metadata') cleaned.metadata.push(line);
      afterPage ||= line.text !== '';
      return;
    }
    const text = line.text
      .replace(INLINE_HEADER, '')
      .replace(INLINE_PAGE_MARK, ' ')
      .replace(/^ +| +$/g, '');
    const own = withText(line, text);
    if (text === '' && line.text !== '') cleaned.furniture.push({ line: line.no, kind: 'running_header' });
    cleaned.lines.push(text !== '' && afterPage ? { ...own, afterPage: true } : own);
    if (text !== '') afterPage = false;
  });
  return cleaned;
}

/** Index of the nearest line with text in a direction; outside the file when there is none. */
function nearest(lines: readonly SourceLine[], from: number, step: 1 | -1): number {
  let at = from + step;
  while (lines[at]?.text === '') at += step;
  return at;
}

function besideRunningHeader(
  lines: readonly SourceLine[],
  kinds: readonly (Furniture['kind'] | null)[],
  index: number,
): boolean {
  return ([-1, 1] as const).some((step) => {
    const at = nearest(lines, index, step);
    return kinds[at] != null && RUNNING_HEADER.test(lines[at]?.compact ?? '');
  });
}
