import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readSourceFile } from '../src/gazettes/decode/readSourceFile';
import { isOcrInstalled, scanReader } from '../src/gazettes/decode/ocr';
import { serverPath } from '../src/runtime';
import { docxFile, p, tbl, tr } from '../test/gazettes/testDocx';
import { latinPage } from '../test/gazettes/testFiles';
import { printTable } from './support/table';

const CASES = serverPath('..', '..', 'shared', 'cases', 'pdf');
/** A PDF is read so many times: programs that make one share fonts between its pages, so copies of pages say little. */
const TIMES = 20;
const PARAGRAPHS = 2000;
const SENTENCE = '各乡镇人民政府要安排专人看守水库岸边的警示牌，发现有人下水游泳的应当立即劝阻。';

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Seconds that `pdftotext -layout` of poppler takes for the same reads; null where it is not installed. */
function popplerSeconds(file: string): number | null {
  if (spawnSync('pdftotext', ['-v']).error !== undefined) return null;
  const start = performance.now();
  for (let time = 0; time < TIMES; time += 1)
    execFileSync('pdftotext', ['-layout', file, `${file}.txt`], { stdio: 'ignore' });
  return (performance.now() - start) / 1000;
}

/** Speed of decoding by kind of file; PDFs against `pdftotext -layout` on the same file in the same run. */
export async function printDecodeSpeed(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'decode-'));
  const rows = [['decoding', 'pages or paragraphs', 's', 'a second', 'pdftotext s', 'of pdftotext']];
  const real = ['gazette-2col', 'a9-control-libreoffice', 'annex-landscape'].map((name) =>
    path.join(CASES, `${name}.pdf`),
  );
  const sources = existsSync(real[0] ?? '')
    ? real.map((file) => ({ name: path.basename(file), bytes: readFileSync(file) }))
    : [{ name: 'a page of Latin text', bytes: latinPage(['Notice 2024-15', 'Tel 0359-6601234']) }];
  try {
    for (const { name, bytes } of sources) {
      const file = path.join(folder, name);
      writeFileSync(file, bytes);
      const pages = TIMES * (1 + ((await readSourceFile(bytes)).text.match(/\f/g)?.length ?? 0));
      const ours = await seconds(async () => {
        for (let time = 0; time < TIMES; time += 1) await readSourceFile(bytes);
      });
      const theirs = popplerSeconds(file);
      rows.push([
        ...[name, String(pages), ours.toFixed(2), (pages / ours).toFixed(1)],
        ...(theirs === null ? ['not installed', ''] : [theirs.toFixed(2), (theirs / ours).toFixed(2)]),
      ]);
    }
    const body = p(SENTENCE).repeat(PARAGRAPHS) + tbl(tr('区域', '标准').repeat(PARAGRAPHS));
    const html = `<html><body><div id="zoom">${`<p>${SENTENCE}</p>`.repeat(PARAGRAPHS)}</div></body></html>`;
    for (const [name, file] of [
      ['docx', docxFile(body)],
      ['html', Buffer.from(html)],
    ] as const) {
      const taken = await seconds(() => readSourceFile(file));
      rows.push([name, String(PARAGRAPHS), taken.toFixed(2), (PARAGRAPHS / taken).toFixed(0), '', '']);
    }
    if (isOcrInstalled() && existsSync(path.join(CASES, 'scanned.pdf'))) {
      const scans = await scanReader(() => undefined);
      const scanned = readFileSync(path.join(CASES, 'scanned.pdf'));
      const taken = await seconds(() => readSourceFile(scanned, scans));
      rows.push(['scanned.pdf (recognised)', '3', taken.toFixed(2), (3 / taken).toFixed(2), '', '']);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  printTable(rows);
}
