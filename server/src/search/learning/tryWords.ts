import type { WordsTrial, WordsTrialInput } from '@shuozhi/shared/api';
import { catalogueWith } from '../../items';
import { currentVocabulary, linesOfGroup } from '../../words';
import { searchAll } from '../searchAll';

const SHOWN = 5;

/** What questions would find if a word group counted, beside what they find now. Nothing is stored. */
export async function tryWords({ group, queries }: WordsTrialInput, now: Date): Promise<WordsTrial> {
  const { words } = await currentVocabulary();
  const changed = await catalogueWith({ ...words, relations: [...words.relations, ...linesOfGroup(group)] });
  const found = async (query: string, catalogue?: typeof changed) => {
    const { notices, items, noticesConfident, itemsConfident } = await searchAll(query, SHOWN, now, { catalogue });
    return {
      notices: notices.map(({ id, title, standing }) => ({ id, title, standing })),
      items: items.map(({ id, name }) => ({ id, name })),
      noticesConfident,
      itemsConfident,
    };
  };
  const items: WordsTrial['items'] = [];
  for (const query of queries) items.push({ query, now: await found(query), then: await found(query, changed) });
  return { items };
}
