import { runIsolated, type IsolationLimits } from '../untrusted';
import type { CityProfile } from './profile/types';
import type { ParsedGazette } from './types';

export interface ParseTask {
  bytes: Uint8Array;
  profile: CityProfile;
}

export const DEFAULT_LIMITS: IsolationLimits = { time: 60_000, memory: 768, output: 128 * 1024 * 1024 };

/**
 * Reads and parses a file in a child process with hard limits of time and memory.
 * @throws AppError as runIsolated and readSourceFile say; `not_a_gazette` when there is no document in the file, with what
 *   could not be read of it
 */
export function parseFile(
  bytes: Uint8Array,
  profile: CityProfile,
  limits: IsolationLimits = DEFAULT_LIMITS,
): Promise<ParsedGazette> {
  return runIsolated<ParsedGazette>('parseFile', { bytes, profile } satisfies ParseTask, limits);
}
