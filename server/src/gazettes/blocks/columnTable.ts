import type { ClassifiedLine } from '../lines/classifyLines';
import { joinText } from '../lines/joinText';
import { widthOf } from '../lines/rejoinLines';
import { assignCells, columnWidths, LONGEST_ROW, type AssignedRow, type ColumnKind, type Widths } from './assignCells';
import type { FoundTable } from './foundTable';
import { repeatedHead, tableHead } from './tableHead';

const MAX_GAP = 3;
const MIN_ROWS = 3;
/** A line of a cell is not wider; prose of a text that is not wrapped is. */
const WIDEST_CELL = 45;
/** Average cost of a line up to which a cut is believed, and the share of rows that may be unsure. */
const BELIEVED_COST = 0.8;
const UNSURE_SHARE = 0.1;

interface CellLine {
  text: string;
  index: number;
}

interface Row {
  number: number;
  index: number;
  /** True when the number stood alone on its line. */
  alone: boolean;
  /** True when cells followed on the number's own line: the row is flattened, not column by column. */
  inline: boolean;
  lines: CellLine[];
}

/**
 * A table whose cells extraction wrote below each other, each over one or more lines: a head, then row by row with the
 * number alone on its line, or column by column. Which lines belong to which column is told by the columns' widths.
 * When no cut fits clearly the lines stay as printed and the table is marked as undetermined. Null when there is none.
 */
export function columnTable(lines: readonly ClassifiedLine[], from: number): FoundTable | null {
  const head = tableHead(lines, from);
  if (head === null || head.header.length < 3) return null;
  const rows = readRows(lines, head.to, head.header);
  if (rows.length < MIN_ROWS) return null;
  if (rows.slice(0, -1).every((row) => row.lines.length === 0)) return columnByColumn(lines, from, head.header, rows);
  if (rows.some((row) => row.inline) || rows.filter((row) => row.alone).length * 2 < rows.length) return null;
  return rowByRow(lines, from, head.header, rows);
}

function rowByRow(lines: readonly ClassifiedLine[], from: number, header: string[], rows: Row[]): FoundTable {
  const kinds = header.slice(1).map((name) => ({ organs: /单位|部门|机关|主体|主管/.test(name) }));
  const whole = rows.slice(0, -1);
  const widths = columnWidths(whole.map(textsOf), kinds);
  const last = rows.at(-1);
  if (widths === null || last === undefined) return undetermined(lines, from, header, rows);
  last.lines = withoutTail(last, widths, kinds);
  const assigned = rows.map((row) => assignCells(textsOf(row), widths, kinds));
  const doubtful = rows.filter((_, at) => !isBelieved(assigned[at]));
  if (doubtful.length > rows.length * UNSURE_SHARE) return undetermined(lines, from, header, rows);
  return {
    from,
    to: endOf(rows),
    header,
    rows: rows.map((row, at) => [String(row.number), ...(assigned[at]?.cells ?? []).map(textOfCell)]),
    rowLines: rows.map((row) => lines[row.index]?.no ?? 0),
    doubtfulLines: doubtful.map((row) => lines[row.index]?.no ?? 0),
  };
}

const textsOf = (row: Row): string[] => row.lines.map((line) => line.text);
const textOfCell = (cell: readonly string[]): string => cell.reduce(joinText, '');
const isBelieved = (row: AssignedRow | undefined): boolean =>
  row !== undefined && row.sure && row.cost <= BELIEVED_COST;
const endOf = (rows: readonly Row[]): number => (rows.at(-1)?.lines.at(-1)?.index ?? rows.at(-1)?.index ?? 0) + 1;

/** The rows below a head: each begins with the next number; heads repeated on later pages are left out. */
function readRows(lines: readonly ClassifiedLine[], from: number, header: readonly string[]): Row[] {
  const rows: Row[] = [];
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.text === '') continue;
    const { text } = line;
    const repeated = repeatedHead(lines, index, header);
    if (repeated !== null) {
      index = repeated - 1;
      continue;
    }
    if (endsTable(line)) break;
    const last = rows.at(-1);
    const started = startRow(text, index, last?.number ?? 0);
    if (started !== null) rows.push(started);
    else if (last === undefined || last.lines.length >= LONGEST_ROW) break;
    else last.lines.push({ text, index });
  }
  return rows;
}

function endsTable({ text, numbering, cells, annexMark, releaseNote }: ClassifiedLine): boolean {
  const rank = numbering?.rank;
  return (
    rank === 'chapter' ||
    rank === 'article' ||
    annexMark ||
    releaseNote ||
    cells !== null ||
    /^(?:附?表|专栏)\s?\d+/.test(text) ||
    widthOf(text) > WIDEST_CELL
  );
}

function startRow(text: string, index: number, last: number): Row | null {
  const match = /^(\d{1,3})(?: ([^\d年月%].*))?$/.exec(text);
  if (!match) return null;
  const number = Number(match[1]);
  if (number <= last || number > last + MAX_GAP) return null;
  const [, , rest] = match;
  if (rest === undefined) return { number, index, alone: true, inline: false, lines: [] };
  return { number, index, alone: false, inline: rest.includes(' '), lines: [{ text: rest, index }] };
}

/** The lines of the last row without the text below the table: as many as still fit the columns. */
function withoutTail(row: Row, widths: Widths, kinds: readonly ColumnKind[]): CellLine[] {
  if (widths.includes(Infinity)) return row.lines.slice(0, kinds.length);
  for (let count = row.lines.length; count > kinds.length; count -= 1) {
    const lines = row.lines.slice(0, count);
    if (
      isBelieved(
        assignCells(
          lines.map((line) => line.text),
          widths,
          kinds,
        ),
      )
    )
      return lines;
  }
  return row.lines;
}

/** All numbers first, then the other columns one after another, every cell on one line: only read when it comes out even. */
function columnByColumn(lines: readonly ClassifiedLine[], from: number, header: string[], rows: Row[]): FoundTable {
  const cells = rows.at(-1)?.lines ?? [];
  const columns = header.length - 1;
  if (cells.length !== columns * rows.length) return undetermined(lines, from, header, rows);
  const cell = (row: number, column: number): string => cells[column * rows.length + row]?.text ?? '';
  return {
    from,
    to: endOf(rows),
    header,
    rows: rows.map((row, at) => [
      String(row.number),
      ...Array.from({ length: columns }, (_, column) => cell(at, column)),
    ]),
    rowLines: rows.map((row) => lines[row.index]?.no ?? 0),
  };
}

/** A table is there but its columns cannot be told: its lines in the order of the source, for a person to look at. */
function undetermined(
  lines: readonly ClassifiedLine[],
  from: number,
  header: string[],
  rows: readonly Row[],
): FoundTable {
  const to = endOf(rows);
  const filled = lines.slice(from, to).filter((line) => line.text !== '');
  return {
    from,
    to,
    header,
    rows: [],
    rowLines: [],
    asPrinted: filled.map((line) => line.text),
    doubtfulLines: rows.map((row) => lines[row.index]?.no ?? 0),
  };
}
