import { fork } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { syntheticGazette } from '../test/gazettes/factories';
import { serverPath } from '../src/runtime';
import { printCases } from './importCases';
import { printDecodeSpeed } from './importDecode';
import { printFacts } from './importFacts';
import { printFiles } from './importFiles';
import { gazetteSamples, printCalibration, printCitations, printScores } from './importQuality';
import type { ParseMeasure } from './support/parseFiles';
import { printTable } from './support/table';

/** Gazettes beside the repository when they are there; else an invented one of about the same size. */
const GAZETTES = serverPath('..', '..', 'shared', 'gazettes');
const INVENTED_COPIES = 300;

interface Task {
  files: string[];
  texts: string[];
  times: number;
  mode: 'parse' | 'lines';
}

/** One measurement in a process of its own, so that its peak memory is its own. */
async function inProcess(task: Task): Promise<ParseMeasure> {
  const tsx = pathToFileURL(createRequire(serverPath('package.json')).resolve('tsx')).href;
  const child = fork(serverPath('bench', 'support', 'parseFiles.ts'), [], { execArgv: ['--import', tsx] });
  child.send(task);
  return new Promise<ParseMeasure>((resolve, reject) => {
    child.once('message', (message) => resolve(message as ParseMeasure));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the measuring process left with code ${code}`)));
  });
}

function row(name: string, result: ParseMeasure, baseline: ParseMeasure): string[] {
  const seconds = result.elapsed / 1000;
  return [
    name,
    String(result.documents),
    (result.bytes / 1024 / 1024).toFixed(2),
    seconds.toFixed(2),
    (result.cpu / 1000).toFixed(2),
    (result.documents / seconds).toFixed(0),
    (result.bytes / 1024 / 1024 / seconds).toFixed(2),
    result.peak.toFixed(0),
    (result.elapsed / baseline.elapsed).toFixed(1),
  ];
}

/**
 * Speed and memory of the importer over all gazettes together, and how both grow for files ten times as long (each in a
 * process of its own). Targets: the four gazettes in under 3 s after start-up and under 400 MB; growth stays linear.
 * The last column compares with the first row of the same kind.
 */
async function printSpeed(): Promise<void> {
  const real = existsSync(GAZETTES);
  const files = real
    ? readdirSync(GAZETTES)
        .filter((name) => name.endsWith('.txt'))
        .map((name) => path.join(GAZETTES, name))
    : [];
  const texts = real ? [] : [Array.from({ length: INVENTED_COPIES }, () => syntheticGazette()).join('\n')];
  const task: Task = { files, texts, times: 1, mode: 'parse' };
  const lines = await inProcess({ ...task, mode: 'lines' });
  const once = await inProcess(task);
  const tenfold = await inProcess({ ...task, times: 10 });
  const what = real ? `${files.length} gazettes` : 'an invented gazette';
  printTable([
    ['import', 'documents', 'MB', 's', 'cpu s', 'documents/s', 'MB/s', 'peak MB', 'times baseline'],
    row(`reading the lines of ${what} (baseline)`, lines, lines),
    row(`parsing ${what}`, once, lines),
    row('each file ten times as long', tenfold, once),
  ]);
  const growth = tenfold.cpu / once.cpu;
  console.log(
    `ten times the text: ${growth.toFixed(1)} times the processor time, ${((tenfold.peak - tenfold.before) / (once.peak - once.before)).toFixed(1)} times the added memory`,
  );
}

/**
 * How well and how fast files are read: scores of the reference gazettes, citations, cases that failed once, facts held
 * against those a person wrote down, calibration, and speed. `quality` or `speed` alone prints one of the two.
 */
export async function run(args: readonly string[] = []): Promise<void> {
  if (!args.includes('speed')) {
    printScores();
    printCitations();
    const samples = [...gazetteSamples(), ...printCases()];
    await printFiles();
    printCalibration(samples);
    printFacts(args.includes('heldout') ? 'facts-heldout.json' : 'facts.json', args.includes('facts'));
  }
  if (args.includes('quality')) return;
  await printSpeed();
  await printDecodeSpeed();
}
