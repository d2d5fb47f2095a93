import { existsSync, readFileSync } from 'node:fs';
import own from '../../test/search/queries.json';
import { serverPath } from '../../src/runtime';

/** A question with the documents (by number) and items (by catalogue number) that answer it. */
export interface Question {
  q: string;
  docs?: string[] | undefined;
  items?: number[] | undefined;
}

export interface QuestionSet {
  name: string;
  queries: Question[];
  negatives: { q: string }[];
}

const reference = serverPath('..', '..', 'shared', 'truth', 'queries.json');

/** The question sets: the reference set when it stands beside the project, and our own. */
export function questionSets(): QuestionSet[] {
  const sets: QuestionSet[] = Object.entries(own)
    .filter(([name]) => name !== 'note')
    .map(([name, set]) => ({ name, ...(set as Omit<QuestionSet, 'name'>) }));
  if (!existsSync(reference)) return sets;
  const given = JSON.parse(readFileSync(reference, 'utf8')) as Omit<QuestionSet, 'name'>;
  return [{ name: 'reference', queries: given.queries, negatives: given.negatives }, ...sets];
}

export interface Quality {
  recall: number;
  mrr: number;
  asked: number;
}

const FIRST = 5;

/** Recall among the first five and mean reciprocal rank; a rank is 0-based, −1 for not found. */
export function qualityOf(ranks: readonly number[]): Quality {
  const found = ranks.filter((rank) => rank >= 0 && rank < FIRST);
  const mrr = found.reduce((sum, rank) => sum + 1 / (rank + 1), 0) / Math.max(1, ranks.length);
  return { recall: found.length / Math.max(1, ranks.length), mrr, asked: ranks.length };
}
