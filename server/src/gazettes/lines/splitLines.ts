import type { SourceLine } from '../types';
import { cleanLine } from './cleanLine';
import { stripWhitespace } from './stripWhitespace';

/** Splits decoded text into cleaned lines with their 1-based numbers; a form feed ends a line like a page does. */
export function splitLines(text: string): SourceLine[] {
  return text.split(/\r\n|[\n\r\f\u2028\u2029]/).map((raw, index) => {
    const cleaned = cleanLine(raw);
    return { no: index + 1, text: cleaned, compact: stripWhitespace(cleaned), raw };
  });
}

/** The same line with other words. */
export function withText<Line extends SourceLine>(line: Line, text: string): Line {
  return text === line.text ? line : { ...line, text, compact: stripWhitespace(text) };
}
