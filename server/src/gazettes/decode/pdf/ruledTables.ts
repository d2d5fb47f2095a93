import type { GridCell } from '../tableLines';
import type { Box } from './drawnPage';

/** A cell of a ruled table with its place on the page. */
export interface RuledCell extends GridCell {
  box: Box;
}

export interface RuledTable extends Box {
  rows: RuledCell[][];
}

/** Lines this close are one line. */
const NEAR = 2.5;
/** Lines that miss each other by this much still meet. */
const REACH = 4;
const MAX_LINES = 400;

interface Line {
  at: number;
  from: number;
  to: number;
}

/** Lines of one direction, those in one place joined to one. */
function joined(lines: Line[]): Line[] {
  const result: Line[] = [];
  for (const line of [...lines].sort((a, b) => a.at - b.at || a.from - b.from)) {
    const same = result.find(
      (other) => Math.abs(other.at - line.at) <= NEAR && line.from <= other.to + REACH && line.to >= other.from - REACH,
    );
    if (same === undefined) result.push({ ...line });
    else {
      same.from = Math.min(same.from, line.from);
      same.to = Math.max(same.to, line.to);
    }
  }
  return result;
}

const meets = (across: Line, down: Line): boolean =>
  down.at >= across.from - REACH &&
  down.at <= across.to + REACH &&
  across.at >= down.from - REACH &&
  across.at <= down.to + REACH;

/** Groups of lines that touch one another: one group a table. */
function groupsOf(across: readonly Line[], down: readonly Line[]): { across: Line[]; down: Line[] }[] {
  const groups: { across: Line[]; down: Line[] }[] = [];
  const left = new Set(down);
  const waiting = new Set(across);
  while (waiting.size > 0) {
    const [first] = waiting;
    if (first === undefined) break;
    waiting.delete(first);
    const group = { across: [first], down: [] as Line[] };
    for (let grew = true; grew;) {
      grew = false;
      for (const line of left)
        if (group.across.some((other) => meets(other, line))) {
          group.down.push(line);
          left.delete(line);
          grew = true;
        }
      for (const line of waiting)
        if (group.down.some((other) => meets(line, other))) {
          group.across.push(line);
          waiting.delete(line);
          grew = true;
        }
    }
    groups.push(group);
  }
  return groups;
}

/** Distinct places of lines, those near each other as one. */
function places(values: readonly number[]): number[] {
  const result: number[] = [];
  for (const value of [...values].sort((a, b) => a - b))
    if (result.length === 0 || value - (result.at(-1) ?? 0) > NEAR) result.push(value);
  return result;
}

const covers = (lines: readonly Line[], at: number, from: number, to: number): boolean => {
  const middle = (from + to) / 2;
  return lines.some((line) => Math.abs(line.at - at) <= NEAR && line.from <= middle && line.to >= middle);
};

/** The tables that the lines of a page draw; a frame around text is none. Sides may be left open, as in many forms. */
export function ruledTables(rules: readonly Box[]): RuledTable[] {
  const isAcross = ({ x0, y0, x1, y1 }: Box): boolean => x1 - x0 > y1 - y0;
  const across = joined(rules.filter(isAcross).map(({ x0, x1, y0 }) => ({ at: y0, from: x0, to: x1 })));
  const down = joined(rules.filter((rule) => !isAcross(rule)).map(({ x0, y0, y1 }) => ({ at: x0, from: y0, to: y1 })));
  if (across.length > MAX_LINES || down.length > MAX_LINES) return [];
  return groupsOf(across, down).flatMap(tableOf);
}

function tableOf({ across, down }: { across: Line[]; down: Line[] }): RuledTable[] {
  if (down.length === 0 || across.length < 2) return [];
  const xs = places([...down.map((line) => line.at), ...across.flatMap((line) => [line.from, line.to])]);
  const ys = places(across.map((line) => line.at));
  if (xs.length < 3 || ys.length < 2 || (xs.length - 1) * (ys.length - 1) < 3) return [];
  const rows = cellsOf(xs, ys, across, down);
  return [{ x0: xs[0] ?? 0, y0: ys[0] ?? 0, x1: xs.at(-1) ?? 0, y1: ys.at(-1) ?? 0, rows }];
}

/** Squares without a line between them are one cell. */
function cellsOf(
  xs: readonly number[],
  ys: readonly number[],
  across: readonly Line[],
  down: readonly Line[],
): RuledCell[][] {
  const taken = ys.map(() => new Set<number>());
  const x = (at: number): number => xs[at] ?? 0;
  const y = (at: number): number => ys[at] ?? 0;
  const wall = (column: number, row: number): boolean =>
    column === xs.length - 1 || covers(down, x(column), y(row), y(row + 1));
  const floor = (row: number, column: number): boolean =>
    row === ys.length - 1 || covers(across, y(row), x(column), x(column + 1));
  const rows: RuledCell[][] = [];
  for (let row = 0; row < ys.length - 1; row += 1) {
    const cells: RuledCell[] = [];
    for (let column = 0; column < xs.length - 1; column += 1) {
      if (taken[row]?.has(column)) continue;
      let columns = 1;
      while (!wall(column + columns, row) && !taken[row]?.has(column + columns)) columns += 1;
      let down = 1;
      while (Array.from({ length: columns }, (_, at) => floor(row + down, column + at)).every((line) => !line))
        down += 1;
      for (let r = row; r < row + down; r += 1) for (let c = column; c < column + columns; c += 1) taken[r]?.add(c);
      const box = { x0: x(column), y0: y(row), x1: x(column + columns), y1: y(row + down) };
      cells.push({ text: '', columns, rows: down, box });
    }
    rows.push(cells);
  }
  return rows;
}
