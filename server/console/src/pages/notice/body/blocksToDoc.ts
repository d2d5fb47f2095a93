import type { JSONContent } from '@tiptap/core';
import type { Block } from '@/text/blockText';

const words = (text: string): JSONContent[] => (text === '' ? [] : [{ type: 'text', text }]);
const paragraph = (text: string): JSONContent => ({ type: 'paragraph', content: words(text) });

function tableRow(cells: readonly string[], type: 'tableHeader' | 'tableCell'): JSONContent {
  return { type: 'tableRow', content: cells.map((cell) => ({ type, content: cell.split('\n').map(paragraph) })) };
}

function nodeOf(block: Block): JSONContent {
  switch (block.type) {
    case 'heading':
      return {
        type: 'heading',
        attrs: { level: block.level, anchor: block.anchor ?? null },
        content: words(block.text),
      };
    case 'paragraph':
      return { type: 'paragraph', attrs: { anchor: block.anchor ?? null }, content: words(block.text) };
    case 'list':
      return {
        type: block.ordered ? 'orderedList' : 'bulletList',
        attrs: { doubt: block.doubt ?? null },
        content: block.items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
      };
    case 'table':
      return {
        type: 'table',
        attrs: { doubt: block.doubt ?? null, caption: block.caption ?? null },
        content: [
          ...(block.header.length > 0 ? [tableRow(block.header, 'tableHeader')] : []),
          ...block.rows.map((row) => tableRow(row, 'tableCell')),
        ],
      };
    case 'note':
      return { type: 'note', content: words(block.text) };
    case 'signature':
      return { type: 'signature', attrs: { issuers: block.issuers, date: block.date } };
    case 'annex':
      return { type: 'annex', attrs: { anchor: block.anchor ?? null }, content: words(block.title) };
  }
}

/** The body as the editor holds it. An empty body begins with an empty paragraph. */
export function blocksToDoc(blocks: readonly Block[]): JSONContent {
  return { type: 'doc', content: blocks.length > 0 ? blocks.map(nodeOf) : [{ type: 'paragraph' }] };
}
