import { parse } from 'csv-parse/sync';
import { AppError } from '../../errors';
import { runIsolated, type IsolationLimits } from '../../untrusted';
import { CODE_COLUMNS, PHONE_COLUMNS } from './columns';
import { readWorkbook } from './readWorkbook';
import { MOST_COLUMNS, MOST_ROWS, PROBLEMS, textCell, type Cell } from './tableGrid';

/** A row of a table: its number as the person sees it (the header is row 1), and its cells by header. */
export interface TableRow {
  row: number;
  cells: Map<string, string>;
  /** Cells that cannot be taken as text, by header. */
  problems: Map<string, string>;
}

export interface TableFile {
  bytes: Uint8Array;
  format: 'csv' | 'xlsx';
}

const LIMITS: IsolationLimits = { time: 30_000, memory: 512, output: 32 * 1024 * 1024 };

/** Text of a CSV file: UTF-8 when it is valid, else GB18030 as Chinese Excel saves it. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function readCsv(bytes: Uint8Array): Cell[][] {
  const options = { bom: true, relax_column_count: true, skip_empty_lines: false, to: MOST_ROWS + 2 };
  return parse(decode(bytes), options).map((row) => row.slice(0, MOST_COLUMNS + 1).map(textCell));
}

/**
 * Reads the first table of a file, in this process: `readTable` does it where a file can do no harm.
 * @throws AppError `invalid_input` when the file is no such table
 */
export async function readTableHere({ bytes, format }: TableFile): Promise<TableRow[]> {
  let grid: Cell[][];
  try {
    grid = format === 'csv' ? readCsv(bytes) : await readWorkbook(bytes);
  } catch (cause) {
    if (cause instanceof AppError && cause.code !== 'unsupported_media_type') throw cause;
    throw new AppError('invalid_input', { detail: `不是有效的 ${format.toUpperCase()} 表格`, cause });
  }
  const [header, ...body] = grid;
  if (header === undefined || body.length === 0) throw new AppError('invalid_input', { detail: '表格里没有内容' });
  if (body.length > MOST_ROWS) throw new AppError('invalid_input', { detail: `表格超过 ${MOST_ROWS} 行` });
  if (grid.some((row) => row.length > MOST_COLUMNS))
    throw new AppError('invalid_input', { detail: `表格超过 ${MOST_COLUMNS} 列` });
  const names = header.map((cell) => ('text' in cell ? cell.text : ''));
  const repeated = names.find((name, at) => name !== '' && names.indexOf(name) !== at);
  if (repeated !== undefined) throw new AppError('invalid_input', { detail: `表头有两列都叫“${repeated}”` });
  return body.flatMap((cells, index) => rowOf(index + 2, names, cells));
}

/** A code stored as a number, or a telephone number with the length of one that has an area code. */
function losesZeros(column: string, { text, isNumber }: { text: string; isNumber?: true }): boolean {
  if (isNumber !== true) return false;
  return CODE_COLUMNS.includes(column) || (PHONE_COLUMNS.includes(column) && /^(?:\d{9,10}|[2-9]\d{10})$/.test(text));
}

function rowOf(row: number, names: readonly string[], cells: readonly Cell[]): TableRow[] {
  if (cells.every((cell) => 'text' in cell && cell.text === '')) return [];
  const result: TableRow = { row, cells: new Map(), problems: new Map() };
  names.forEach((name, at) => {
    const cell = cells[at] ?? { text: '' };
    if ('text' in cell && !losesZeros(name, cell)) result.cells.set(name, cell.text);
    else result.problems.set(name || `第 ${at + 1} 列`, 'problem' in cell ? cell.problem : PROBLEMS.zeros);
  });
  return [result];
}

/**
 * Reads the first table of a file from outside, in a child process with limits.
 * @throws AppError `invalid_input` when the file is no such table, and as runIsolated says
 */
export async function readTable(bytes: Uint8Array, format: 'csv' | 'xlsx'): Promise<TableRow[]> {
  const rows = await runIsolated<TableRow[]>('readTable', { bytes, format } satisfies TableFile, LIMITS);
  return rows.map(({ row, cells, problems }) => ({ row, cells: new Map(cells), problems: new Map(problems) }));
}
