import type { Block } from '@shuozhi/shared/api';

/** A run of blocks: the body, or one annex with its title. `start` is the place of its first block in the document. */
export interface Part {
  annex: Extract<Block, { type: 'annex' }> | null;
  start: number;
  blocks: Block[];
}

/**
 * The body and the annexes of a document, in reading order. Blocks after an annex's title belong to it.
 * @param first place of the first of `blocks` in the document
 */
export function splitAnnexes(blocks: readonly Block[], first = 0): Part[] {
  const parts: Part[] = [{ annex: null, start: first, blocks: [] }];
  blocks.forEach((block, index) => {
    if (block.type === 'annex') parts.push({ annex: block, start: first + index + 1, blocks: [] });
    else parts[parts.length - 1]?.blocks.push(block);
  });
  return parts.filter((part) => part.annex !== null || part.blocks.length > 0);
}

/** The element id of the block at `index`, to scroll to. */
export function blockId(index: number): string {
  return `block-${index}`;
}
