import { isLetters, normalizeText, parseRelation, plainLetters, rankBySpelling } from '@shuozhi/shared';
import type { Suggestions } from '@shuozhi/shared/api';
import { currentCatalogue, type Catalogue } from '../items';
import { RevalidatedCache } from '../runtime';
import { currentVocabulary } from '../words';
import { NoticeIndex, type NoticeIndexRecord } from './fulltext';
import { subjectOf } from './subject';

type Suggestion = Suggestions['suggestions'][number];

/** Names of items longer than this are for reading, not for typing. */
const LONGEST = 16;
/** The newest notices are what people look for. */
const NOTICES = 500;

interface SuggestionList {
  catalogue: Catalogue;
  all: { suggestion: Suggestion; plain: string }[];
}

async function makeList(catalogue: Catalogue): Promise<SuggestionList> {
  const [{ words }, notices] = await Promise.all([
    currentVocabulary(),
    NoticeIndex.find({ isPublic: true }, 'title')
      .sort({ rank: -1 })
      .limit(NOTICES)
      .lean<Pick<NoticeIndexRecord, 'title'>[]>(),
  ]);
  const texts = new Map<string, Suggestion['kind']>();
  const add = (text: string, kind: Suggestion['kind']) => {
    if (text.length > 1 && text.length <= LONGEST && !texts.has(text)) texts.set(text, kind);
  };
  for (const item of catalogue.items) {
    for (const name of catalogue.everydayNames(item.id)) add(name, 'item');
    add(item.name, 'item');
  }
  for (const { title } of notices) add(subjectOf(title), 'notice');
  for (const relation of words.relations.map(parseRelation)) {
    if (relation.kind === 'same' || relation.kind === 'narrower') for (const word of relation.words) add(word, 'word');
  }
  return {
    catalogue,
    all: [...texts].map(([text, kind]) => ({ suggestion: { text, kind }, plain: normalizeText(text) })),
  };
}

const cache = new RevalidatedCache<SuggestionList, Catalogue>({
  maxAgeMs: 30_000,
  load: (_last, catalogue) => makeList(catalogue),
});

/** What the reader may be about to type: beginnings before parts, short before long; letters are read as pinyin. */
export async function suggest(query: string, limit: number): Promise<Suggestions> {
  const { catalogue, all } = await cache.get(await currentCatalogue());
  if (isLetters(query)) {
    const ranked = rankBySpelling(
      plainLetters(query),
      all.map(({ plain }) => [plain]),
      catalogue.search.pinyin,
      true,
    );
    return { suggestions: ranked.slice(0, limit).flatMap(({ index }) => all[index]?.suggestion ?? []) };
  }
  const plain = normalizeText(query);
  const found = all.flatMap(({ suggestion, plain: text }) => {
    const at = text.indexOf(plain);
    return at === -1 || text === plain ? [] : [{ suggestion, order: (at === 0 ? 0 : 100) + text.length }];
  });
  found.sort((a, b) => a.order - b.order);
  return { suggestions: found.slice(0, limit).map(({ suggestion }) => suggestion) };
}
