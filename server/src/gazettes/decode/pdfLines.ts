/** A run of text on a page; x and y in points from the lower left corner. */
export interface TextItem {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Row {
  y: number;
  items: TextItem[];
}

/** Share of rows that must leave the middle of the page free on both sides for two columns. */
const COLUMN_SHARE = 0.45;
const MIN_COLUMN_ROWS = 6;
/** A gap of so many letter heights parts two cells of a table. */
const CELL_GAP = 1.6;
/** A paragraph's first line is indented by two letters; what begins further right is no paragraph. */
const INDENTED = 2.5;

/** The lines of a page in reading order: rows from the top, two columns left then right where a gutter divides them. */
export function pageLines(items: readonly TextItem[], pageWidth: number): string[] {
  const rows = rowsOf(items);
  const gutter = findGutter(rows, pageWidth);
  if (gutter === null) return rows.map((row) => rowText(row.items));
  return readColumns(rows, gutter);
}

/** Items on one base line, top first; superscripts stay on the row they touch. */
function rowsOf(items: readonly TextItem[]): Row[] {
  const rows: Row[] = [];
  for (const item of [...items].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.at(-1);
    if (row !== undefined && Math.abs(row.y - item.y) <= item.height * 0.45) row.items.push(item);
    else rows.push({ y: item.y, items: [item] });
  }
  for (const row of rows) row.items.sort((a, b) => a.x - b.x);
  return rows;
}

/**
 * The x of an empty vertical strip near the middle that divides most rows in two; null for a page of one column. A
 * page counts as two columns when many rows have text on both sides and next to none crosses.
 */
function findGutter(rows: readonly Row[], pageWidth: number): number | null {
  let best: { x: number; both: number } | null = null;
  for (let share = 0.4; share <= 0.6; share += 0.01) {
    const x = pageWidth * share;
    let both = 0;
    let crossing = 0;
    for (const { items } of rows) {
      if (items.some((item) => item.x < x - 1 && item.x + item.width > x + 1)) crossing += 1;
      else if (
        items.some((item) => item.x + item.width <= x + 1) &&
        items.some((item) => item.x >= x - 1) &&
        gapAt(items, x) >= 8
      )
        both += 1;
    }
    if (
      both >= MIN_COLUMN_ROWS &&
      both >= (rows.length - crossing) * COLUMN_SHARE &&
      both > crossing &&
      both > (best?.both ?? 0)
    )
      best = { x, both };
  }
  return best?.x ?? null;
}

function gapAt(items: readonly TextItem[], x: number): number {
  const left = Math.max(...items.filter((item) => item.x < x).map((item) => item.x + item.width));
  const right = Math.min(...items.filter((item) => item.x >= x - 1).map((item) => item.x));
  return right - left;
}

/** Rows that cross the gutter (titles, wide tables) divide the page into bands; each band reads left, then right. */
function readColumns(rows: readonly Row[], gutter: number): string[] {
  const lines: string[] = [];
  let left: string[] = [];
  let right: string[] = [];
  const flush = (): void => {
    lines.push(...left, ...right);
    left = [];
    right = [];
  };
  const margin = rightMargin(rows, gutter);
  for (const { items } of rows) {
    if (crosses(items, gutter) || isTableRow(items, gutter, margin)) {
      flush();
      lines.push(rowText(items));
      continue;
    }
    const before = items.filter((item) => item.x + item.width / 2 < gutter);
    const after = items.filter((item) => item.x + item.width / 2 >= gutter);
    if (before.length > 0) left.push(rowText(before));
    if (after.length > 0) right.push(rowText(after));
  }
  flush();
  return lines;
}

const crosses = (items: readonly TextItem[], x: number): boolean =>
  items.some((item) => item.x < x - 1 && item.x + item.width > x + 1);

/** Where most lines of the right column begin. */
function rightMargin(rows: readonly Row[], gutter: number): number {
  const counts = new Map<number, number>();
  for (const { items } of rows) {
    const first = items.find((item) => item.x >= gutter - 1);
    if (first !== undefined) counts.set(Math.round(first.x), (counts.get(Math.round(first.x)) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? gutter;
}

/** A row of a table over the whole page: cells apart inside a column, and the right part away from its column's margin. */
function isTableRow(items: readonly TextItem[], gutter: number, margin: number): boolean {
  const right = items.find((item) => item.x >= gutter - 1);
  if (right === undefined || items.length < 3 || right.x - margin < right.height * INDENTED) return false;
  return items.some((item, index) => {
    const before = items[index - 1];
    return before !== undefined && item.x < gutter && item.x - before.x - before.width > item.height * CELL_GAP;
  });
}

/** A row's text; a wide gap between runs is a table's column and becomes a tab, a small one a space or nothing. */
function rowText(items: readonly TextItem[]): string {
  let text = '';
  let end: number | null = null;
  for (const item of items) {
    const gap: number = end === null ? 0 : item.x - end;
    if (gap > item.height * CELL_GAP && text !== '') text += '\t';
    else if (gap > item.height * 0.25 && text !== '') text += ' ';
    text += item.text;
    end = item.x + item.width;
  }
  return text;
}
