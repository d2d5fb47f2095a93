import type { SourceLine } from '../types';
import { endsLikeTitle } from '../fields/kindOf';
import { squeeze } from '../lines/squeeze';
import { isReleaseNote } from './lineRoles';
import { parseNumberLine } from './docNumber';

const LETTERS = '[0-9OoQDlIZz]';
const YEAR = `[12lIZz] ?[09OoQD](?: ?${LETTERS}){2}`;
const OPEN = '[〔﹝\\[【（({〈<]';
const CLOSE = '[〕﹞\\]】）)}〉>]';
/** A number inside a line, spaces and misread digits included; one of its brackets may be lost. */
const CODE = '[\\u4e00-\\u9fa5](?: ?[\\u4e00-\\u9fa5]){1,7}';
const SERIAL = `第? ?${LETTERS}(?: ?${LETTERS}){0,3} ?[号昌弓兮寻]`;
const NUMBER = `${CODE} ?(?:${OPEN} ?${YEAR} ?${CLOSE}?|${YEAR} ?${CLOSE}) ?${SERIAL}`;
const KINDS = '(?:通知|通告|公告|决定|意见|批复|通报|方案|办法|规定|细则|函)(?:[（(][^（()）]{2,8}[）)])?';
/** A title's end, a number, and addressees or nothing. */
const AFTER_TITLE = new RegExp(`^(.*${KINDS})[ #*>]*(${NUMBER})[。 ]*((?:各|你局|你委|你市|你县|你区|市直)[^。]*)?$`);
/** A number, then addressees, which may go on below. */
const BEFORE_ADDRESSEES = new RegExp(
  `^(${NUMBER}|${CODE} ?${YEAR} ?${SERIAL}) ?((?:各|你局|你委|你市|你县|你区|市直)[^。]*|[^。；]{2,100}[：:])$`,
);
/** A code, and a number's first part or nothing: the rest may stand on the next line, before the addressees. */
const NUMBER_BEGINS = new RegExp(`^${CODE} ?(?:${OPEN} ?(?:${LETTERS} ?){0,4}${CLOSE}?)?$`);
const BEFORE_RELEASE = /^(.*(?:日|目|曰|[月]\s*\d{1,2}))\s*([（(【[〔]\s*此\s*件.{2,12})$/;

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
    if (isBrokenNumber(line.text, next?.text) || isBrokenPrefix(line.text, next?.text)) {
      result.push({ ...line, text: `${line.text}${next?.text ?? ''}` });
      index = lines.indexOf(next ?? line, index);
      continue;
    }
    if (next !== undefined && NUMBER_BEGINS.test(line.text) && parseNumberLine(line.text) === null) {
      const joined = splitLine({ ...line, text: `${line.text} ${next.text}` });
      if (joined.length > 1 && parseNumberLine(joined[0]?.text ?? '') !== null) {
        result.push(...joined);
        index = lines.indexOf(next, index);
        continue;
      }
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

/** `朔政` then `办函〔2022〕3号`: what stands before the bracket is too short to be an organ's code. */
function isBrokenPrefix(text: string, next: string | undefined): boolean {
  const head = squeeze(text);
  const tail = squeeze(next ?? '');
  return (
    /^[\u4e00-\u9fa5]{1,4}$/.test(head) &&
    !endsLikeTitle(head) &&
    /^[\u4e00-\u9fa5]{1,2}[〔[【（({〈<]/.test(tail) &&
    isCompleteNumber(head + tail)
  );
}

/** All parts of a number are there; only 号 may be missing. */
function isCompleteNumber(text: string): boolean {
  return parseNumberLine(text) !== null && /[〔[【（({〈<][\dOoQlIZz]{4}[〕\]】）)}〉>][\dOolIZz]/.test(squeeze(text));
}

function splitLine(line: SourceLine): SourceLine[] {
  if (line.text.length < 8 || line.text.includes('\t') || parseNumberLine(line.text) !== null) return [line];
  const cut = (...parts: (string | undefined)[]): SourceLine[] =>
    parts.flatMap((part) => (part === undefined || part === '' ? [] : [{ ...line, text: part.trim() }]));
  const [, date, release = ''] = BEFORE_RELEASE.exec(line.text) ?? [];
  if (isReleaseNote(release)) return cut(date, release);
  const [, title = '', below, addressees] = AFTER_TITLE.exec(line.text) ?? [];
  if (title !== '' && isWholeTitle(title)) return cut(title, below, addressees);
  const [, above, others] = BEFORE_ADDRESSEES.exec(line.text) ?? [];
  return above === undefined || others === undefined ? [line] : cut(above, others);
}

/** A title's last words, not a citation: `根据…的通知` or an open 《 stands in a sentence. */
function isWholeTitle(text: string): boolean {
  const squeezed = squeeze(text);
  const open = (squeezed.match(/《/g)?.length ?? 0) - (squeezed.match(/》/g)?.length ?? 0);
  return open <= 0 && endsLikeTitle(squeezed) && !/^(?:根据|按照|依据|为|现将|经)|[。；]|[，,].*[，,]/.test(squeezed);
}
