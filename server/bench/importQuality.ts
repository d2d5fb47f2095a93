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
function main(): void {
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

main();
