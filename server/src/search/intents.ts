import intents from '../../data/search/intents.json';

const table = intents.map(({ asks, shows }) => ({ asks, shows: new RegExp(shows) }));

/** What a sentence must show to answer this question (a number to call, an amount, a day); null when nothing special. */
export function askedFor(query: string): RegExp | null {
  return table.find(({ asks }) => asks.some((word) => query.includes(word)))?.shows ?? null;
}
