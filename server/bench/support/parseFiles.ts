import { readFileSync } from 'node:fs';
import { cityProfile, parseGazette } from '../../src/gazettes';

/** What one run over some files took. */
export interface ParseMeasure {
  documents: number;
  bytes: number;
  /** Milliseconds of the work and of its processor time. */
  elapsed: number;
  cpu: number;
  /** Megabytes: the process's highest resident memory, and what it was before the work. */
  peak: number;
  before: number;
}

const MEGABYTE = 1024 * 1024;

interface Task {
  texts: string[];
  files: string[];
  /** How often each file's text is repeated, as one long file. */
  times: number;
  mode: 'parse' | 'lines';
}

/** The baseline: reading the lines of the same text and matching one simple pattern on each. */
function readLines(text: string): number {
  return text.split('\n').filter((line) => /〔\d{4}〕\d+号/.test(line)).length;
}

function measure({ files, texts, times, mode }: Task): ParseMeasure {
  const sources = [...texts, ...files.map((file) => readFileSync(file, 'utf8'))].map((text) =>
    Array.from({ length: times }, () => text).join('\n'),
  );
  const before = process.memoryUsage().rss / MEGABYTE;
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const documents = sources.reduce(
    (sum, text) => sum + (mode === 'lines' ? readLines(text) : parseGazette(text, cityProfile).documents.length),
    0,
  );
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage(cpuBefore);
  const bytes = sources.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return {
    documents,
    bytes,
    elapsed,
    cpu: (user + system) / 1000,
    peak: process.resourceUsage().maxRSS / 1024,
    before,
  };
}

process.once('message', (task: Task) => {
  process.send?.(measure(task), () => process.disconnect());
});
