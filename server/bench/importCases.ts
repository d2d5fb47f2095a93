import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cityProfile, needsReview, parseGazette } from '../src/gazettes';
import { fieldOf, INPUTS, verdictOf, type CaseTruth, type Verdict } from '../test/gazettes/verdict';
import { serverPath } from '../src/runtime';
import { CASE_TRUTH, otherCity } from './support/caseTruth';
import { printTable } from './support/table';

/** Inputs that failed once, with what is right; beside the repository when there. */
const CASES = serverPath('..', '..', 'shared', 'cases');

/** Fields whose confidence is counted together. */
const CONFIDENCE: Readonly<Record<string, string>> = { effectiveFrom: 'effective', effectiveTo: 'effective' };

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
    const confidence = document.fields[CONFIDENCE[field] ?? fieldOf(field)];
    if (confidence !== undefined) samples.push({ confidence, right: verdict === 'right' });
    const got = (document as unknown as Record<string, unknown>)[fieldOf(field)];
    if (verdict !== 'right')
      wrong.push(`${verdict} ${field}: ${JSON.stringify(got)} instead of ${JSON.stringify(want)}`);
  }
  return { name, counts, samples, wrong, held: needsReview(document) };
}

/** Cases beside the repository whose right values are known, in order; none where they are not there. */
function truths(): [string, CaseTruth][] {
  if (!existsSync(CASES)) {
    console.log(`no cases at ${CASES}; only the inputs of this repository are judged`);
    return [];
  }
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
  const own = INPUTS.map(({ name, right, lines }) => judge(name, lines.join('\n'), right));
  const beside = truths().map(([name, truth]) => judge(name, readFileSync(path.join(CASES, name), 'utf8'), truth));
  const results = [...beside, ...own];
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
