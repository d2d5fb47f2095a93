import type { SourceLine } from '../types';
import { withText } from './splitLines';

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
const RULE = /^[-—_=*~━─═]{3,}$/;
/** What a web page prints around a document. */
const WEB_PAGE = /^(?:发布时间|发布日期|信息来源|来源|浏览次数|阅读次数|访问次数|点击数|[【[]?字体)[：:】\]].{0,60}$/;
const IMAGE = /^!\[[^\]]*\]\([^)]*\)$/;

/** Whether a compact line is page furniture (页码, 书眉, 栏目): it belongs to the page, not to a document. */
export function isFurniture(compact: string): boolean {
  if (compact === '' || compact.length > 48) return false;
  return (
    PAGE_MARK.test(compact) ||
    PAGE_OF.test(compact) ||
    RUNNING_HEADER.test(compact) ||
    SECTION_HEADING.test(compact) ||
    RULE.test(compact) ||
    WEB_PAGE.test(compact) ||
    IMAGE.test(compact)
  );
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

/** Drops page furniture; a header caught inside a line is cut out of it. Line numbers stay those of the source. */
export function removeFurniture(lines: readonly SourceLine[]): SourceLine[] {
  const repeated = repeatedNextToMarks(lines);
  const furniture = lines.map((line) => {
    return isFurniture(line.compact) || (line.compact !== '' && repeated.has(headerShape(line)));
  });
  const kept: SourceLine[] = [];
  let afterPage = false;
  lines.forEach((line, index) => {
    if (furniture[index] || (BARE_NUMBER.test(line.text) && besideRunningHeader(lines, furniture, index))) {
      afterPage ||= line.text !== '';
      return;
    }
    const text = line.text
      .replace(INLINE_HEADER, '')
      .replace(INLINE_PAGE_MARK, ' ')
      .replace(/^ +| +$/g, '');
    const cleaned = withText(line, text);
    kept.push(text !== '' && afterPage ? { ...cleaned, afterPage: true } : cleaned);
    if (text !== '') afterPage = false;
  });
  return kept;
}

function besideRunningHeader(lines: readonly SourceLine[], furniture: readonly boolean[], index: number): boolean {
  for (const step of [-1, 1]) {
    let at = index + step;
    while (lines[at] !== undefined && lines[at]?.text === '') at += step;
    const neighbour = lines[at];
    if (neighbour !== undefined && furniture[at] && RUNNING_HEADER.test(neighbour.compact)) return true;
  }
  return false;
}
