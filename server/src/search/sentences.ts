import type { Block } from '@shuozhi/shared/api';

/** A sentence of a notice and where it stands. */
export interface Sentence {
  text: string;
  /** Index of its block. */
  block: number;
  /** Nearest anchor at or before the block (第四十一条, 三); null before the first. */
  anchor: string | null;
  /** Heading it stands under; empty before the first. */
  under: string;
}

const SHORTEST = 4;
/** A sentence ends at 。！？； or a line end; brackets that follow stay with it. */
const ENDS = /[^。！？；;\n]+[。！？；;]?[”’）」』]?/g;

function textsOf(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'note':
    case 'heading':
      return block.text.match(ENDS) ?? [];
    case 'list':
      return block.items.flatMap((item) => item.match(ENDS) ?? []);
    case 'table':
      return block.rows.map((row) => row.filter(Boolean).join(' '));
    case 'annex':
      return [block.title];
    case 'signature':
      return [];
  }
}

/** The sentences of a notice in reading order, each with its place. */
export function sentencesOf(blocks: readonly Block[]): Sentence[] {
  const sentences: Sentence[] = [];
  let anchor: string | null = null;
  let under = '';
  blocks.forEach((block, index) => {
    if ('anchor' in block && block.anchor) anchor = block.anchor;
    if (block.type === 'heading') under = block.text;
    if (block.type === 'annex') under = block.title;
    for (const text of textsOf(block)) {
      const trimmed = text.trim();
      if (trimmed.length >= SHORTEST) sentences.push({ text: trimmed, block: index, anchor, under });
    }
  });
  return sentences;
}
