import { Parser } from 'htmlparser2';
import { AppError } from '../../errors';
import { readZip, type ZipParts } from '../../untrusted';
import { MOST_COLUMNS, MOST_ROWS, numberCell, PROBLEMS, textCell, type Cell } from './tableGrid';

/** Builtin number formats that show a date or a time (ECMA-376 part 1, 18.8.30, with the East Asian ones). */
const DATE_FORMATS = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

type Attributes = Record<string, string>;
interface Handlers {
  open?: (name: string, attributes: Attributes) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/** Walks a part of the file; names come without their namespace. */
function walk(parts: ZipParts, name: string, handlers: Handlers): void {
  const local = (qualified: string): string => qualified.slice(qualified.indexOf(':') + 1);
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => handlers.open?.(local(tag), attributes),
      ontext: (text) => handlers.text?.(text),
      onclosetag: (tag) => handlers.close?.(local(tag)),
    },
    { xmlMode: true },
  );
  parser.end(parts.get(name)?.toString('utf8') ?? '');
}

/** Texts inside `<t>` of each `element`, without phonetic guides (`<rPh>`). */
function sharedStrings(parts: ZipParts): string[] {
  const strings: string[] = [];
  let inText = false;
  let inGuide = false;
  walk(parts, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') strings.push('');
      if (name === 'rPh') inGuide = true;
      if (name === 't') inText = true;
    },
    text: (text) => {
      if (inText && !inGuide) strings[strings.length - 1] += text;
    },
    close: (name) => {
      if (name === 'rPh') inGuide = false;
      if (name === 't') inText = false;
    },
  });
  return strings;
}

const showsDate = (code: string): boolean =>
  /[ymdhs年月日]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').replace(/general/i, ''));

/** Whether each cell style shows a date or a time. */
function dateStyles(parts: ZipParts): boolean[] {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  walk(parts, 'xl/styles.xml', {
    open: (name, attributes) => {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), showsDate(attributes.formatCode ?? ''));
      if (name === 'cellXfs') inCellFormats = true;
      if (name !== 'xf' || !inCellFormats) return;
      const id = Number(attributes.numFmtId ?? 0);
      styles.push(custom.get(id) ?? DATE_FORMATS.some(([from, to]) => id >= from && id <= to));
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}

/** The part that holds the first sheet. */
function firstSheet(parts: ZipParts): string {
  let id: string | undefined;
  walk(parts, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'sheet') id ??= Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1];
    },
  });
  let target: string | undefined;
  walk(parts, 'xl/_rels/workbook.xml.rels', {
    open: (name, attributes) => {
      if (name === 'Relationship' && attributes.Id === id) target = attributes.Target;
    },
  });
  const sheet = target?.startsWith('/') ? target.slice(1) : `xl/${target}`;
  if (id === undefined || !parts.has(sheet)) throw new Error('no sheet in the workbook');
  return sheet;
}

interface Place {
  row: number;
  column: number;
}

/** `C12` as zero-based row and column; null when it is no address. */
function placeOf(address: string | undefined): Place | null {
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(address ?? '') ?? [];
  if (letters === undefined) return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

function checkPlace({ row, column }: Place): void {
  if (row > MOST_ROWS) throw new AppError('invalid_input', { detail: `表格超过 ${MOST_ROWS} 行` });
  if (column >= MOST_COLUMNS) throw new AppError('invalid_input', { detail: `表格超过 ${MOST_COLUMNS} 列` });
}

interface RawCell {
  type: string;
  isDate: boolean;
  value: string;
  inline: string;
  isFormula: boolean;
}

function cellOf({ type, isDate, value, inline, isFormula }: RawCell, strings: readonly string[]): Cell {
  if (type === 'e') return { problem: PROBLEMS.error };
  if (type === 'b') return { problem: PROBLEMS.boolean };
  if (type === 'd') return { problem: PROBLEMS.date };
  if (type === 'inlineStr') return textCell(inline);
  if (value === '') return isFormula ? { problem: PROBLEMS.formula } : { text: '' };
  if (type === 's') return textCell(strings[Number(value)] ?? '');
  if (type === 'str') return textCell(value);
  return isDate ? { problem: PROBLEMS.date } : numberCell(value);
}

/**
 * The cells of the first sheet of an XLSX file by row and column; empty cells at a row's end are left out.
 * @throws AppError `invalid_input` for too many rows or columns, or as readZip says; Error when it is no workbook
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Cell[][]> {
  const parts = await readZip(bytes, (name) => /^xl\/.*\.(?:xml|rels)$/.test(name));
  const sheet = firstSheet(parts);
  const strings = sharedStrings(parts);
  const isDate = dateStyles(parts);
  const grid: Cell[][] = [];
  let place: Place = { row: -1, column: -1 };
  let raw: RawCell | null = null;
  let inside = '';
  walk(parts, sheet, {
    open: (name, attributes) => {
      inside = name;
      if (name === 'row') place = { row: attributes.r ? Number(attributes.r) - 1 : place.row + 1, column: -1 };
      if (name === 'c') {
        place = placeOf(attributes.r) ?? { row: place.row, column: place.column + 1 };
        checkPlace(place);
        const type = attributes.t ?? 'n';
        raw = { type, isDate: isDate[Number(attributes.s)] ?? false, value: '', inline: '', isFormula: false };
      }
      if (name === 'f' && raw !== null) raw.isFormula = true;
      if (name === 'mergeCell') refuseMerged(grid, attributes.ref ?? '');
    },
    text: (text) => {
      if (raw === null) return;
      if (inside === 'v') raw.value += text;
      if (inside === 't') raw.inline += text;
    },
    close: (name) => {
      if (name === 'c' && raw !== null) {
        put(grid, place, cellOf(raw, strings));
        raw = null;
      }
      inside = '';
    },
  });
  return grid;
}

function put(grid: Cell[][], { row, column }: Place, cell: Cell): void {
  while (grid.length <= row) grid.push([]);
  const cells = grid[row] ?? [];
  while (cells.length < column) cells.push({ text: '' });
  cells[column] = cell;
}

/** Only the first cell of a merged area holds its value: the rows below would silently stay as they are. */
function refuseMerged(grid: Cell[][], ref: string): void {
  const [from, to] = ref.split(':').map(placeOf);
  if (!from || !to || to.row === 0) return;
  for (let row = Math.max(from.row, 1); row <= Math.min(to.row, MOST_ROWS); row += 1) {
    for (let column = from.column; column <= Math.min(to.column, MOST_COLUMNS - 1); column += 1)
      put(grid, { row, column }, { problem: PROBLEMS.merged });
  }
}
