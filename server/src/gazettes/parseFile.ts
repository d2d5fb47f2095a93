import { runIsolated, type IsolationLimits } from '../untrusted';
import { isOcrInstalled, type ScanProgress } from './decode/ocr';
import { MAX_SCANNED_PAGES } from './decode/scanned';
import type { CityProfile } from './profile/types';
import type { SourceFile } from './decode/readSourceFile';
import type { ParsedGazette } from './types';

export interface ParseTask {
  bytes: Uint8Array;
  profile: CityProfile;
  /** `report` answers how many pages are pictures instead of leaving them out; `read` recognises them. */
  scans: 'refuse' | 'report' | 'read';
}

/** What stands in a file, and the text that it was read from. */
export interface ReadGazette extends ParsedGazette {
  source: Pick<SourceFile, 'type' | 'text'>;
}

export type ParseAnswer = { gazette: ReadGazette } | { scannedPages: number };

export const DEFAULT_LIMITS: IsolationLimits = { time: 60_000, memory: 768, output: 128 * 1024 * 1024 };

/** Recognition takes about three seconds of a processor a page, and a gigabyte. */
const SCAN_PAGE_MS = 30_000;
const SCAN_MEMORY = 3072;

const scanLimits = (pages: number): IsolationLimits => ({
  ...DEFAULT_LIMITS,
  time: DEFAULT_LIMITS.time + Math.min(pages, MAX_SCANNED_PAGES) * SCAN_PAGE_MS,
  memory: SCAN_MEMORY,
});

/**
 * Reads and parses a file in a child process with hard limits of time and memory. Pages that are pictures are read in a
 * second one, with the limits they need, when text recognition is installed.
 * @param onProgress called before each page that is recognised
 * @throws AppError as runIsolated and readSourceFile say; `not_a_gazette` when there is no document in the file, with what
 *   could not be read of it
 */
export async function parseFile(
  bytes: Uint8Array,
  profile: CityProfile,
  limits: IsolationLimits = DEFAULT_LIMITS,
  onProgress: (progress: ScanProgress) => void = () => undefined,
): Promise<ReadGazette> {
  const run = (scans: ParseTask['scans'], within: IsolationLimits): Promise<ParseAnswer> =>
    runIsolated<ParseAnswer>('parseFile', { bytes, profile, scans } satisfies ParseTask, within, (value) =>
      onProgress(value as ScanProgress),
    );
  const answer = await run(isOcrInstalled() ? 'report' : 'refuse', limits);
  if ('gazette' in answer) return answer.gazette;
  const read = await run('read', scanLimits(answer.scannedPages));
  if ('gazette' in read) return read.gazette;
  throw new Error('a file read with its scans still reports some');
}
