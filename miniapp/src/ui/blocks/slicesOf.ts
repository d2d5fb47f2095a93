import type { Block } from '@shuozhi/shared/api';

/** Characters and blocks drawn at a time: no slow phone stutters, and setData stays far below WeChat's 256 kB. */
const CHARACTERS = 8_000;
const BLOCKS = 40;

function lengthOf(block: Block): number {
  switch (block.type) {
    case 'list':
      return block.items.join('').length;
    case 'table':
      return [block.header, ...block.rows].flat().join('').length;
    case 'signature':
      return block.issuers.join('').length;
    case 'annex':
      return block.title.length;
    default:
      return block.text.length;
  }
}

/** `blocks` cut into runs that can each be drawn at once, in order; nothing is lost. */
export function slicesOf(blocks: readonly Block[]): Block[][] {
  const slices: Block[][] = [];
  let slice: Block[] = [];
  let characters = 0;
  for (const block of blocks) {
    const length = lengthOf(block);
    if (slice.length > 0 && (slice.length >= BLOCKS || characters + length > CHARACTERS)) {
      slices.push(slice);
      slice = [];
      characters = 0;
    }
    slice.push(block);
    characters += length;
  }
  if (slice.length > 0) slices.push(slice);
  return slices;
}
