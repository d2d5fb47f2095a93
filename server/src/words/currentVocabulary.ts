import { plainWord, type SearchWords } from '@shuozhi/shared';
import { BUILTIN_HOT, BUILTIN_WORDS, type HotTopic } from './builtin';
import { WordGroups, WordsState, type WordGroupRecord, type WordsStateRecord } from './model';

/** The vocabulary of search as it is now: the program's own and what staff added. */
export interface Vocabulary {
  /** Moves with every edit of words; whoever derives something from the words keeps it beside. */
  revision: number;
  words: SearchWords;
  hot: readonly HotTopic[];
}

const REVALIDATE_MS = 2000;
let cached: { vocabulary: Vocabulary; checkedAt: number } | undefined;
let loading: Promise<Vocabulary> | undefined;

/** A group of the staff as lines: its words stand for one another and are kinds of what official texts call them. */
export function linesOfGroup({ words, means, loose }: Pick<WordGroupRecord, 'words' | 'means' | 'loose'>): string[] {
  const said = [...new Set(words.map(plainWord))].filter(Boolean);
  const official = [...new Set(means.map(plainWord))].filter((word) => word !== '' && !said.includes(word));
  const [first] = said;
  if (first === undefined) return [];
  if (loose) return [`${said.join(' ')} ~ ${[...official, ...said].join(' ')}`];
  const same = said.length > 1 ? [`${first} = ${said.slice(1).join(' ')}`] : [];
  return [...same, ...official.map((word) => `${word} > ${first}`)];
}

async function load(): Promise<Vocabulary> {
  const state = await WordsState.findById('state').lean<WordsStateRecord>();
  const revision = state?.revision ?? 0;
  const hot = state?.hot ?? BUILTIN_HOT;
  if (cached?.vocabulary.revision === revision) return { ...cached.vocabulary, hot };
  const added = await WordGroups.find().sort({ _id: 1 }).lean();
  return {
    revision,
    words: {
      ...BUILTIN_WORDS,
      relations: [...BUILTIN_WORDS.relations, ...added.flatMap(linesOfGroup)],
    },
    hot,
  };
}

/** The vocabulary; another process's edit shows after at most two seconds. */
export async function currentVocabulary(): Promise<Vocabulary> {
  if (cached && Date.now() - cached.checkedAt < REVALIDATE_MS) return cached.vocabulary;
  loading ??= load()
    .then((vocabulary) => {
      cached = { vocabulary, checkedAt: Date.now() };
      return vocabulary;
    })
    .finally(() => {
      loading = undefined;
    });
  return loading;
}

/** Makes the next reader look at the database; for the process that has just edited. */
export function forgetVocabulary(): void {
  if (cached) cached.checkedAt = 0;
}
