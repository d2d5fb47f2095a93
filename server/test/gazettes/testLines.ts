import { UNKNOWN_CITY, type CityProfile } from '../../src/gazettes/profile/types';
import { classifyLines, type ClassifiedLine } from '../../src/gazettes/lines/classifyLines';
import { splitLines } from '../../src/gazettes/lines/splitLines';

/** The classified lines of a text; for tests of single steps. */
export function classified(text: string, profile: CityProfile = UNKNOWN_CITY): ClassifiedLine[] {
  return classifyLines(splitLines(text), profile);
}
