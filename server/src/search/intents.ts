import intents from '../../data/search/intents.json';

const table = intents.map(({ asks, shows }) => ({ asks, shows: new RegExp(shows) }));

/** Whether a word only says what kind of answer is wanted (电话, 多少钱), not what about. */
export function asksOnly(word: string): boolean {
  return table.some(({ asks }) => asks.includes(word));
}

/** What a sentence must show to answer this question (a number to call, an amount, a day); null when nothing special. */
export function askedFor(query: string): RegExp | null {
  return table.find(({ asks }) => asks.some((word) => query.includes(word)))?.shows ?? null;
}
