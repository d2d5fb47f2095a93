import { widthOf } from '../lines/rejoinLines';

/** The lines of one row, cut into cells; `sure` is false when another cut fits as well. */
export interface AssignedRow {
  cells: string[][];
  sure: boolean;
  /** How badly the cut fits, for each line of the row. */
  cost: number;
}

/** What is known of a column before its cells are: whether it names organs (责任单位, 部门). */
export interface ColumnKind {
  organs: boolean;
}

/** Column widths in Chinese characters that explain the rows best; infinite when there is only one way to cut. */
export type Widths = readonly number[];

/** How many widths are tried for each column, by the number of columns: the trials stay below about 1500. */
const TRIED: Readonly<Record<number, number>> = { 1: 1, 2: 20, 3: 10, 4: 6, 5: 4 };
const SAMPLED_ROWS = 10;
/** Lines of one row; more are a text, not a row. */
export const LONGEST_ROW = 60;
/** A row whose second best cut is nearer than this could be either. */
const SURE_MARGIN = 0.5;

const NARROW = 2;
const EMPTY = 3;
const EMPTY_MERGED = 0.3;
const OPEN_END = 3;
const TOO_WIDE = 4;
const NO_ORGAN = 2;
/** A paragraph's first line is indented by two letters. */
const INDENT = 2;
const STARTS_AS_ORGAN =
  /^(?:各|市|县|区|省|国|中|有关|相关|[\u4e00-\u9fa5（）]{2,12}(?:市|县|区|局|委|办|厅|部|政府|公司|中心))/;

/** What is measured once for every line of a row; sums over lines before `at`, so that any piece is read in one step. */
interface Measured {
  widths: number[];
  /** Brackets opened and not closed before line `at`. */
  open: number[];
  lines: readonly string[];
}

function measure(lines: readonly string[]): Measured {
  const open = [0];
  for (const line of lines) {
    const opened = line.match(/[（(《]/g)?.length ?? 0;
    const closed = line.match(/[）)》]/g)?.length ?? 0;
    open.push((open.at(-1) ?? 0) + opened - closed);
  }
  return { widths: lines.map(widthOf), open, lines };
}

/** What a line costs inside a cell that goes on below it: it should fill the column and not end a sentence. */
function innerCost(row: Measured, at: number, width: number, isFirst: boolean): number {
  const short = Math.max(0, width - (row.widths[at] ?? 0));
  const missing = isFirst ? Math.min(short, Math.abs(short - INDENT)) : short;
  return Math.max(0, missing - 1) * 0.8 + (row.lines[at]?.endsWith('。') ? 0.6 : 0);
}

const tooWide = (own: number, width: number): number => (own > width + 0.6 ? TOO_WIDE + own - width : 0);

/**
 * What every piece of a row costs as one cell of a column `width` wide, by its first line and the line after its last:
 * all lines but the last fill the column (the first may be indented), none is wider, brackets and lists do not break off.
 */
function cellCosts(row: Measured, width: number, { organs }: ColumnKind): number[][] {
  const { lines } = row;
  return Array.from({ length: lines.length + 1 }, (_, from) => {
    const costs = Array.from({ length: lines.length + 1 }, () => Infinity);
    costs[from] = width <= NARROW ? EMPTY_MERGED : EMPTY;
    const noOrgan = organs && !STARTS_AS_ORGAN.test(lines[from] ?? '');
    let inner = 0;
    let sentence = false;
    for (let to = from + 1; to <= lines.length; to += 1) {
      const last = to - 1;
      sentence ||= organs && (lines[last] ?? '').includes('。');
      inner += tooWide(row.widths[last] ?? 0, width);
      const breaksOff = /[、，,（(《“]$/.test(lines[last] ?? '') || row.open[to] !== row.open[from];
      costs[to] = inner + (breaksOff ? OPEN_END : 0) + (noOrgan || sentence ? NO_ORGAN : 0);
      inner += innerCost(row, last, width, last === from);
    }
    return costs;
  });
}

/** The widths most lines have, most frequent first; neighbours count as one. */
function frequentWidths(rows: readonly (readonly string[])[], count: number): number[] {
  const counts = new Map<number, number>();
  for (const line of rows.flat()) {
    const width = Math.ceil(widthOf(line));
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  const widest = Math.max(...counts.keys());
  const chosen = [widest];
  for (const [width] of [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])) {
    if (chosen.length >= count) break;
    if (!chosen.some((other) => Math.abs(other - width) <= (width <= NARROW ? 0 : 1))) chosen.push(width);
  }
  return chosen;
}

interface Cut {
  cost: number;
  /** Where each cell ends. */
  ends: readonly number[];
}

/** The two cheapest ways to cut a row of `length` lines into its columns. */
function bestCuts(length: number, costs: readonly (readonly (readonly number[])[])[]): Cut[] {
  let reached: Cut[][] = [[{ cost: 0, ends: [] }]];
  for (const table of costs) {
    const next: Cut[][] = Array.from({ length: length + 1 }, () => []);
    reached.forEach((cuts, from) => {
      for (let to = from; to <= length && cuts.length > 0; to += 1) {
        const cost = table[from]?.[to] ?? Infinity;
        const into = next[to] ?? [];
        for (const cut of cuts) into.push({ cost: cut.cost + cost, ends: [...cut.ends, to] });
        if (into.length > 2) into.sort((a, b) => a.cost - b.cost).length = 2;
      }
    });
    reached = next;
  }
  return (reached[length] ?? []).sort((a, b) => a.cost - b.cost);
}

/** The cost of the cheapest cut alone; the same sum as `bestCuts`, without keeping the way. */
function bestCost(length: number, costs: readonly (readonly (readonly number[])[])[]): number {
  let reached = Array.from({ length: length + 1 }, (_, at) => (at === 0 ? 0 : Infinity));
  for (const table of costs) {
    const next = Array.from({ length: length + 1 }, () => Infinity);
    for (let from = 0; from <= length; from += 1) {
      const before = reached[from] ?? Infinity;
      if (before === Infinity) continue;
      for (let to = from; to <= length; to += 1) {
        const cost = before + (table[from]?.[to] ?? Infinity);
        if (cost < (next[to] ?? Infinity)) next[to] = cost;
      }
    }
    reached = next;
  }
  return reached[length] ?? Infinity;
}

/** The column widths under which the rows are cut most cheaply; null when there are too many columns to try. */
export function columnWidths(rows: readonly (readonly string[])[], kinds: readonly ColumnKind[]): Widths | null {
  const tried = TRIED[kinds.length];
  if (tried === undefined || rows.some((row) => row.length > LONGEST_ROW)) return null;
  if (rows.every((row) => row.length === kinds.length)) return kinds.map(() => Infinity);
  const sample = [...rows]
    .sort((a, b) => b.length - a.length)
    .slice(0, SAMPLED_ROWS)
    .map(measure);
  const known = new Map<number, number[][][]>();
  const costsOf = (width: number, column: number): number[][][] => {
    const key = width * kinds.length + column;
    const costs = known.get(key) ?? sample.map((row) => cellCosts(row, width, kinds[column] ?? { organs: false }));
    known.set(key, costs);
    return costs;
  };
  let best: { widths: number[]; cost: number } = { widths: [], cost: Infinity };
  const tryWidths = (widths: number[]): void => {
    const columns = widths.map(costsOf);
    let cost = 0;
    for (let row = 0; row < sample.length && cost < best.cost; row += 1)
      cost += bestCost(
        sample[row]?.lines.length ?? 0,
        columns.map((costs) => costs[row] ?? []),
      );
    if (cost < best.cost) best = { widths, cost };
  };
  const candidates = frequentWidths(rows, tried);
  const choose = (widths: number[]): void => {
    if (widths.length === kinds.length) tryWidths(widths);
    else candidates.forEach((width) => choose([...widths, width]));
  };
  choose([]);
  kinds.forEach((_, column) => {
    for (const step of [-2, -1, 1, 2])
      tryWidths(best.widths.map((width, at) => (at === column ? Math.max(1, width + step) : width)));
  });
  return best.widths;
}

/** One row cut into its cells under given column widths. */
export function assignCells(row: readonly string[], widths: Widths, kinds: readonly ColumnKind[]): AssignedRow {
  if (widths.includes(Infinity)) {
    return { cells: kinds.map((_, at) => row.slice(at, at + 1)), sure: row.length === kinds.length, cost: 0 };
  }
  const measured = measure(row);
  const [first, second] = bestCuts(
    row.length,
    kinds.map((kind, column) => cellCosts(measured, widths[column] ?? 0, kind)),
  );
  const ends = first?.ends ?? [];
  return {
    cells: kinds.map((_, column) => row.slice(column === 0 ? 0 : ends[column - 1], ends[column])),
    sure: first !== undefined && (second === undefined || second.cost - first.cost >= SURE_MARGIN),
    cost: (first?.cost ?? Infinity) / Math.max(1, row.length),
  };
}
