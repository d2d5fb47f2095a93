import { plainWord, type SearchWords } from '@shuozhi/shared';
import { RevalidatedCache } from '../runtime';
import { BUILTIN_HOT, BUILTIN_WORDS, type HotTopic } from './builtin';
import { WordGroups, WordsState, type WordGroupRecord, type WordsStateRecord } from './model';

/** The vocabulary of search as it is now: the program's own and what staff added. */
export interface Vocabulary {
  /** Moves with every edit of words; whoever derives something from the words keeps it beside. */
  revision: number;
  words: SearchWords;
  hot: readonly HotTopic[];
}

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

async function load(last: Vocabulary | undefined): Promise<Vocabulary> {
  const state = await WordsState.findById('state').lean<WordsStateRecord>();
  const revision = state?.revision ?? 0;
  const hot = state?.hot ?? BUILTIN_HOT;
  if (last?.revision === revision) return { ...last, hot };
  const added = await WordGroups.find().sort({ _id: 1 }).lean();
  const relations = [...BUILTIN_WORDS.relations, ...added.flatMap(linesOfGroup)];
  return { revision, words: { ...BUILTIN_WORDS, relations }, hot };
}

const cache = new RevalidatedCache<Vocabulary>({ maxAgeMs: 2000, load });

/** The vocabulary; another process's edit shows after at most two seconds. */
export async function currentVocabulary(): Promise<Vocabulary> {
  return cache.get();
}

/** Makes the next reader look at the database; for the process that has just edited. */
export function forgetVocabulary(): void {
  cache.invalidate();
}
