import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { KeyFact } from '@shuozhi/shared/api';
import { cityProfile, parseGazette } from '../src/gazettes';
import { serverPath } from '../src/runtime';
import { printTable } from './support/table';

const GAZETTES = serverPath('..', '..', 'shared', 'gazettes');

/** A fact as a person wrote it down (bench/truth/facts/README.md). */
interface Wanted {
  docNo: string;
  kind: string;
  subject: string;
  must: string[];
  where: string;
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s"'“”‘’「」]/g, '')
    .replace(/[—–‐-―~～至]/g, '-');

/** A figure counts only where no digit or decimal point stands right before it. */
function contains(text: string, word: string): boolean {
  const wanted = plain(word);
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (!/^\d/.test(wanted) || !/[\d.]/.test(text.charAt(at - 1))) return true;
  return false;
}

function covers(fact: KeyFact, wanted: Wanted): boolean {
  const text = plain(`${fact.label}：${fact.value}`);
  if (!wanted.must.every((word) => contains(text, word))) return false;
  if (wanted.kind === 'forbidden') return fact.kind === 'forbidden' || fact.kind === 'area';
  if (wanted.kind === 'required') return fact.kind !== 'forbidden';
  return wanted.kind !== 'deadline' || fact.kind !== 'period';
}

/**
 * Recall of the key facts against those a person wrote down beforehand, a row a notice, and facts that stand twice.
 * Precision is judged by a person beside the source: `--facts` prints them.
 */
export function printFacts(file: string, all: boolean): void {
  const truth = serverPath('bench', 'truth', 'facts', file);
  if (!existsSync(truth) || !existsSync(GAZETTES)) {
    console.log(`no facts or no gazettes to compare (${truth}, ${GAZETTES})`);
    return;
  }
  const wanted = JSON.parse(readFileSync(truth, 'utf8')) as Wanted[];
  const documents = readdirSync(GAZETTES)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => parseGazette(readFileSync(path.join(GAZETTES, name), 'utf8'), cityProfile).documents);
  const rows: string[][] = [];
  const missed: string[] = [];
  const sum = { facts: 0, twice: 0, covering: 0, wanted: 0, covered: 0 };
  for (const docNo of new Set(wanted.map((fact) => fact.docNo))) {
    const facts = documents.find((document) => document.docNo === docNo)?.keyFacts ?? [];
    const own = wanted.filter((fact) => fact.docNo === docNo);
    const covered = own.filter((fact) => facts.some((each) => covers(each, fact)));
    const twice = facts.length - new Set(facts.map((fact) => plain(fact.value))).size;
    const covering = facts.filter((fact) => own.some((each) => covers(fact, each)));
    rows.push([docNo, facts.length, twice, covering.length, own.length, covered.length].map(String));
    sum.facts += facts.length;
    sum.twice += twice;
    sum.covering += covering.length;
    sum.wanted += own.length;
    sum.covered += covered.length;
    for (const fact of own)
      if (!covered.includes(fact))
        missed.push(`${docNo} ${fact.where} ${fact.kind} ${fact.subject}: ${fact.must.join(' + ')}`);
    if (all)
      for (const fact of facts)
        console.log(`${docNo} [${fact.kind}] ${covering.includes(fact) ? '✓' : ' '} ${fact.label}：${fact.value}`);
  }
  printTable([
    ['document', 'facts', 'twice', 'cover one wanted', 'wanted', 'covered'],
    ...rows,
    ['all', ...[sum.facts, sum.twice, sum.covering, sum.wanted, sum.covered].map(String)],
  ]);
  console.log(`recall ${((100 * sum.covered) / sum.wanted).toFixed(1)} %`);
  for (const line of missed) console.log(`missed ${line}`);
}
