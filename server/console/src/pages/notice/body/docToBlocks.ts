import type { JSONContent } from '@tiptap/core';
import type { Block } from '@/text/blockText';

/** The words of a node; paragraphs inside it, as in the cell of a table, on lines of their own. */
function wordsOf(node: JSONContent): string {
  if (node.type === 'text') return node.text ?? '';
  const separator = node.content?.[0]?.type === 'paragraph' ? '\n' : '';
  return (node.content ?? []).map(wordsOf).join(separator);
}

const attr = <T>(node: JSONContent, name: string): T | undefined => (node.attrs?.[name] as T | null) ?? undefined;

/** Members without a value are left out, as the contract has them. */
const given = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;

/** A merged cell (合并单元格) stands for each place it covers: readers on a phone see each row by itself. */
function gridOf(table: JSONContent): { cells: string[]; isHead: boolean }[] {
  const rows = table.content ?? [];
  const grid: (string | undefined)[][] = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row.content ?? []) {
      while (grid[y]?.[x] !== undefined) x++;
      const [width, height] = [attr<number>(cell, 'colspan') ?? 1, attr<number>(cell, 'rowspan') ?? 1];
      for (let down = 0; down < height; down++)
        for (let right = 0; right < width; right++) {
          const covered = grid[y + down];
          if (covered) covered[x + right] = wordsOf(cell);
        }
      x += width;
    }
  });
  return grid.map((cells, y) => ({
    cells: Array.from(cells, (cell) => cell ?? ''),
    isHead: (rows[y]?.content ?? []).every((cell) => cell.type === 'tableHeader'),
  }));
}

const hasMerged = (table: JSONContent) =>
  (table.content ?? []).some((row) =>
    (row.content ?? []).some((cell) => (attr<number>(cell, 'colspan') ?? 1) * (attr<number>(cell, 'rowspan') ?? 1) > 1),
  );

function tableOf(node: JSONContent): Block {
  const grid = gridOf(node);
  const hasHead = grid[0]?.isHead === true;
  return given({
    type: 'table' as const,
    caption: attr<string>(node, 'caption'),
    header: hasHead ? (grid[0]?.cells ?? []) : [],
    rows: grid.slice(hasHead ? 1 : 0).map(({ cells }) => cells),
    doubt: hasMerged(node) ? '粘贴的表格有合并单元格，已逐格填开，请核对' : attr<string>(node, 'doubt'),
  });
}

/** What a node of the editor is among our blocks; null: nothing was written there. */
function blockOf(node: JSONContent): Block | null {
  const text = wordsOf(node);
  const anchor = attr<string>(node, 'anchor');
  if (node.type !== 'signature' && text.trim() === '') return null;
  switch (node.type) {
    case 'heading':
      return given({ type: 'heading' as const, level: attr<number>(node, 'level') ?? 1, text, anchor });
    case 'bulletList':
    case 'orderedList': {
      const items = (node.content ?? []).map(wordsOf).filter((item) => item.trim() !== '');
      return given({
        type: 'list' as const,
        ordered: node.type === 'orderedList',
        items,
        doubt: attr<string>(node, 'doubt'),
      });
    }
    case 'table':
      return tableOf(node);
    case 'note':
      return { type: 'note', text };
    case 'signature':
      return {
        type: 'signature',
        issuers: attr<string[]>(node, 'issuers') ?? [],
        date: attr<string>(node, 'date') ?? null,
      };
    case 'annex':
      return given({ type: 'annex' as const, title: text, anchor });
    default:
      return given({ type: 'paragraph' as const, text, anchor });
  }
}

/** The blocks of a body and, of each, the place of its node among the editor's. Empty lines are no blocks. */
export function docToBlocks(doc: JSONContent): { blocks: Block[]; nodes: number[] } {
  const blocks: Block[] = [];
  const nodes: number[] = [];
  (doc.content ?? []).forEach((node, place) => {
    const block = blockOf(node);
    if (block === null) return;
    blocks.push(block);
    nodes.push(place);
  });
  return { blocks, nodes };
}
