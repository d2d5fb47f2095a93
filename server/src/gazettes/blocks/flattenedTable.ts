import type { ClassifiedLine } from '../lines/classifyLines';
import { joinText } from '../lines/joinText';
import { stripWhitespace } from '../lines/stripWhitespace';
import type { FoundTable } from './foundTable';

const HEADER = /^序号 \S+(?: \S+)+$/;
const MAX_GAP = 3;
const MAX_ROW_LINES = 30;

/**
 * A table whose cells extraction wrote one after another: a header line `序号 …`, then rows that begin with the next
 * number (`4 名称 类型 部门`, or the number, the name over several lines, and the short cells last). The cells after the
 * second column hold no space, so they are taken from the row's end; what is left is the second column. Null when the
 * line is no such header.
 */
export function flattenedTable(lines: readonly ClassifiedLine[], from: number): FoundTable | null {
  const title = lines[from]?.text ?? '';
  if (!HEADER.test(title)) return null;
  const header = title.split(' ');
  const rows: Row[] = [];
  let to = from + 1;
  for (let index = from + 1; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.text === '') continue;
    if (line.compact === stripWhitespace(title)) continue;
    const last = rows.at(-1);
    const started = startRow(line, last?.number ?? 0);
    if (started !== null) rows.push(started);
    else if (
      last === undefined ||
      isComplete(last, rows.slice(0, -1), header.length) ||
      last.lines.length >= MAX_ROW_LINES
    )
      break;
    else last.lines.push(line);
    to = index + 1;
  }
  if (rows.length < 2) return null;
  return {
    from,
    to,
    header,
    rows: rows.map((row) => cellsOf(row, header.length)),
    rowLines: rows.map((row) => row.lines[0]?.no ?? 0),
  };
}

interface Row {
  number: number;
  lines: ClassifiedLine[];
}

/** A line begins a row when it opens with a number that follows the last one, alone or before a space. */
function startRow(line: ClassifiedLine, last: number): Row | null {
  const match = /^(\d{1,4})(?: (.+))?$/.exec(line.text);
  if (!match) return null;
  const number = Number(match[1]);
  if (number <= last || number > last + MAX_GAP) return null;
  return { number, lines: [{ ...line, text: match[2] ?? '' }] };
}

const tokensOf = (row: Row): string[] =>
  row.lines.flatMap((line) => line.text.split(' ')).filter((token) => token !== '');

/**
 * A row has all its cells when its last line brings the short ones and they are words those columns have held before;
 * a name may hold a space of its own (`累计 3 个月以上备案`).
 */
function isComplete(row: Row, before: readonly Row[], columns: number): boolean {
  const tail = (each: Row): string[] => tokensOf(each).slice(-(columns - 2));
  const short = (row.lines.at(-1)?.text ?? '').split(' ').filter((token) => token !== '');
  if (tokensOf(row).length < columns - 1 || short.length < columns - 2) return false;
  return before.length < 2 || before.some((each) => tail(each)[0] === tail(row)[0]);
}

function cellsOf(row: Row, columns: number): string[] {
  const tokens = tokensOf(row);
  const tail = tokens.slice(Math.max(1, tokens.length - (columns - 2)));
  const name = tokens.slice(0, tokens.length - tail.length).reduce(joinText, '');
  return [
    String(row.number),
    name,
    ...tail,
    ...Array.from({ length: Math.max(0, columns - 2 - tail.length) }, () => ''),
  ];
}
