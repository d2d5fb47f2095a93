import type { ImportWarning, ParsedDocument } from '../types';

/** One item (办事事项) as a catalogue's table prints it. */
export interface CatalogueItem {
  no: number;
  name: string;
  type: string;
  department: string;
}

export interface ExtractedItems {
  items: CatalogueItem[];
  warnings: ImportWarning[];
}

/** Column heads of an item table; another city may call them a little differently. */
const COLUMNS = {
  no: /^序号$/,
  name: /^(?:事项|项目)名称$/,
  type: /^(?:事项|权力|职权)?类(?:型|别)$/,
  department: /^(?:原)?(?:实施|主管|责任|行使)(?:部门|主体|单位|机关)$/,
} as const;

const columnOf = (header: readonly string[], pattern: RegExp): number =>
  header.findIndex((head) => pattern.test(head.replace(/\s/g, '')));

/**
 * The items of a document that prints a catalogue (目录) as a table: number, name, type, department. Numbers that the
 * table leaves out and totals the text states differently are reported, never filled.
 */
export function itemsFromDocument(document: ParsedDocument): ExtractedItems {
  const items = document.blocks.flatMap((block) => {
    if (block.type !== 'table') return [];
    const at = {
      no: columnOf(block.header, COLUMNS.no),
      name: columnOf(block.header, COLUMNS.name),
      type: columnOf(block.header, COLUMNS.type),
      department: columnOf(block.header, COLUMNS.department),
    };
    if (Object.values(at).some((index) => index < 0)) return [];
    return block.rows
      .filter((row) => /^\d+$/.test(row[at.no] ?? ''))
      .map((row) => ({
        no: Number(row[at.no]),
        name: row[at.name] ?? '',
        type: row[at.type] ?? '',
        department: row[at.department] ?? '',
      }));
  });
  return { items, warnings: items.length === 0 ? [] : [...gaps(items, document), ...totals(items, document)] };
}

function gaps(items: readonly CatalogueItem[], document: ParsedDocument): ImportWarning[] {
  const seen = new Set(items.map((item) => item.no));
  const last = Math.max(...seen);
  const missing = Array.from({ length: last }, (_, index) => index + 1).filter((no) => !seen.has(no));
  if (missing.length === 0) return [];
  return [
    {
      code: 'rows_missing',
      message: `目录缺少序号 ${missing.join('、')}，没有补填`,
      field: 'items',
      line: document.lines.from,
    },
  ];
}

/** `338 项行政许可及关联事项` beside a table of another length. */
function totals(items: readonly CatalogueItem[], document: ParsedDocument): ImportWarning[] {
  const stated = /(\d{1,5}) ?项(?:行政|政务|公共|依申请|权力|事项)/.exec(document.text)?.[1];
  if (stated === undefined || Number(stated) === items.length) return [];
  return [
    {
      code: 'rows_missing',
      message: `正文说共 ${stated} 项，表中有 ${items.length} 项`,
      field: 'items',
      line: document.lines.from,
    },
  ];
}
