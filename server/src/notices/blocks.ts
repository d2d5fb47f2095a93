import type { Block, NoticeDetail } from '@shuozhi/shared/api';

type OutlineEntry = NoticeDetail['outline'][number];

/** Characters of text one answer carries at the most, so that the phone's setData stays well under 256 KB. */
const PAGE_CHARACTERS = 24_000;
const PAGE_BLOCKS = 150;

/** The text of a block as a reader sees it; rows and items on lines of their own. */
export function blockText(block: Block): string {
  switch (block.type) {
    case 'list':
      return block.items.join('\n');
    case 'table':
      return [block.caption ?? '', block.header.join(' '), ...block.rows.map((row) => row.join(' '))]
        .filter(Boolean)
        .join('\n');
    case 'signature':
      return [...block.issuers, block.date ?? ''].filter(Boolean).join('\n');
    case 'annex':
      return block.title;
    default:
      return block.text;
  }
}

/** The blocks from `from` that fit into one answer (at least one), and where the next answer starts. */
export function pageOfBlocks(blocks: readonly Block[], from: number): { blocks: Block[]; nextBlock: number | null } {
  let end = from;
  let characters = 0;
  while (end < blocks.length && end - from < PAGE_BLOCKS) {
    characters += blockText(blocks[end] as Block).length;
    if (characters > PAGE_CHARACTERS && end > from) break;
    end += 1;
  }
  return { blocks: blocks.slice(from, end), nextBlock: end < blocks.length ? end : null };
}

/** Headings, annexes and anchored paragraphs (articles) of a document. */
export function outlineOf(blocks: readonly Block[]): OutlineEntry[] {
  return blocks.flatMap((block, index): OutlineEntry[] => {
    if (block.type === 'heading')
      return [{ text: block.text, level: block.level, anchor: block.anchor ?? null, block: index }];
    if (block.type === 'annex') return [{ text: block.title, level: 1, anchor: block.anchor ?? null, block: index }];
    if (block.type === 'paragraph' && block.anchor) {
      return [{ text: block.anchor, level: 5, anchor: block.anchor, block: index }];
    }
    return [];
  });
}
