import { normalizeText } from '@shuozhi/shared';
import type { Block } from '@shuozhi/shared/api';

/** A sentence of a notice and where it stands. */
export interface Sentence {
  text: string;
  /** Index of its block. */
  block: number;
  /** Nearest anchor at or before the block (第四十一条, 三); null before the first. */
  anchor: string | null;
  /** The headings it stands under, outermost first, and the head of its table; empty before the first. */
  under: string;
}

const SHORTEST = 4;
/** A sentence ends at 。！？； or a line end; brackets that follow stay with it. */
const ENDS = /[^。！？；;\n]+[。！？；;]?[”’）」』]?/g;

interface Piece {
  text: string;
  /** What else of its block belongs to it: the head of a table. */
  under?: string;
}

function piecesOf(block: Block): Piece[] {
  const split = (text: string): Piece[] => (text.match(ENDS) ?? []).map((one) => ({ text: one }));
  switch (block.type) {
    case 'paragraph':
    case 'note':
    case 'heading':
      return split(block.text);
    case 'list':
      return block.items.flatMap(split);
    case 'table': {
      const under = [block.caption ?? '', ...block.header].filter(Boolean).join(' ');
      return block.rows.map((row) => ({ text: row.filter(Boolean).join(' ').replaceAll('\n', ' '), under }));
    }
    case 'annex':
      return [{ text: block.title }];
    case 'signature':
      return [];
  }
}

/** The sentences of a notice in reading order, each with its place; the titles of its attachments last. */
export function sentencesOf(blocks: readonly Block[], attachments: readonly { title: string }[] = []): Sentence[] {
  const sentences: Sentence[] = [];
  let anchor: string | null = null;
  let annex = '';
  /** The open headings by level. */
  let path: { level: number; text: string }[] = [];
  blocks.forEach((block, index) => {
    if ('anchor' in block && block.anchor) anchor = block.anchor;
    if (block.type === 'annex') {
      annex = block.title;
      path = [];
    }
    if (block.type === 'heading') {
      path = [...path.filter(({ level }) => level < block.level), { level: block.level, text: block.text }];
    }
    const headings = [annex, ...path.map(({ text }) => text)];
    for (const { text, under = '' } of piecesOf(block)) {
      const trimmed = text.trim();
      if (trimmed.length < SHORTEST) continue;
      sentences.push({ text: trimmed, block: index, anchor, under: [...headings, under].filter(Boolean).join(' ') });
    }
  });
  for (const { title } of attachments) {
    sentences.push({ text: title, block: Math.max(0, blocks.length - 1), anchor, under: '' });
  }
  return sentences;
}

/** Sentences as the index keeps them, see NoticeIndexRecord. */
export interface PackedSentences {
  plain: string;
  text: string;
  places: Buffer;
  anchors: string[];
  headings: string[];
}

/** Packs sentences for the index. */
export function packSentences(sentences: readonly Sentence[]): PackedSentences {
  const anchors: string[] = [];
  const headings: string[] = [];
  const placeIn = (list: string[], text: string) => {
    const known = list.indexOf(text);
    return known === -1 ? list.push(text) - 1 : known;
  };
  const places = new Int32Array(sentences.length * 3);
  sentences.forEach(({ block, anchor, under }, i) => {
    places.set(
      [block, anchor === null ? -1 : placeIn(anchors, anchor), placeIn(headings, normalizeText(under))],
      i * 3,
    );
  });
  return {
    plain: sentences.map(({ text }) => normalizeText(text)).join('\n'),
    text: sentences.map(({ text }) => text.replaceAll('\n', ' ')).join('\n'),
    places: Buffer.from(places.buffer),
    anchors,
    headings,
  };
}
