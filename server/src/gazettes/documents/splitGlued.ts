import type { SourceLine } from '../types';
import { endsLikeTitle } from '../fields/kindOf';
import { squeeze } from '../lines/squeeze';
import { endsAddressees } from './lineRoles';
import { parseNumberLine } from './docNumber';

const NUMBER = /[\u4e00-\u9fa5]{2,10} ?[〔[【（(] ?(?:1 ?9|2 ?0) ?\d ?\d ?[〕\]】）)] ?第? ?\d{1,4} ?号/;

/** Blank lines and removed furniture may stand between the parts of a number. */
const NEXT_LINES = 8;

/**
 * Gives a document number its own line when extraction ran it together with the title before it or the addressees
 * after it, or broke it over two lines. Both parts keep the number of their source line.
 */
export function splitGlued(lines: readonly SourceLine[]): SourceLine[] {
  const result: SourceLine[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) continue;
    const next = lines.slice(index + 1, index + NEXT_LINES).find((other) => other.text !== '');
    if (isBrokenNumber(line.text, next?.text)) {
      result.push({ ...line, text: `${line.text}${next?.text ?? ''}` });
      index = lines.indexOf(next ?? line, index);
      continue;
    }
    result.push(...splitLine(line));
  }
  return result;
}

/** `朔政办发〔2019〕` then `20 号`, or `朔政办发` then `〔2019〕20号`: nothing else on either line. */
function isBrokenNumber(text: string, next: string | undefined): boolean {
  if (next === undefined || text === '' || squeeze(text).length > 20 || squeeze(next).length > 14) return false;
  if (
    !/[〔[【（({〈<\dOolIZz〕\]】）)}〉>]$|^[\u4e00-\u9fa5]{2,8}$/.test(squeeze(text)) ||
    !/^[〔[【（({〈<\dOolIZz〕\]】）)}〉>]/.test(squeeze(next))
  )
    return false;
  return parseNumberLine(text) === null && isCompleteNumber(`${text}${next}`);
}

/** All parts of a number are there; only 号 may be missing. */
function isCompleteNumber(text: string): boolean {
  return parseNumberLine(text) !== null && /[〔[【（({〈<][\dOoQlIZz]{4}[〕\]】）)}〉>][\dOolIZz]/.test(squeeze(text));
}

function splitLine(line: SourceLine): SourceLine[] {
  const match = NUMBER.exec(line.text);
  if (!match || parseNumberLine(line.text) !== null || line.text.includes('\t')) return [line];
  const before = line.text.slice(0, match.index).trim();
  const after = line.text.slice(match.index + match[0].length).trim();
  const cut = (text: string): SourceLine => ({ ...line, text });
  if (after === '' && /关于/.test(before) && endsLikeTitle(squeeze(before)) && !/[（(]$/.test(before))
    return [cut(before), cut(match[0])];
  if (before === '' && endsAddressees(squeeze(after)) && squeeze(after).length < 120)
    return [cut(match[0]), cut(after)];
  return [line];
}
