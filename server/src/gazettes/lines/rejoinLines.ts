import { isBareHeading } from '../blocks/numbering';
import type { ClassifiedLine } from './classifyLines';
import { joinText, tidyProse } from './joinText';
import { stripWhitespace } from './stripWhitespace';

/** Lines that belong together, as one text. */
export interface Paragraph {
  text: string;
  /** First and last source line, 1-based. */
  from: number;
  to: number;
}

const SENTENCE_END = /[。！？；：;:!?][”’"）)】》]*$/;
const OPEN_END = /[，、,（(《〈“‘\-—]$/;
/** Lines this wide (in Chinese characters) were never wrapped by a page. */
const UNWRAPPED = 60;
/** A column of running text is not narrower than this; narrower lines are lists and tables. */
const NARROWEST = 15;
/** A line that ends a sentence within this of the margin may be followed by more of the same paragraph. */
const MARGIN = 0.6;
/** Letter widths differ between fonts, so a line without an end counts as full from this share of the margin. */
const FULL_SHARE = 0.8;
const NEIGHBOURS = 5;
/** A shorter piece of prose without an end is a heading or an entry, not a torn sentence. */
const SHORTEST_TORN = 15;

/** Width in Chinese characters: half for Latin letters, digits and spaces. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += char.codePointAt(0)! < 0x2000 ? 0.5 : 1;
  return width;
}

/** A name, a space, a post: `李 明 市财政局副局长` (领导小组 rosters). */
const ROSTER_LINE = /^[\u4e00-\u9fa5](?: ?[\u4e00-\u9fa5]){1,3} [\u4e00-\u9fa5（()）、“”]{4,40}$/;

/** Whether a line opens something new whatever stands before it. */
export function startsAnew({ text, compact, ...line }: ClassifiedLine): boolean {
  return (
    line.numbering !== null ||
    line.chapter !== null ||
    line.annexMark ||
    line.annexList ||
    line.releaseNote ||
    isBareHeading(compact) ||
    /^(?:——|—(?=[\u4e00-\u9fa5])|[●◆■▲★□○])/.test(compact) ||
    /^(?:说明|备注|注|责任单位|责任领导|牵头单位|配合单位|完成时限|时间|地点|组长|副组长|成员|主任|副主任|总指挥|副总指挥|指挥长)[：:]/.test(
      compact,
    ) ||
    /^(?:表|图|专栏)\s?\d+/.test(text) ||
    ROSTER_LINE.test(text)
  );
}

/** Unclosed 《, （ or “ at a line's end: the rest is on the next line. */
function isUnclosed(text: string): boolean {
  const balance = (open: RegExp, close: RegExp): number =>
    (text.match(open)?.length ?? 0) - (text.match(close)?.length ?? 0);
  return balance(/《/g, /》/g) > 0 || balance(/[（(]/g, /[）)]/g) > 0 || balance(/“/g, /”/g) > 0;
}

interface Joiner {
  filled: ClassifiedLine[];
  widths: number[];
}

/** The margin around a line: the widest of its neighbours, which is the column's width in a wrapped text. */
function marginAt({ widths }: Joiner, index: number): number {
  const around = widths.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1).sort((a, b) => b - a);
  return around[Math.min(1, around.length - 1)] ?? 0;
}

function continues(joiner: Joiner, index: number, text: string): boolean {
  const next = joiner.filled[index + 1];
  if (next === undefined || startsAnew(next)) return false;
  const compact = stripWhitespace(text);
  const line = joiner.filled[index];
  if (line === undefined || line.annexMark || line.releaseNote || isBareHeading(compact)) return false;
  // Organs one below the other are a list, however full the line.
  if (line.issuers.length > 0 && (next.issuers.length > 0 || (text === line.text && !OPEN_END.test(compact))))
    return false;
  if (next.issuers.length > 0 && SENTENCE_END.test(compact)) return false;
  if (OPEN_END.test(compact)) return true;
  if (isUnclosed(text)) return text.length < 400;
  const width = joiner.widths[index] ?? 0;
  const margin = marginAt(joiner, index);
  const ends = SENTENCE_END.test(compact);
  if (next.afterPage && !ends && /[，。；]/.test(compact) && !/\t/.test(text + next.text)) return true;
  if (margin <= UNWRAPPED) {
    if (margin < NARROWEST) return false;
    return ends ? width >= margin - MARGIN && !/[：:]$/.test(compact) : width >= margin * FULL_SHARE;
  }
  if (ends) return false;
  return isTorn(text, next.text);
}

/** In a text that is not wrapped, a page or column broke this sentence: prose, without an end, going on in prose. */
function isTorn(text: string, next: string): boolean {
  if (/\t/.test(text) || /\t/.test(next) || text.length < SHORTEST_TORN) return false;
  const prose = /[，。；、]/.test(text) || text.length >= SHORTEST_TORN + 4;
  return (
    prose &&
    /[，。；]/.test(next) &&
    !/^[\u4e00-\u9fa5（）()、]{4,40}(?:局|委|会|院|中心|办公室|支队|府)(?:[（(][^（）()]*[）)])?$/.test(
      stripWhitespace(text),
    )
  );
}

/**
 * Joins the lines of running text that pages, columns and narrow margins broke, and takes out the spaces the joining
 * left. Blank lines are no paragraph ends by themselves: some gazettes print one after every line.
 */
export function rejoinLines(lines: readonly ClassifiedLine[]): Paragraph[] {
  const filled = lines.filter((line) => line.text !== '');
  const joiner: Joiner = { filled, widths: filled.map((line) => widthOf(line.text)) };
  const paragraphs: Paragraph[] = [];
  let current: Paragraph | null = null;
  filled.forEach((line, index) => {
    const text = line.text.replace(/\t+/g, ' ');
    if (current === null) current = { text, from: line.no, to: line.no };
    else current = { text: joinText(current.text, text), from: current.from, to: line.no };
    if (continues(joiner, index, current.text.length > 500 ? text : current.text)) return;
    paragraphs.push({ ...current, text: tidyProse(current.text) });
    current = null;
  });
  return paragraphs;
}
