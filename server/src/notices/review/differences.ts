import type { Block, DifferencePart, Differences, NoticeDraft } from '@shuozhi/shared/api';
import { diffArrays, diffWordsWithSpace } from 'diff';
import { blockText } from '../blocks';

/** Words of Chinese have no spaces between them: the platform's dictionary finds them. */
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** Milliseconds and characters that one comparison may cost; what goes beyond is shown as a whole. */
const DEADLINE_MS = 60;
const CHARACTERS = 60_000;

/** What is left to spend on comparing. */
class Budget {
  private readonly end = performance.now() + DEADLINE_MS;
  private characters = CHARACTERS;

  get isSpent(): boolean {
    return performance.now() > this.end;
  }

  get milliseconds(): number {
    return Math.max(1, this.end - performance.now());
  }

  /** Whether texts of this length may still be compared word by word. */
  spend(length: number): boolean {
    if (length > this.characters || this.isSpent) return false;
    this.characters -= length;
    return true;
  }
}

const whole = (before: string, after: string): DifferencePart[] => [
  ...(before === '' ? [] : [{ text: before, change: 'removed' as const }]),
  ...(after === '' ? [] : [{ text: after, change: 'added' as const }]),
];

/** Two texts word by word. */
function wordParts(before: string, after: string, budget: Budget): DifferencePart[] {
  if (before === after) return before === '' ? [] : [{ text: before, change: 'same' }];
  if (!budget.spend(before.length + after.length)) return whole(before, after);
  const found = diffWordsWithSpace(before, after, { intlSegmenter: WORDS, timeout: budget.milliseconds });
  if (!found) return whole(before, after);
  return found.map(({ value, added, removed }) => ({
    text: value,
    change: added ? 'added' : removed ? 'removed' : 'same',
  }));
}

type BlockDifference = Differences['blocks'][number];

const LOOKED_AT = 400;
const ALIKE = 0.4;
/** A block is looked for among so many that follow. */
const AHEAD = 20;

/** Whether two blocks are one that was changed, by the characters they share. */
function alike(before: string, after: string): boolean {
  const [one, other] = [before, after].map((text) => new Set(text.slice(0, LOOKED_AT))) as [Set<string>, Set<string>];
  const shared = [...one].filter((char) => other.has(char)).length;
  return shared >= ALIKE * Math.max(one.size, other.size);
}

interface Placed {
  block: Block;
  at: number;
}

/** A stretch where the texts differ: blocks that were changed beside each other, the rest removed or added. */
function changedStretch(removed: readonly Placed[], added: readonly Placed[], budget: Budget): BlockDifference[] {
  const result: BlockDifference[] = [];
  const rest = [...added];
  const addBlock = ({ block, at }: Placed): void =>
    void result.push({ change: 'added', before: null, after: at, parts: whole('', blockText(block)) });
  for (const { block, at } of removed) {
    const before = blockText(block);
    const near = budget.isSpent ? [] : rest.slice(0, AHEAD);
    const match = near.findIndex((other) => alike(before, blockText(other.block)));
    if (match < 0) {
      result.push({ change: 'removed', before: at, after: null, parts: whole(before, '') });
      continue;
    }
    for (const other of rest.splice(0, match)) addBlock(other);
    const [other] = rest.splice(0, 1) as [Placed];
    const parts = wordParts(before, blockText(other.block), budget);
    result.push({ change: 'changed', before: at, after: other.at, parts });
  }
  for (const other of rest) addBlock(other);
  return result;
}

function blockDifferences(before: readonly Block[], after: readonly Block[], budget: Budget): BlockDifference[] {
  const keys = [before, after].map((blocks) => blocks.map((block) => JSON.stringify(block))) as [string[], string[]];
  const runs = diffArrays(...keys, { timeout: budget.milliseconds }) ?? [
    { count: before.length, removed: true, added: false },
    { count: after.length, removed: false, added: true },
  ];
  const result: BlockDifference[] = [];
  let [old, now] = [0, 0];
  let [removed, added]: [Placed[], Placed[]] = [[], []];
  const flush = (): void => {
    result.push(...changedStretch(removed, added, budget));
    [removed, added] = [[], []];
  };
  const placed = (blocks: readonly Block[], from: number, count: number): Placed[] =>
    blocks.slice(from, from + count).map((block, n) => ({ block, at: from + n }));
  for (const run of runs) {
    const { count } = run;
    if (run.removed) {
      removed.push(...placed(before, old, count));
      old += count;
    } else if (run.added) {
      added.push(...placed(after, now, count));
      now += count;
    } else {
      flush();
      for (let n = 0; n < count; n += 1) result.push({ change: 'same', before: old + n, after: now + n, parts: [] });
      old += count;
      now += count;
    }
  }
  flush();
  return result;
}

/** What differs between two texts of a notice: member by member, block by block, word by word. */
export function differencesOf(before: NoticeDraft, after: NoticeDraft): Differences {
  const budget = new Budget();
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof NoticeDraft)[];
  const members = names.flatMap((path) => {
    const [old, now] = [before[path] ?? null, after[path] ?? null];
    if (path === 'blocks' || JSON.stringify(old) === JSON.stringify(now)) return [];
    const texts = [old ?? '', now ?? ''];
    const [one, other] = texts;
    const parts = typeof one === 'string' && typeof other === 'string' ? wordParts(one, other, budget) : [];
    return [{ path, before: old, after: now, parts }];
  });
  return { members, blocks: blockDifferences(before.blocks, after.blocks, budget) };
}
