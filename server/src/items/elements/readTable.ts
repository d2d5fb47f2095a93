import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { AppError } from '../../errors';

/** A row of a table: its number as the person sees it (the header is row 1), and its cells by header. */
export interface TableRow {
  row: number;
  cells: Map<string, string>;
}

const MOST_ROWS = 5000;

/** Text of a CSV file: UTF-8 when it is valid, else GB18030 as Chinese Excel saves it. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

async function gridOf(bytes: Uint8Array, format: 'csv' | 'xlsx'): Promise<string[][]> {
  if (format === 'csv') {
    return parse(decode(bytes), { bom: true, relax_column_count: true, skip_empty_lines: false });
  }
  const sheet = await readSheet(Buffer.from(bytes));
  return sheet.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
}

/**
 * Reads the first table of a file.
 * @throws AppError `invalid_input` when the file is no such table
 */
export async function readTable(bytes: Uint8Array, format: 'csv' | 'xlsx'): Promise<TableRow[]> {
  let grid: string[][];
  try {
    grid = await gridOf(bytes, format);
  } catch (cause) {
    throw new AppError('invalid_input', { detail: `不是有效的 ${format.toUpperCase()} 表格`, cause });
  }
  const [header, ...body] = grid;
  if (header === undefined || body.length === 0) throw new AppError('invalid_input', { detail: '表格里没有内容' });
  if (body.length > MOST_ROWS) throw new AppError('invalid_input', { detail: `表格超过 ${MOST_ROWS} 行` });
  const names = header.map((name) => name.trim());
  return body.flatMap((cells, i) => {
    const filled = cells.map((cell) => cell.trim());
    if (filled.every((cell) => cell === '')) return [];
    return [{ row: i + 2, cells: new Map(names.map((name, at) => [name, filled[at] ?? ''])) }];
  });
}
