import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cityProfile, needsReview, parseGazette, type ParsedDocument } from '../src/gazettes';
import { serverPath } from '../src/runtime';
import { CASE_TRUTH, otherCity, type CaseTruth, type Expected } from './support/caseTruth';
import { printTable } from './support/table';

/** Inputs that failed once, with what is right; beside the repository when there. */
const CASES = serverPath('..', '..', 'shared', 'cases');

type Verdict = 'right' | 'doubted' | 'silent';

const plain = (value: unknown): string =>
  (typeof value === 'string' ? value : '').normalize('NFKC').replace(/[\s《》〈〉“”"'‘’（）()〔〕[\]【】]/g, '');
const sameList = (got: readonly string[], want: readonly string[]): boolean =>
  JSON.stringify([...new Set(got.map(plain))].sort()) === JSON.stringify([...new Set(want.map(plain))].sort());

function matches(got: unknown, want: unknown): boolean {
  if (want === null) return got === null || got === '';
  if (Array.isArray(want)) return Array.isArray(got) && sameList(got as string[], want as string[]);
  if (typeof want === 'object' && want !== null && 'any' in want) {
    const { any } = want as { any: readonly unknown[] };
    return any.some((each) => (Array.isArray(got) && !Array.isArray(each) ? got.includes(each) : matches(got, each)));
  }
  if (typeof want === 'object' && want !== null && 're' in want)
    return new RegExp((want as { re: string }).re).test(typeof got === 'string' ? got.replace(/\s/g, '') : '');
  return plain(got) === plain(want);
}

const FIELD: Readonly<Record<string, string>> = { topic: 'topics' };
/** Fields whose confidence is counted together. */
const CONFIDENCE: Readonly<Record<string, string>> = { effectiveFrom: 'effective', effectiveTo: 'effective' };

/** A wrong value is doubted when a warning names the field and the document is held for a person; else it is silent. */
function verdictOf(document: ParsedDocument, field: string, want: Expected): Verdict {
  const name = FIELD[field] ?? field;
  const got = (document as unknown as Record<string, unknown>)[name];
  if (matches(got, want)) return 'right';
  const named = document.warnings.some((warning) => warning.field === name);
  return named && needsReview(document) ? 'doubted' : 'silent';
}

interface CaseResult {
  samples: { confidence: number; right: boolean }[];
  name: string;
  counts: Record<Verdict, number>;
  wrong: string[];
  held: boolean;
}

function judge(name: string, text: string, truth: CaseTruth): CaseResult {
  const { documents } = parseGazette(text, cityProfile);
  const counts = { right: 0, doubted: 0, silent: 0 };
  const wrong: string[] = [];
  const [document] = documents;
  if (document === undefined || documents.length > 1) {
    counts.doubted = document === undefined ? Object.keys(truth).length : 0;
    counts.silent = document === undefined ? 0 : Object.keys(truth).length;
    return { name, counts, samples: [], wrong: [`${documents.length} documents`], held: true };
  }
  const samples: CaseResult['samples'] = [];
  for (const [field, want] of Object.entries(truth)) {
    const verdict = verdictOf(document, field, want);
    counts[verdict] += 1;
    const confidence = document.fields[CONFIDENCE[field] ?? FIELD[field] ?? field];
    if (confidence !== undefined) samples.push({ confidence, right: verdict === 'right' });
    const got = (document as unknown as Record<string, unknown>)[FIELD[field] ?? field];
    if (verdict !== 'right')
      wrong.push(`${verdict} ${field}: ${JSON.stringify(got)} instead of ${JSON.stringify(want)}`);
  }
  return { name, counts, samples, wrong, held: needsReview(document) };
}

/** Every case whose right values are known, in order. */
function truths(): [string, CaseTruth][] {
  const notices = JSON.parse(readFileSync(path.join(CASES, 'notices', 'expected.json'), 'utf8')) as Record<
    string,
    CaseTruth
  >;
  const repeals = JSON.parse(readFileSync(path.join(CASES, 'txt', 'repeals.json'), 'utf8')) as Record<
    string,
    { repeals: string[] | 'title' }
  >;
  return [
    ...Object.entries(notices).map(([file, truth]): [string, CaseTruth] => [`notices/${file}`, truth]),
    ...Object.entries(repeals).map(([name, each]): [string, CaseTruth] => [
      `txt/${name}.txt`,
      {
        repeals: each.repeals === 'title' ? [] : each.repeals,
        docNo: '山政发〔2024〕30号',
        issuers: ['山城市人民政府'],
      },
    ]),
    ...readdirSync(path.join(CASES, 'othercity'))
      .filter((file) => /^city-.\.txt$/.test(file))
      .map((file): [string, CaseTruth] => [`othercity/${file}`, otherCity(file.charAt(5))]),
    ...Object.entries(CASE_TRUTH),
  ];
}

/**
 * Prints how many fields of each case are right, doubted (named, and publishing held) or silently wrong.
 * @returns the fields judged with their confidence
 */
export function printCases(): CaseResult['samples'] {
  if (!existsSync(CASES)) {
    console.log(`no cases at ${CASES}; nothing to judge`);
    return [];
  }
  const results = truths().map(([name, truth]) => judge(name, readFileSync(path.join(CASES, name), 'utf8'), truth));
  const total = (verdict: Verdict): number => results.reduce((sum, each) => sum + each.counts[verdict], 0);
  printTable([
    ['case', 'right', 'doubted', 'silent', 'held'],
    ...results.map(({ name, counts, held }) => [
      name,
      String(counts.right),
      String(counts.doubted),
      String(counts.silent),
      held ? 'held' : '',
    ]),
    ['all', String(total('right')), String(total('doubted')), String(total('silent')), ''],
  ]);
  for (const { name, wrong } of results) for (const line of wrong) console.log(`${name}  ${line}`);
  return results.flatMap((each) => each.samples);
}
