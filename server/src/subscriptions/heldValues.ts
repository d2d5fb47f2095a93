import { collectionOf } from '../database';
import { Subscriptions } from './model';

/** The longest word a resident may choose; the schema of the subscription refuses longer ones. */
const LONGEST_WORD = 20;
/** Values asked for at once: keeps one question of a long text to a fraction of a second. */
const AT_ONCE = 1000;

/** A word as it is compared: capital letters do not matter. */
export const foldWord = (word: string): string => word.toLowerCase();

/** Everything in `text` that may be somebody's word: each run of up to 20 characters that does not begin or end blank. Pure. */
export function candidatesIn(text: string): string[] {
  const folded = foldWord(text);
  const found = new Set<string>();
  for (let from = 0; from < folded.length; from++) {
    const longest = Math.min(LONGEST_WORD, folded.length - from);
    for (let length = 1; length <= longest; length++) {
      const word = folded.slice(from, from + length);
      if (word === word.trim()) found.add(word);
    }
  }
  return [...found];
}

/**
 * Which of `values` stand in the list `field` of any resident. One step into the index for each, however many residents
 * there are and however many of them hold it: 0.2 ms a value at a million residents, where reading out the list's
 * different values takes seconds and at 400,000 of them exceeds a reply of MongoDB.
 */
async function heldAmong(field: 'words' | 'itemIds', values: readonly string[]): Promise<string[]> {
  const held: string[] = [];
  for (let from = 0; from < values.length; from += AT_ONCE) {
    const rows = await Subscriptions.aggregate<{ value: string }>([
      // A row for each value, whoever the one resident is that it is made from.
      { $limit: 1 },
      { $project: { _id: 0, value: { $literal: values.slice(from, from + AT_ONCE) } } },
      { $unwind: '$value' },
      {
        $lookup: {
          from: collectionOf(Subscriptions).collectionName,
          localField: 'value',
          foreignField: field,
          // The first step lets the partial index be used.
          pipeline: [{ $match: { [`${field}.0`]: { $exists: true } } }, { $limit: 1 }, { $project: { _id: 1 } }],
          as: 'holders',
        },
      },
      { $match: { 'holders.0': { $exists: true } } },
      { $project: { value: 1 } },
    ]);
    held.push(...rows.map((row) => row.value));
  }
  return held;
}

/** The words of all residents that stand in `text`, in the form in which they are compared. */
export async function keywordsIn(text: string): Promise<string[]> {
  return heldAmong('words', candidatesIn(text));
}

/** Which of the items anybody follows. */
export async function followedAmong(itemIds: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(await heldAmong('itemIds', [...new Set(itemIds)]));
}
