import { createItemSearch, type ItemSearch } from '@shuozhi/shared';
import type { ItemCatalogue, ItemSummary } from '@shuozhi/shared/api';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { currentVocabulary, cutGeneral, generalJieba, PINYIN } from '../words';
import { DEPARTMENT_ALIASES, EVERYDAY_NAMES } from './everyday';
import { Items, type ItemRecord } from './model';
import { presentSummary } from './present';

/** The catalogue as this process holds it: a cache that asks the database whether it is still right. */
export interface Catalogue {
  items: readonly ItemSummary[];
  search: ItemSearch<ItemSummary>;
  /** Names by which people ask for an item. */
  everydayNames: (itemId: string) => readonly string[];
  /** The whole for offline use, made when first asked for. */
  offline: () => ItemCatalogue;
}

interface Kept {
  mark: string;
  wordsRevision: number;
  checkedAt: number;
  catalogue: Catalogue;
}

const TRUST_MS = 2000;
let kept: Kept | undefined;
let loading: Promise<Catalogue> | undefined;

/** Words in the names of items, as the general segmenter cuts them; single characters tell nothing. */
function subjectsOf(items: readonly ItemSummary[]): string[] {
  const words = items.flatMap((item) => generalJieba().cut(item.name, false));
  return [...new Set(words.filter((word) => word.length > 1 && /^[\u4e00-\u9fff]+$/.test(word)))].sort();
}

async function load(): Promise<Catalogue> {
  const [vocabulary, newest, count] = await Promise.all([
    currentVocabulary(),
    Items.findOne({}, 'updatedAt').sort({ updatedAt: -1 }).lean<Pick<ItemRecord, 'updatedAt'>>(),
    Items.countDocuments(),
  ]);
  const mark = [vocabulary.revision, newest?.updatedAt.getTime() ?? 0, count].join('.');
  if (kept?.mark === mark) {
    kept.checkedAt = Date.now();
    return kept.catalogue;
  }
  const rows = await Items.find({}, '-elements').sort({ catalogue: -1, no: 1 }).lean<ItemRecord[]>();
  const items = rows.map(presentSummary);
  if (kept?.wordsRevision === vocabulary.revision && isDeepStrictEqual(kept.catalogue.items, items)) {
    // Only elements changed: what search rests on is the same.
    kept = { ...kept, mark, checkedAt: Date.now() };
    return kept.catalogue;
  }
  const data = {
    items,
    names: Object.fromEntries(Object.entries(EVERYDAY_NAMES).map(([id, names]) => [id, [...names]])),
    departments: Object.fromEntries(Object.entries(DEPARTMENT_ALIASES).map(([name, list]) => [name, [...list]])),
    words: vocabulary.words,
    subjects: subjectsOf(items),
    pinyin: { ...PINYIN },
  };
  let offline: ItemCatalogue | undefined;
  const catalogue: Catalogue = {
    items,
    search: createItemSearch(data, cutGeneral),
    everydayNames: (itemId) => EVERYDAY_NAMES[itemId] ?? [],
    offline: () => {
      offline ??= { version: createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16), ...data };
      return offline;
    },
  };
  kept = { mark, wordsRevision: vocabulary.revision, checkedAt: Date.now(), catalogue };
  return catalogue;
}

/** The catalogue with its ranking; a change by another process shows after at most two seconds. */
export async function currentCatalogue(): Promise<Catalogue> {
  const { revision } = await currentVocabulary();
  if (kept?.wordsRevision === revision && Date.now() - kept.checkedAt < TRUST_MS) return kept.catalogue;
  loading ??= load().finally(() => {
    loading = undefined;
  });
  return loading;
}

/** Makes the next reader look at the database; for the process that has just changed items. */
export function forgetCatalogue(): void {
  if (kept) kept.checkedAt = 0;
}
