import type { Block } from '@shuozhi/shared/api';
import { chineseDate } from '@shuozhi/shared';

/** One block as plain text: a table as tabbed rows. */
function textOfBlock(block: Block): string {
  switch (block.type) {
    case 'list':
      return block.items.join('\n');
    case 'table':
      return [
        ...(block.caption === undefined ? [] : [block.caption]),
        ...[block.header, ...block.rows].map((row) => row.join('\t')),
      ].join('\n');
    case 'signature':
      return [...block.issuers, ...(block.date === null ? [] : [chineseDate(block.date)])].join('\n');
    case 'annex':
      return block.title;
    default:
      return block.text;
  }
}

/** The readable body: all blocks, one below the other. */
export function textOfBlocks(blocks: readonly Block[]): string {
  return blocks.map(textOfBlock).join('\n');
}
