import { diffArrays } from 'diff';
import { textOf, type Block } from './blockText';

export interface Part {
  text: string;
  change: 'same' | 'added' | 'removed';
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const wordsOf = (text: string) => Array.from(words.segment(text), ({ segment }) => segment);

/** How one text became another, word by word. */
export function diffWords(before: string, after: string): Part[] {
  return diffArrays(wordsOf(before), wordsOf(after)).map(({ value, added, removed }) => ({
    text: value.join(''),
    change: added ? 'added' : removed ? 'removed' : 'same',
  }));
}

export interface DiffRow {
  type: Block['type'];
  parts: Part[];
  changed: boolean;
}

const wholly = (block: Block, change: Part['change']): DiffRow => ({
  type: block.type,
  parts: [{ text: textOf(block), change }],
  changed: change !== 'same',
});

/** Blocks that stand where others were removed are those others, changed; what is left over came or went whole. */
function pairUp(removed: readonly Block[], added: readonly Block[]): DiffRow[] {
  const paired = Math.min(removed.length, added.length);
  return [
    ...added.slice(0, paired).map((block, place) => {
      const before = removed[place];
      return { type: block.type, changed: true, parts: diffWords(before ? textOf(before) : '', textOf(block)) };
    }),
    ...removed.slice(paired).map((block) => wholly(block, 'removed')),
    ...added.slice(paired).map((block) => wholly(block, 'added')),
  ];
}

/** How one body became another: block by block, and word by word where a block changed. */
export function diffBlocks(before: readonly Block[], after: readonly Block[]): DiffRow[] {
  const changes = diffArrays([...before], [...after], {
    comparator: (left, right) => left.type === right.type && textOf(left) === textOf(right),
  });
  const rows: DiffRow[] = [];
  for (let place = 0; place < changes.length; place++) {
    const change = changes[place];
    if (!change) break;
    const next = changes[place + 1];
    if (change.removed && next?.added) {
      rows.push(...pairUp(change.value, next.value));
      place++;
    } else {
      rows.push(
        ...change.value.map((block) => wholly(block, change.added ? 'added' : change.removed ? 'removed' : 'same')),
      );
    }
  }
  return rows;
}
