import type { SourceLine } from '../types';
import { cleanLine } from './cleanLine';

/** Splits decoded text into cleaned lines with their 1-based numbers; a form feed ends a line like a page does. */
export function splitLines(text: string): SourceLine[] {
  return text.split(/\r\n|[\n\r\f\u2028\u2029]/).map((raw, index) => ({ no: index + 1, text: cleanLine(raw), raw }));
}
