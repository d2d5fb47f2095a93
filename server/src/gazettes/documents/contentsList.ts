import type { ContentsEntry, Furniture, SourceLine } from '../types';
import { stripWhitespace } from '../lines/stripWhitespace';
import { endsLikeTitle } from '../fields/kindOf';
import { parseNumberLine } from './docNumber';

export interface ContentsList {
  entries: ContentsEntry[];
  /** The lines without cover and contents: where the documents are. */
  body: SourceLine[];
  furniture: Furniture[];
}

interface OneList {
  entries: ContentsEntry[];
  /** Index of its first line. */
  from: number;
  /** Index after the last entry. */
  to: number;
}

const HEADING = /^(?:[（(【[]?[目日曰][录次泉求][）)】\]]?|本期目录|CONTENTS)$/i;
/** Dotted leaders, dashes or blanks, then the page. */
const LEADERS = /[\s.…·•．・⋯_-]*$/;
const PAGE_TAIL = /(?:[.…·•．・⋯]{2,}|\s+|(?<=号)[.…·•]*)[（(]?\s*(\d{1,4})\s*[）)]?$/;
const LOOK_AHEAD = 6;
const SEARCHED_LINES = 400;
const FEWEST_ENTRIES = 3;
const LONGEST_COVER = 60;

interface Tail {
  head: string;
  page: number;
}

/** Splits `朔政发〔2022〕8号..... 12` or `关于…的通知 12` into its words and the page; null when no page ends the line. */
function pageTail(text: string): Tail | null {
  const match = PAGE_TAIL.exec(text);
  if (!match) return null;
  const head = text.slice(0, match.index).replace(LEADERS, '').trim();
  const leaders = /[.…·•．・⋯]{2,}/.test(text);
  if (!leaders && parseNumberLine(head) === null && !endsLikeTitle(stripWhitespace(head)) && !endsInNumber(head))
    return null;
  return { head, page: Number(match[1]) };
}

function endsInNumber(head: string): boolean {
  return parseNumberLine(numberAtEnd(head)) !== null;
}

/** The last part of a line that may be a document number, e.g. `关于…的通知 朔政发〔2022〕8号` → `朔政发〔2022〕8号`. */
function numberAtEnd(text: string): string {
  return /[\u4e00-\u9fa5]{2,10}\s*[〔[【（(]\s*\d{4}\s*[〕\]】）)]\s*\d+\s*号$/.exec(text)?.[0] ?? '';
}

/**
 * The printed contents lists (目录): titles over one or more lines, a document number or none, the page. Absent in some
 * gazettes; several issues bound in one file have one each. They are a second witness of titles and numbers, never the
 * only one. A list of chapters inside a document is none.
 */
export function findContents(lines: readonly SourceLine[]): ContentsList {
  const found: ContentsList = { entries: [], body: [], furniture: [] };
  const hasHeading = lines.slice(0, SEARCHED_LINES).some((line) => HEADING.test(line.compact));
  const lost = hasHeading ? null : listWithoutHeading(lines);
  const drop = (dropped: readonly SourceLine[], kind: 'cover' | 'contents'): void => {
    for (const line of dropped) if (line.text !== '') found.furniture.push({ line: line.no, kind });
  };
  if (lost !== null) {
    drop(lines.slice(0, lost.from), 'cover');
    drop(lines.slice(lost.from, lost.to), 'contents');
    found.entries.push(...lost.entries);
  }
  for (let index = lost?.to ?? 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) continue;
    const list = HEADING.test(line.compact) ? readList(lines, index + 1) : null;
    if (list !== null && namesDocuments(list.entries)) {
      if (found.entries.length === 0 && isCover(found.body)) {
        drop(found.body, 'cover');
        found.body.length = 0;
      }
      drop(lines.slice(index, list.to), 'contents');
      found.entries.push(...list.entries);
      index = list.to - 1;
    } else found.body.push(line);
  }
  return found;
}

/** A cover holds names, numbers and dates; a text before the contents list is kept. */
function isCover(lines: readonly SourceLine[]): boolean {
  const filled = lines.filter((line) => line.text !== '');
  return filled.length <= LONGEST_COVER && !filled.some((line) => /[。；]$/.test(line.compact));
}

/** A list whose heading was lost or misread: several entries with documents' names one after another near the top. */
function listWithoutHeading(lines: readonly SourceLine[]): OneList | null {
  let best: OneList | null = null;
  for (let index = 0; index < Math.min(lines.length, SEARCHED_LINES); index += 1) {
    const list = readList(lines, index);
    if (list.entries.length < (best?.entries.length ?? FEWEST_ENTRIES)) {
      if (best !== null) break;
    } else if (namesDocuments(list.entries)) best = list;
  }
  return best;
}

function readList(lines: readonly SourceLine[], from: number): OneList {
  const entries: ContentsEntry[] = [];
  let pending: SourceLine[] = [];
  let to = from;
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.text === '') continue;
    const tail = pageTail(line.text);
    if (tail === null) {
      pending.push(line);
      if (pending.length >= LOOK_AHEAD) break;
      continue;
    }
    entries.push(entryOf([...pending.map((part) => part.text), tail.head], tail.page, (pending[0] ?? line).no));
    pending = [];
    to = index + 1;
  }
  return { entries, from, to };
}

const NAMES_DOCUMENT = /关于|印发|转发|公布|任免|政府令/;

/** Most entries carry a document number or a title about something: no list of chapters. */
function namesDocuments(entries: readonly ContentsEntry[]): boolean {
  const named = entries.filter(
    (entry) => entry.docNo !== null || (NAMES_DOCUMENT.test(entry.title) && endsLikeTitle(entry.title)),
  );
  return named.length * 2 > entries.length;
}

function entryOf(parts: string[], page: number, line: number): ContentsEntry {
  const last = parts.at(-1) ?? '';
  const whole = parseNumberLine(last);
  if (whole) return { title: stripWhitespace(parts.slice(0, -1).join('')), docNo: whole.docNo, page, line };
  const merged = numberAtEnd(last);
  const docNo = merged === '' ? null : (parseNumberLine(merged)?.docNo ?? null);
  const title = stripWhitespace(
    [...parts.slice(0, -1), docNo === null ? last : last.slice(0, -merged.length)].join(''),
  );
  return { title: title.replace(/^[【［[][^】\]］]{2,14}[】\]］]/, ''), docNo, page, line };
}
