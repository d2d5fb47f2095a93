import { AppError } from '../../errors';

/** A cell of a table with the columns and rows it covers. */
export interface GridCell {
  text: string;
  columns: number;
  rows: number;
}

const MAX_COLUMNS = 200;
const MAX_CELLS = 200_000;
/** A head of more rows is no head. */
const MAX_HEAD = 3;

interface Square {
  text: string;
  cell: GridCell;
  /** The cell begins in this column; else it reaches in from the left. */
  first: boolean;
}

/**
 * A table as lines, one a row, tabs between the cells. A cell over several rows is repeated in each, so that every row
 * is whole; one over several columns leaves the others empty. A head of several rows becomes one, with the upper words
 * before the lower ones (`收费标准 白天`).
 * @throws AppError `payload_too_large` for more cells than a document has
 */
export function tableLines(rows: readonly (readonly GridCell[])[]): string[] {
  const grid = squaresOf(rows);
  const width = Math.max(0, ...grid.map((row) => row.length));
  const titles = grid.findIndex((row) => (row[0]?.cell.columns ?? 1) < width || width === 1);
  const from = Math.max(titles, 0);
  const head = headRows(grid.slice(from), width);
  const lines = grid.slice(0, from).map(rowLine);
  if (head > 1) lines.push(headLine(grid.slice(from, from + head), width));
  return [...lines, ...grid.slice(head > 1 ? from + head : from).map(rowLine)];
}

const clean = (text: string): string => text.replace(/\s+/g, ' ').trim();

function squaresOf(rows: readonly (readonly GridCell[])[]): (Square | undefined)[][] {
  const grid: (Square | undefined)[][] = rows.map(() => []);
  let cells = 0;
  rows.forEach((row, at) => {
    let column = 0;
    for (const cell of row) {
      while (grid[at]?.[column] !== undefined) column += 1;
      const text = clean(cell.text);
      const down = Math.min(Math.max(cell.rows, 1), rows.length - at);
      const across = Math.max(cell.columns, 1);
      cells += down * across;
      if (cells > MAX_CELLS || column + across > MAX_COLUMNS)
        throw new AppError('payload_too_large', { detail: `表格太大（超过 ${MAX_COLUMNS} 列或 ${MAX_CELLS} 格）` });
      for (let r = 0; r < down; r += 1)
        for (let c = 0; c < across; c += 1) {
          const target = grid[at + r];
          if (target !== undefined) target[column + c] ??= { text, cell, first: c === 0 };
        }
      column += across;
    }
  });
  return grid;
}

const rowLine = (row: readonly (Square | undefined)[]): string =>
  Array.from(row, (square) => (square?.first ? square.text : '')).join('\t');

/** How many rows the head has: those of its cells that reach down beside a cell that is divided below. */
function headRows(grid: readonly (readonly (Square | undefined)[])[], width: number): number {
  const first = grid[0] ?? [];
  const depth = Math.max(1, ...first.map((square) => square?.cell.rows ?? 1));
  const divided = first.some((square) => square !== undefined && square.cell.columns > 1 && square.cell.rows < depth);
  const whole = first.length === width && first.every((square) => square !== undefined && square.text !== '');
  const reaching = first.every((square) => square?.cell.rows === depth || (square?.cell.columns ?? 1) > 1);
  return divided && whole && reaching && depth <= MAX_HEAD && grid.length > depth ? depth : 1;
}

function headLine(rows: readonly (readonly (Square | undefined)[])[], width: number): string {
  return Array.from({ length: width }, (_, column) => {
    const words = rows.map((row) => row[column]?.text ?? '').filter((text) => text !== '');
    return [...new Set(words)].join(' ');
  }).join('\t');
}
