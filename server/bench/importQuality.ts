import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cityProfile, parseGazette, type ParsedGazette } from '../src/gazettes';
import { toJson } from '../src/gazettes/toJson';
import { serverPath } from '../src/runtime';
import { printTable } from './support/table';

/** Gazettes with what a careful reader found in them, and the tool that compares; beside the repository when there. */
const REFERENCE = serverPath('..', '..', 'shared');

interface Result {
  name: string;
  gazette: ParsedGazette;
  /** `right/total` of each field, and the score in per cent. */
  fields: Map<string, string>;
  missed: string[];
}

function scoreOf(name: string, folder: string): Result {
  const gazette = parseGazette(readFileSync(path.join(REFERENCE, 'gazettes', `${name}.txt`), 'utf8'), cityProfile);
  const output = path.join(folder, `${name}.json`);
  writeFileSync(output, JSON.stringify({ documents: gazette.documents.map(toJson) }));
  const tool = path.join(REFERENCE, 'tools', 'score-import.mjs');
  const truth = path.join(REFERENCE, 'truth', `${name}.json`);
  const lines = execFileSync(process.execPath, [tool, output, truth, '--verbose'], { encoding: 'utf8' })
    .trim()
    .split('\n');
  const fields = new Map<string, string>();
  for (const line of lines) {
    const [, field, value] = /^(\w+)\s+(\d+\/\d+|[\d.]+%)$/.exec(line) ?? [];
    if (field !== undefined && value !== undefined) fields.set(field, value);
    const extra = /^extra documents: (\d+)/.exec(line)?.[1];
    if (extra !== undefined) fields.set('extra documents', extra);
  }
  return { name, gazette, fields, missed: lines.filter((line) => /^\w+: /.test(line)) };
}

/** How often each warning was raised in each gazette. */
function warningRows(results: readonly Result[]): string[][] {
  const all = (gazette: ParsedGazette): string[] =>
    [...gazette.warnings, ...gazette.documents.flatMap((document) => document.warnings)].map((warning) => warning.code);
  const codes = [...new Set(results.flatMap(({ gazette }) => all(gazette)))].sort();
  return codes.map((code) => [
    code,
    ...results.map(({ gazette }) => String(all(gazette).filter((each) => each === code).length)),
  ]);
}

/** Prints the score of each field and the number of each warning, a column a gazette. */
export function printScores(): void {
  if (!existsSync(path.join(REFERENCE, 'truth'))) {
    console.log(`no reference gazettes at ${REFERENCE}; nothing to score`);
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'shuozhi-quality-'));
  try {
    const names = readdirSync(path.join(REFERENCE, 'gazettes')).filter((name) => name.endsWith('.txt'));
    const results = names.map((name) => scoreOf(name.replace(/\.txt$/, ''), folder));
    const head = results.map((result) => result.name);
    const fields = [...(results[0]?.fields.keys() ?? [])];
    printTable([
      ['field', ...head],
      ...fields.map((field) => [field, ...results.map((each) => each.fields.get(field) ?? '')]),
    ]);
    printTable([['warning', ...head], ...warningRows(results)]);
    for (const { name, missed } of results) for (const line of missed) console.log(`${name} ${line}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Years and serials of a number, whatever brackets are printed. */
const asPrinted = (docNo: string): string => docNo.replace(/[〔〕[\]【】（）()﹝﹞号\s]/g, '');

/** Every number that a document cites or ends must stand in the source, letter by letter. */
export function printCitations(): void {
  if (!existsSync(path.join(REFERENCE, 'gazettes'))) return;
  let all = 0;
  const wrong: string[] = [];
  for (const name of readdirSync(path.join(REFERENCE, 'gazettes')).filter((file) => file.endsWith('.txt'))) {
    const text = readFileSync(path.join(REFERENCE, 'gazettes', name), 'utf8');
    const source = asPrinted(text.normalize('NFKC'));
    for (const document of parseGazette(text, cityProfile).documents)
      for (const docNo of [...document.cites, ...document.repeals]) {
        all += 1;
        if (!source.includes(asPrinted(docNo))) wrong.push(`${name} ${document.docNo ?? document.title}: ${docNo}`);
      }
  }
  console.log(`numbers cited or repealed that stand in the source as printed: ${all - wrong.length} of ${all}`);
  for (const line of wrong) console.log(line);
}

const BINS = [0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.01];

/** Of the fields at each confidence, how many are right: the calibration of the importer over gazettes and cases. */
export function printCalibration(samples: readonly { confidence: number; right: boolean }[]): void {
  printTable([
    ['confidence', 'fields', 'right', 'share'],
    ...BINS.slice(0, -1).map((from, at) => {
      const to = BINS[at + 1] ?? 1;
      const inside = samples.filter((each) => each.confidence >= from && each.confidence < to);
      const right = inside.filter((each) => each.right).length;
      const share = inside.length === 0 ? '' : `${((100 * right) / inside.length).toFixed(1)} %`;
      return [`${from.toFixed(2)} to ${Math.min(to, 1).toFixed(2)}`, inside.length, right, share];
    }),
  ]);
}

const SCORED: Readonly<Record<string, string>> = {
  title: 'title',
  issuer: 'issuers',
  writtenOn: 'writtenOn',
  effective: 'effective',
  repeals: 'repeals',
  topic: 'topics',
};

/** Each scored field of each document of the reference gazettes with its confidence. */
export function gazetteSamples(): { confidence: number; right: boolean }[] {
  if (!existsSync(path.join(REFERENCE, 'truth'))) return [];
  const folder = mkdtempSync(path.join(tmpdir(), 'shuozhi-quality-'));
  try {
    return readdirSync(path.join(REFERENCE, 'gazettes'))
      .filter((name) => name.endsWith('.txt'))
      .flatMap((name) => {
        const { gazette, missed } = scoreOf(name.replace(/\.txt$/, ''), folder);
        return gazette.documents.flatMap((document) =>
          Object.entries(SCORED).map(([field, ours]) => ({
            confidence: document.fields[ours] ?? 1,
            right: !missed.some((line) => line.startsWith(`${field}: ${document.docNo ?? ''} `)),
          })),
        );
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
