import { printTable } from './table';

/** What a fair answer to a question is, see questions/README.md. */
export type QuestionKind = 'notice' | 'item' | 'either' | 'nothing' | 'outdated';

export interface JudgedQuestion {
  q: string;
  topic: string;
  kind: QuestionKind;
  expect: { docNos: string[]; itemNos: number[] };
}

/** What the judge reads of an answer of `/search`; an engine that claims nothing about its notices leaves that out. */
export interface SearchAnswer {
  notices: { docNo: string | null }[];
  items: { no: number }[];
  noticesConfident?: boolean;
  itemsConfident: boolean;
}

export interface Verdict {
  question: JudgedQuestion;
  /** 0-based rank of the first expected result in its own group; −1 when none is among the first five. */
  rank: number;
  /** A group claims to answer what nothing answers, or what only a rule answers that is over. */
  wrong: boolean;
  /** A group claims to answer, and its first result is none of those expected; the expectations are not exhaustive. */
  unexpected: boolean;
}

export const FIRST = 5;
const isAnswerable = (kind: QuestionKind) => kind !== 'nothing' && kind !== 'outdated';

/** Judges one answer. An outdated question is also asked whether its old rule was found. */
export function judge(question: JudgedQuestion, answer: SearchAnswer): Verdict {
  const { docNos, itemNos } = question.expect;
  const noticeRank = answer.notices.slice(0, FIRST).findIndex(({ docNo }) => docNos.includes(docNo ?? ''));
  const itemRank = answer.items.slice(0, FIRST).findIndex(({ no }) => itemNos.includes(no));
  const ranks = [noticeRank, itemRank].filter((rank) => rank >= 0);
  const noticesClaim = answer.noticesConfident === true;
  const claims = noticesClaim || answer.itemsConfident;
  return {
    question,
    rank: ranks.length === 0 ? -1 : Math.min(...ranks),
    wrong: !isAnswerable(question.kind) && claims,
    unexpected:
      isAnswerable(question.kind) && ((noticesClaim && noticeRank !== 0) || (answer.itemsConfident && itemRank !== 0)),
  };
}

const percent = (part: number, whole: number) => (whole === 0 ? '' : `${((part / whole) * 100).toFixed(1)} %`);

function row(label: string, verdicts: readonly Verdict[]): string[] {
  const asked = verdicts.filter(({ question }) => isAnswerable(question.kind));
  const others = verdicts.filter(({ question }) => !isAnswerable(question.kind));
  const found = asked.filter(({ rank }) => rank >= 0);
  const mrr = found.reduce((sum, { rank }) => sum + 1 / (rank + 1), 0) / Math.max(1, asked.length);
  return [
    label,
    `${asked.length}`,
    percent(found.length, asked.length),
    asked.length === 0 ? '' : mrr.toFixed(3),
    `${others.length}`,
    `${others.filter(({ wrong }) => wrong).length}`,
    `${asked.filter(({ unexpected }) => unexpected).length}`,
  ];
}

/** Prints figures by topic and kind, never a question: a set that somebody has read is worn out. */
export function printVerdicts(verdicts: readonly Verdict[]): void {
  const head = ['', 'answerable', 'recall@5', 'MRR', 'unanswerable', 'confidently wrong', 'confident, other first'];
  const groups = (of: (question: JudgedQuestion) => string) =>
    [...new Set(verdicts.map(({ question }) => of(question)))].sort().map((label) =>
      row(
        label,
        verdicts.filter(({ question }) => of(question) === label),
      ),
    );
  printTable([head, row('all', verdicts), ...groups(({ kind }) => kind), ...groups(({ topic }) => topic)]);
  const old = verdicts.filter(({ question }) => question.kind === 'outdated' && question.expect.docNos.length > 0);
  const shown = old.filter(({ rank }) => rank >= 0).length;
  process.stdout.write(`old rules found among the first five: ${shown} of ${old.length}\n`);
}
