import { createItemSearch, type ItemSearch, relevantRelations, type SearchWords } from '@shuozhi/shared';
import type { ItemCatalogue, ItemSummary } from '@shuozhi/shared/api';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { RevalidatedCache } from '../runtime';
import { currentVocabulary, generalJieba, generalSegmenter, PINYIN } from '../words';
import { DEPARTMENT_ALIASES, EVERYDAY_NAMES } from './everyday';
import { Items, type ItemRecord } from './model';
import { presentSummary } from './present';

/** The catalogue as this process holds it: a cache that asks the database whether it is still right. */
export interface Catalogue {
  items: readonly ItemSummary[];
  search: ItemSearch<ItemSummary>;
  /** Numbers of the documents that list the items: they name every item and explain none. */
  listedIn: ReadonlySet<string>;
  /** Names by which people ask for an item. */
  everydayNames: (itemId: string) => readonly string[];
  /** The whole for offline use, made when first asked for. */
  offline: () => ItemCatalogue;
}

interface CatalogueState {
  /** Moves with every change of items. */
  itemsVersion: string;
  wordsRevision: number;
  catalogue: Catalogue;
}

/** Words in the names of items, as the general segmenter cuts them; single characters tell nothing. */
function subjectsOf(items: readonly ItemSummary[]): string[] {
  const words = items.flatMap((item) => generalJieba().cut(item.name, false));
  return [...new Set(words.filter((word) => word.length > 1 && /^[\u4e00-\u9fff]+$/.test(word)))].sort();
}

/** The catalogue as it is now; parts of `last` that are still right are used again. */
async function load(last: CatalogueState | undefined): Promise<CatalogueState> {
  const [{ revision: wordsRevision, words }, newest, count] = await Promise.all([
    currentVocabulary(),
    Items.findOne({}, 'updatedAt').sort({ updatedAt: -1 }).lean<Pick<ItemRecord, 'updatedAt'>>(),
    Items.countDocuments(),
  ]);
  const itemsVersion = [newest?.updatedAt.getTime() ?? 0, count].join('.');
  const sameWords = last?.wordsRevision === wordsRevision;
  if (sameWords && last.itemsVersion === itemsVersion) return last;
  const rows = await Items.find({}, '-elements').sort({ catalogue: -1, no: 1 }).lean<ItemRecord[]>();
  const items = rows.map(presentSummary);
  // Only elements changed: what search rests on is the same.
  if (sameWords && isDeepStrictEqual(last.catalogue.items, items)) return { ...last, itemsVersion };
  const listedIn = new Set(rows.map((row) => row.basis.docNo));
  return { itemsVersion, wordsRevision, catalogue: { ...makeCatalogue(items, words), listedIn } };
}

function makeCatalogue(items: readonly ItemSummary[], words: SearchWords): Omit<Catalogue, 'listedIn'> {
  const data = {
    items: [...items],
    names: Object.fromEntries(Object.entries(EVERYDAY_NAMES).map(([id, names]) => [id, [...names]])),
    departments: Object.fromEntries(Object.entries(DEPARTMENT_ALIASES).map(([name, list]) => [name, [...list]])),
    words,
    subjects: subjectsOf(items),
    pinyin: { ...PINYIN },
  };
  let offline: ItemCatalogue | undefined;
  return {
    items,
    search: createItemSearch(data, generalSegmenter),
    everydayNames: (itemId) => EVERYDAY_NAMES[itemId] ?? [],
    offline: () => {
      offline ??= offlineCatalogue(data);
      return offline;
    },
  };
}

/** The catalogue for phones, with the part of the vocabulary that leads to items. */
function offlineCatalogue(data: Omit<ItemCatalogue, 'version'>): ItemCatalogue {
  const texts = [...data.items, ...Object.keys(data.departments).map((name) => ({ name }))].map(({ name }) => name);
  const relations = relevantRelations(data.words.relations, [...texts, ...Object.values(data.names).flat()]);
  const part = { ...data, words: { ...data.words, relations } };
  return { version: createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 16), ...part };
}

const cache = new RevalidatedCache<CatalogueState, number>({ maxAgeMs: 2000, load });

/** The catalogue with its ranking; a change by another process shows after at most two seconds. */
export async function currentCatalogue(): Promise<Catalogue> {
  const { revision } = await currentVocabulary();
  return (await cache.get(revision)).catalogue;
}

/** The catalogue as other words would search it; nothing is kept. */
export async function catalogueWith(words: SearchWords): Promise<Catalogue> {
  const { items, listedIn } = await currentCatalogue();
  return { ...makeCatalogue(items, words), listedIn };
}

/** Makes the next reader look at the database; for the process that has just changed items. */
export function forgetCatalogue(): void {
  cache.invalidate();
}
