import { UNKNOWN_CITY, type CityProfile } from '../profile/types';
import { classifyLines, type ClassifiedLine } from './classifyLines';
import { splitLines } from './splitLines';

/** The classified lines of a text; for tests of single steps. */
export function classified(text: string, profile: CityProfile = UNKNOWN_CITY): ClassifiedLine[] {
  return classifyLines(splitLines(text), profile);
}
