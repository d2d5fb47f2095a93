import type { ElementsImportReport, ItemElements } from '@shuozhi/shared/api';
import { CLEAR, ID_COLUMNS, MATERIALS_COLUMNS, NAME_COLUMN, TEXT_COLUMNS } from './columns';
import type { TableRow } from './readTable';

type RowError = ElementsImportReport['errors'][number];
type Material = NonNullable<ItemElements['materials']>[number];

/** What one row changes of an item. */
export interface ElementsChange {
  id: string;
  name: string;
  columns: string[];
  /** The elements of these columns as the import found them, and as it sets them. */
  before: Partial<ItemElements>;
  set: Partial<ItemElements>;
}

export interface CheckedRows {
  changes: ElementsChange[];
  unchanged: number;
  errors: RowError[];
}

interface KnownItem {
  _id: string;
  name: string;
  elements: ItemElements;
}

const LONGEST = 4000;
const MOST_MATERIALS = 100;
const KNOWN = new Set([...Object.keys(TEXT_COLUMNS), ...MATERIALS_COLUMNS, ...ID_COLUMNS, NAME_COLUMN]);

/** `名称|形式|必要` per line. @throws Error with a message for people */
export function parseMaterials(text: string): Material[] {
  const lines = text
    .split(/[\n；;]/)
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length > MOST_MATERIALS) throw new Error(`材料超过 ${MOST_MATERIALS} 项`);
  return lines.map((line) => {
    const [name = '', form = '', required = ''] = line.split(/[|｜]/).map((part) => part.trim());
    if (name === '') throw new Error('有一项材料没有名称');
    if (required !== '' && required !== '必要' && required !== '非必要') {
      throw new Error(`“${name}”的必要性应为“必要”或“非必要”`);
    }
    return { name, form: form || null, required: required === '' ? null : required === '必要' };
  });
}

function itemOf(row: TableRow, items: ReadonlyMap<string, KnownItem>, fail: (column: string, message: string) => void) {
  // A number that cannot be read is named with the row's other problems.
  if (ID_COLUMNS.some((name) => row.problems.has(name))) return undefined;
  const column = ID_COLUMNS.find((name) => row.cells.has(name)) ?? ID_COLUMNS[0] ?? '';
  const text = row.cells.get(column) ?? '';
  if (text === '') return void fail(column, '没有写事项编号');
  const item = items.get(/^\d+$/.test(text) ? `2020-${Number(text)}` : text);
  if (item === undefined) return void fail(column, `目录中没有编号 ${text}`);
  const name = row.cells.get(NAME_COLUMN) ?? '';
  if (name !== '' && name !== item.name) return void fail(NAME_COLUMN, `编号 ${text} 的名称是“${item.name}”`);
  return item;
}

function elementsOf(row: TableRow, fail: (column: string, message: string) => void): Partial<ItemElements> {
  const set: Partial<ItemElements> = {};
  for (const [column, message] of row.problems) fail(column, message);
  for (const [column, text] of row.cells) {
    if (text === '') continue;
    if (text.length > LONGEST) fail(column, `超过 ${LONGEST} 个字`);
    const element = TEXT_COLUMNS[column];
    if (element !== undefined) set[element] = text === CLEAR ? null : text;
    if (!MATERIALS_COLUMNS.includes(column)) continue;
    try {
      set.materials = text === CLEAR ? null : parseMaterials(text);
    } catch (error) {
      fail(column, (error as Error).message);
    }
  }
  return set;
}

/**
 * Checks a table against the catalogue. An empty cell leaves an element as it is, `-` makes it unknown.
 * @returns what would change, and every mistake with its row and column
 */
export function checkRows(rows: readonly TableRow[], items: ReadonlyMap<string, KnownItem>): CheckedRows {
  const errors: RowError[] = [];
  const changes: ElementsChange[] = [];
  const seen = new Map<string, number>();
  let unchanged = 0;
  for (const column of [...(rows[0]?.cells.keys() ?? []), ...(rows[0]?.problems.keys() ?? [])]) {
    if (column !== '' && !KNOWN.has(column)) errors.push({ row: 1, column, message: '不认识这一列' });
  }
  for (const row of rows) {
    const before = errors.length;
    const fail = (column: string, message: string) => void errors.push({ row: row.row, column, message });
    const item = itemOf(row, items, fail);
    const set = elementsOf(row, fail);
    if (item === undefined) continue;
    const twice = seen.get(item._id);
    if (twice !== undefined) fail(ID_COLUMNS[0] ?? '', `与第 ${twice} 行是同一事项`);
    seen.set(item._id, row.row);
    if (errors.length > before) continue;
    const columns = (Object.keys(set) as (keyof ItemElements)[]).filter(
      (key) => JSON.stringify(set[key]) !== JSON.stringify(item.elements[key]),
    );
    const only = (elements: Partial<ItemElements>): Partial<ItemElements> =>
      Object.fromEntries(columns.map((key) => [key, elements[key]]));
    if (columns.length === 0) unchanged += 1;
    else changes.push({ id: item._id, name: item.name, columns, before: only(item.elements), set: only(set) });
  }
  return { changes, unchanged, errors };
}
