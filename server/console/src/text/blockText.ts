import { chineseDate } from '@shuozhi/shared';
import type { Schemas } from '@shuozhi/client';

export type Block = Schemas['Block'];
/** A text while somebody works on it. */
export type Draft = Schemas['StaffNotice']['draft'];

/** What a person reads of a block, for comparing: a table row by row, a list item by item. */
export function textOf(block: Block): string {
  switch (block.type) {
    case 'list':
      return block.items.map((item, place) => `${block.ordered ? `${place + 1}. ` : '• '}${item}`).join('\n');
    case 'table':
      return [block.caption, block.header.join(' | '), ...block.rows.map((row) => row.join(' | '))]
        .filter(Boolean)
        .join('\n');
    case 'signature':
      return [...block.issuers, block.date && chineseDate(block.date)].filter(Boolean).join('\n');
    case 'annex':
      return block.title;
    default:
      return block.text;
  }
}
