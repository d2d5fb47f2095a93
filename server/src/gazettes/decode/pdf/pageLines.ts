import { superscript } from '../superscript';
import { tableLines } from '../tableLines';
import type { Box, Glyph } from './drawnPage';
import { ruledTables, type RuledTable } from './ruledTables';

interface Row {
  y: number;
  glyphs: Glyph[];
}

/** A line of text or a table, with its place. */
interface Piece extends Box {
  lines: string[];
  isTable: boolean;
}

/** A gap of so many letter heights parts two cells of a table without lines. */
const CELL_GAP = 1.6;
const SPACE_GAP = 0.25;
const WORD_GAP = 0.9;
/** Letters whose base lines differ by less (in letter heights) stand on one line. */
const SAME_LINE = 0.45;
/** An empty strip this wide, in points, may part two columns. */
const GUTTER = 8;
const LEAST_LINES = 4;
/** Share of the page's height above and below which a row is a running head or a page mark, over both columns. */
const EDGE = 0.08;
/** Lines of running text fill their column to this share; cells of a table do not. */
const FULL = 0.75;
const FULL_LINES = 0.4;
/** Fewer letters are a cell. */
const LEAST_LETTERS = 6;
/** Marks of sentences and of contents lists; entries of a table have none. */
const PROSE = /[，。；：、…《》]/;
const PROSE_LINES = 0.3;

export interface PageText {
  glyphs: readonly Glyph[];
  rules: readonly Box[];
  width: number;
  height: number;
}

/** The lines of a page in reading order: tables by their drawn lines, two columns left then right. */
export function pageLines({ glyphs, rules, width, height }: PageText): string[] {
  const { tables, rest } = fillTables(ruledTables(rules), glyphs);
  const rows = rowsOf(rest);
  const gutter = findGutter(rows, width);
  const isEdge = ({ y }: Row): boolean => y < height * EDGE || y > height * (1 - EDGE);
  const pieces = [...tables, ...rows.flatMap((row) => piecesOfRow(row, isEdge(row) ? null : gutter, tables))];
  return inOrder(pieces, gutter).flatMap((piece) => piece.lines);
}

const top = (glyph: Glyph): number => glyph.y - glyph.size * 0.8;

/** Puts letters into the cells they stand in; tables that hold next to nothing were only lines. */
function fillTables(tables: readonly RuledTable[], glyphs: readonly Glyph[]): { tables: Piece[]; rest: Glyph[] } {
  let rest = [...glyphs];
  const pieces: Piece[] = [];
  for (const table of tables) {
    const cells = table.rows.flat();
    const contents = new Map(cells.map((cell) => [cell, [] as Glyph[]]));
    const outside: Glyph[] = [];
    for (const glyph of rest) {
      const x = glyph.x + glyph.width / 2;
      const y = glyph.y - glyph.size * 0.3;
      const isIn = x > table.x0 && x < table.x1 && y > table.y0 && y < table.y1;
      const cell = isIn ? cells.find(({ box }) => x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1) : undefined;
      if (cell === undefined) outside.push(glyph);
      else contents.get(cell)?.push(glyph);
    }
    if ([...contents.values()].filter((letters) => letters.length > 0).length < 3) continue;
    for (const cell of cells) cell.text = cellText(contents.get(cell) ?? [], cell.box);
    const rows = table.rows.filter((row) => row.length > 0);
    const { x0, y0, x1, y1 } = table;
    pieces.push({ x0, y0, x1, y1, lines: tableLines(rows), isTable: true });
    rest = outside;
  }
  return { tables: pieces, rest };
}

/** A cell's text: lines that fill the cell go on, shorter ones are entries of their own. */
function cellText(glyphs: readonly Glyph[], box: Box): string {
  const rows = rowsOf(glyphs);
  let text = '';
  rows.forEach((row, at) => {
    const line = rowText(row.glyphs).replace(/\t+/g, ' ');
    const before = rows[at - 1];
    if (before === undefined) text = line;
    else {
      const size = before.glyphs[0]?.size ?? 10;
      const first = before.glyphs[0]?.x ?? box.x0;
      const last = before.glyphs.at(-1);
      const free = box.x1 - (last === undefined ? box.x1 : last.x + last.width);
      const isFull = free < first - box.x0 + size * 1.2 || free < size * 1.5;
      const latin = /[A-Za-z]$/.test(text) && /^[A-Za-z]/.test(line);
      text += (isFull && !latin ? '' : ' ') + line;
    }
  });
  return text;
}

/** Letters on one base line, top first. */
function rowsOf(glyphs: readonly Glyph[]): Row[] {
  const rows: Row[] = [];
  for (const glyph of [...glyphs].filter((each) => each.text.trim() !== '').sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1);
    if (row !== undefined && Math.abs(row.y - glyph.y) <= glyph.size * SAME_LINE) row.glyphs.push(glyph);
    else rows.push({ y: glyph.y, glyphs: [glyph] });
  }
  for (const row of rows) row.glyphs.sort((a, b) => a.x - b.x);
  return rows;
}

/** A row's text; a wide gap is a table's column and becomes a tab, a small one a space or nothing. */
function rowText(glyphs: readonly Glyph[]): string {
  let text = '';
  let before: Glyph | undefined;
  for (const glyph of glyphs) {
    if (before === undefined) {
      text = glyph.text;
      before = glyph;
      continue;
    }
    const size = Math.max(glyph.size, before.size);
    const gap = glyph.x - before.x - before.width;
    if (gap > size * CELL_GAP) text += '\t';
    else if (gap > size * SPACE_GAP) text += ' ';
    text += raised(glyph, before);
    // A raised letter does not set the line for the next one.
    before = isRaised(glyph, before) ? { ...before, x: glyph.x, width: glyph.width } : glyph;
  }
  return text;
}

const isRaised = (glyph: Glyph, before: Glyph): boolean =>
  glyph.size < before.size * 0.8 && before.y - glyph.y > before.size * 0.15;

/** Raised digits are powers: set level they would be other numbers. */
const raised = (glyph: Glyph, before: Glyph): string =>
  isRaised(glyph, before) ? (superscript(glyph.text) ?? glyph.text) : glyph.text;

/** Runs of letters without a gap wider than `gap` letter heights. */
function runsOf(row: Row, gap: number): Glyph[][] {
  const runs: Glyph[][] = [];
  for (const glyph of row.glyphs) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && glyph.x - last.x - last.width <= glyph.size * gap) runs.at(-1)?.push(glyph);
    else runs.push([glyph]);
  }
  return runs;
}

const boxOfRun = (glyphs: readonly Glyph[]): Box => ({
  x0: glyphs[0]?.x ?? 0,
  x1: glyphs.reduce((most, glyph) => Math.max(most, glyph.x + glyph.width), -Infinity),
  y0: glyphs.reduce((least, glyph) => Math.min(least, top(glyph)), Infinity),
  y1: glyphs.reduce((most, glyph) => Math.max(most, glyph.y), -Infinity),
});

/** One side of a row: its extent, and whether it is one run of text without cells. */
interface Side extends Box {
  isRun: boolean;
  isProse: boolean;
}

/** A recognised line is one piece of several letters. */
const lettersOf = (glyphs: readonly Glyph[]): number => glyphs.reduce((sum, glyph) => sum + glyph.text.length, 0);

function sideOf(glyphs: readonly Glyph[]): Side {
  const isRun = runsOf({ y: 0, glyphs: [...glyphs] }, CELL_GAP).length === 1 && lettersOf(glyphs) >= LEAST_LETTERS;
  return { ...boxOfRun(glyphs), isRun, isProse: glyphs.some((glyph) => PROSE.test(glyph.text)) };
}

/** The middle of an empty strip that has running text on both sides, by the edges of the lines; null for one column. */
function findGutter(rows: readonly Row[], width: number): number | null {
  const runs = rows.map((row) => runsOf(row, WORD_GAP).map((run) => ({ run, box: boxOfRun(run) })));
  let best: { x: number; crossing: number; width: number } | null = null;
  let tried = '';
  for (let x = width * 0.35; x <= width * 0.65; x += 2) {
    const crosses = runs.map((row) => row.some(({ box }) => box.x0 < x - 1 && box.x1 > x + 1));
    const crossing = crosses.filter((each) => each).length;
    if (crossing * 3 > rows.length || crossing > (best?.crossing ?? rows.length)) continue;
    const parted = runs.filter((_, at) => crosses[at] !== true);
    // Places between the same letters part the page alike.
    const parts = `${crossing} ${parted.map((row) => row.filter(({ box }) => box.x1 <= x + 1).length).join()}`;
    if (parts === tried) continue;
    tried = parts;
    const side = (isLeft: boolean): Side[] =>
      parted.flatMap((row) => {
        const glyphs = row.filter(({ box }) => box.x1 <= x + 1 === isLeft).flatMap(({ run }) => run);
        return glyphs.length > 0 ? [sideOf(glyphs)] : [];
      });
    const [left, right] = [side(true), side(false)];
    if (Math.min(left.length, right.length) < LEAST_LINES) continue;
    const edges = { end: mostly(left.map((each) => each.x1)), begin: mostly(right.map((each) => each.x0)) };
    const strip = edges.begin - edges.end;
    if (strip < GUTTER || !isRunningText(left, right)) continue;
    if (best === null || crossing < best.crossing || strip > best.width)
      best = { x: (edges.begin + edges.end) / 2, crossing, width: strip };
  }
  return best?.x ?? null;
}

/** The place where most lines begin or end. */
function mostly(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(Math.round(value / 3), (counts.get(Math.round(value / 3)) ?? 0) + 1);
  const [place = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return place * 3;
}

function isRunningText(left: readonly Side[], right: readonly Side[]): boolean {
  const full = (sides: readonly Side[]): number => {
    const [from, to] = [Math.min(...sides.map((side) => side.x0)), Math.max(...sides.map((side) => side.x1))];
    return sides.filter((side) => side.isRun && side.x1 - side.x0 >= (to - from) * FULL).length / sides.length;
  };
  // The shorter column may be short lines only (a signature), the other is text.
  const [most, least] = [Math.max(full(left), full(right)), Math.min(full(left), full(right))];
  const prose = (sides: readonly Side[]): number => sides.filter((side) => side.isProse).length / sides.length;
  if (Math.max(prose(left), prose(right)) < PROSE_LINES) return false;
  return most >= FULL_LINES && (least >= FULL_LINES / 2 || most >= FULL_LINES * 1.5);
}

/** A row as one piece, or as two where the gutter parts it; a row with cells further away stays whole. */
function piecesOfRow(row: Row, gutter: number | null, tables: readonly Piece[]): Piece[] {
  const piece = (glyphs: readonly Glyph[]): Piece => ({
    ...boxOfRun(glyphs),
    lines: [rowText(glyphs)],
    isTable: false,
  });
  if (gutter === null) return partsBesideTables(row, tables).map(piece);
  const left = row.glyphs.filter((glyph) => glyph.x + glyph.width / 2 < gutter);
  const rest = row.glyphs.filter((glyph) => glyph.x + glyph.width / 2 >= gutter);
  if (left.length === 0 || rest.length === 0) return [piece(row.glyphs)];
  const gap = (rest[0]?.x ?? 0) - Math.max(...left.map((glyph) => glyph.x + glyph.width));
  return gap >= (row.glyphs[0]?.size ?? 10) * 0.5 ? [piece(left), piece(rest)] : [piece(row.glyphs)];
}

/** Text left and right of a table on one line is not one line. */
function partsBesideTables(row: Row, tables: readonly Piece[]): Glyph[][] {
  const between = tables.find(
    (table) => row.y > table.y0 && row.y < table.y1 && row.glyphs.some((glyph) => glyph.x < table.x0),
  );
  if (between === undefined) return [row.glyphs];
  const left = row.glyphs.filter((glyph) => glyph.x < between.x0);
  const rest = row.glyphs.filter((glyph) => glyph.x >= between.x0);
  return rest.length === 0 ? [left] : [left, rest];
}

/** Pieces over both columns divide the page into bands; each band reads left, then right. */
function inOrder(pieces: readonly Piece[], gutter: number | null): Piece[] {
  const sorted = [...pieces].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
  if (gutter === null) return sorted;
  const ordered: Piece[] = [];
  let left: Piece[] = [];
  let rest: Piece[] = [];
  const flush = (): void => {
    ordered.push(...left, ...rest);
    left = [];
    rest = [];
  };
  for (const piece of sorted) {
    if (piece.x1 <= gutter + 1) left.push(piece);
    else if (piece.x0 >= gutter - 1) rest.push(piece);
    else {
      flush();
      ordered.push(piece);
    }
  }
  flush();
  return ordered;
}
