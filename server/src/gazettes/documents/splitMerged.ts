import type { SourceLine } from '../types';
import { endsLikeTitle } from '../fields/kindOf';
import { withText } from '../lines/splitLines';
import { stripWhitespace } from '../lines/stripWhitespace';
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
const NUMBER_BEGINS = new RegExp(
  `^[\\u4e00-\\u9fa5](?: ?[\\u4e00-\\u9fa5]){0,7} ?(?:${OPEN} ?(?:${LETTERS} ?){0,4}(?:${CLOSE} ?第? ?(?:${LETTERS} ?){0,4})?)?$`,
);
const BEFORE_RELEASE = /^(.*(?:日|目|曰|[月]\s*\d{1,2}))\s*([（(【[〔]\s*此\s*件.{2,12})$/;

/** Blank lines and removed furniture may stand between the parts of a number. */
const NEXT_LINES = 8;

/**
 * Gives a document number its own line when extraction ran it together with the title before it or the addressees
 * after it, or broke it over two lines. Both parts keep the number of their source line.
 */
export function splitMerged(lines: readonly SourceLine[]): SourceLine[] {
  const result: SourceLine[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) continue;
    const joined = brokenNumber(lines, index);
    if (joined !== null) {
      result.push(...joined.parts);
      index = joined.to - 1;
      continue;
    }
    result.push(...splitLine(line));
  }
  return result;
}

/** A title's last line is no code, though a code may end in 函. */
const TITLE_ENDS = /(?:通知|通告|公告|决定|意见|批复|通报|方案|办法|规定)$/;
const MOST_PARTS = 3;
const LONGEST_PART = 14;

/**
 * A number that broke over two or three lines (`某政办发〔2019〕` and `20 号`, `某政` and `办函〔2022〕3号`), alone or before
 * the addressees; `to` is the index after its last line. Null when the line begins no number or a whole one.
 */
function brokenNumber(lines: readonly SourceLine[], index: number): { parts: SourceLine[]; to: number } | null {
  const line = lines[index];
  if (line === undefined || !NUMBER_BEGINS.test(line.text) || TITLE_ENDS.test(line.compact)) return null;
  if (parseNumberLine(line.text) !== null && !/[〔[【（({〈<]$/.test(line.text)) return null;
  let text = line.text;
  for (let at = index + 1, parts = 1; at < Math.min(lines.length, index + NEXT_LINES) && parts < MOST_PARTS; at += 1) {
    const next = lines[at]?.text ?? '';
    if (next === '') continue;
    if (isWholeCode(next)) return null;
    text += ` ${next}`;
    parts += 1;
    if (stripWhitespace(next).length <= LONGEST_PART && isCompleteNumber(text))
      return { parts: [withText(line, text)], to: at + 1 };
    const split = splitLine(withText(line, text));
    if (split.length > 1 && isCompleteNumber(split[0]?.text ?? '')) return { parts: split, to: at + 1 };
    if (stripWhitespace(next).length > LONGEST_PART) return null;
  }
  return null;
}

/** A number whose code is long enough to be an organ's own: the line above belongs to something else. */
function isWholeCode(text: string): boolean {
  return (parseNumberLine(text)?.prefix.length ?? 0) > 2;
}

const COMPLETE = new RegExp(`(?:${OPEN}${LETTERS}{4}${CLOSE}?|${LETTERS}{4}${CLOSE})第?${LETTERS}`);

/** All parts of a number are there; only 号 or one bracket may be missing. */
function isCompleteNumber(text: string): boolean {
  return parseNumberLine(text) !== null && COMPLETE.test(stripWhitespace(text));
}

function splitLine(line: SourceLine): SourceLine[] {
  if (line.text.length < 8 || line.text.includes('\t') || parseNumberLine(line.text) !== null) return [line];
  const cut = (...parts: (string | undefined)[]): SourceLine[] =>
    parts.flatMap((part) => (part === undefined || part === '' ? [] : [withText(line, part.trim())]));
  const [, date, release = ''] = BEFORE_RELEASE.exec(line.text) ?? [];
  if (isReleaseNote(release)) return cut(date, release);
  const [, title = '', below, addressees] = AFTER_TITLE.exec(line.text) ?? [];
  if (title !== '' && isWholeTitle(title)) return cut(title, below, addressees);
  const [, above, others] = BEFORE_ADDRESSEES.exec(line.text) ?? [];
  return above === undefined || others === undefined ? [line] : cut(above, others);
}

/** A title's last words, not a citation: `根据…的通知` or an open 《 stands in a sentence. */
function isWholeTitle(text: string): boolean {
  const compact = stripWhitespace(text);
  const open = (compact.match(/《/g)?.length ?? 0) - (compact.match(/》/g)?.length ?? 0);
  return open <= 0 && endsLikeTitle(compact) && !/^(?:根据|按照|依据|为|现将|经)|[。；]|[，,].*[，,]/.test(compact);
}
