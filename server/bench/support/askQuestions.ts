import { readFileSync } from 'node:fs';
import { serverPath } from '../../src/runtime';
import { FIRST, judge, printVerdicts, type JudgedQuestion, type SearchAnswer, type Verdict } from './judgeSearch';

/** Where the sets stand: `blind` is asked twice only and read by nobody who works on search. */
export const QUESTION_SETS = ['blind', 'development'] as const;
export type QuestionSet = (typeof QUESTION_SETS)[number];

/** Asks a running server, whichever version it is. */
export function askOverHttp(origin: string): (q: string) => Promise<SearchAnswer> {
  return async (q) => {
    const answer = await fetch(`${origin}/api/v1/search?q=${encodeURIComponent(q)}&limit=${FIRST}`);
    if (!answer.ok) throw new Error(`search answered ${answer.status}`);
    return (await answer.json()) as SearchAnswer;
  };
}

/** Asks every question of a set and prints the figures; of the development set also what failed. */
export async function askQuestions(set: QuestionSet, ask: (q: string) => Promise<SearchAnswer>): Promise<void> {
  const file = serverPath('bench', 'questions', `${set}.json`);
  const read = JSON.parse(readFileSync(file, 'utf8')) as JudgedQuestion[] | { questions: JudgedQuestion[] };
  const questions = Array.isArray(read) ? read : read.questions;
  const verdicts: Verdict[] = [];
  for (const question of questions) {
    const answer = await ask(question.q);
    const verdict = judge(question, answer);
    verdicts.push(verdict);
    if (set === 'development') printFailure(verdict, answer);
  }
  printVerdicts(verdicts);
}

function printFailure({ question, rank, wrong, unexpected }: Verdict, answer: SearchAnswer): void {
  const { q, kind, expect } = question;
  const missed = rank < 0 && kind !== 'nothing' && kind !== 'outdated';
  const failure = missed ? 'not found' : wrong ? 'confidently wrong' : unexpected ? 'confident, other first' : null;
  if (failure === null) return;
  const found = [
    ...answer.notices.slice(0, FIRST).map(({ docNo }) => docNo ?? '?'),
    ...answer.items.slice(0, FIRST).map(({ no }) => `item ${no}`),
  ];
  const expected = [...expect.docNos, ...expect.itemNos.map((no) => `item ${no}`)].join(' ');
  process.stdout.write(`${failure}: ${q} (${kind}) expected ${expected || 'nothing'}; found ${found.join(' ')}\n`);
}
