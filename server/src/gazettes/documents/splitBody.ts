import type { CivilDate } from '@shuozhi/shared';
import type { ClassifiedLine } from '../lines/classifyLines';
import { endsInPlainDate } from '../fields/civilDates';
import { stripWhitespace } from '../lines/stripWhitespace';
import type { CityProfile } from '../profile/types';
import { issuersInLine } from './issuerNames';
import { endsAddressees, parseDateLine, type DateLine } from './lineRoles';

/** Signature (署名) and date of writing (成文日期) with their places in the body. */
export interface Signature {
  issuers: string[];
  date: CivilDate | null;
  /** Indexes into the body lines: first line of the signature, and the line after the date. */
  from: number;
  to: number;
  /** True when issuers stand right above the date. */
  signed: boolean;
  /** The date's lines as printed when a letter had to be read as a digit or its last sign is lost; else null. */
  unclear: string | null;
}

/** A document's body in its parts; indexes are into the body lines. */
export interface BodyParts {
  addressees: string | null;
  /** Where the text begins after the addressees. */
  textFrom: number;
  signature: Signature | null;
  publicRelease: boolean;
  /** Where the issued text or the annexes begin: after signature and release note, else the end. */
  issuedFrom: number;
}

const MAX_ADDRESSEE_LINES = 8;

/** 主送机关: the first lines up to one that ends in a colon, when they name organs. */
function findAddressees(body: readonly ClassifiedLine[]): { text: string; to: number } | null {
  const parts: string[] = [];
  for (let index = 0; index < body.length && parts.length < MAX_ADDRESSEE_LINES; index += 1) {
    const line = body[index];
    if (line === undefined || line.text === '') continue;
    if (/[。；！]/.test(line.text) || line.releaseNote) return null;
    parts.push(line.compact);
    const joined = parts.join('');
    if (/[：:]$/.test(joined))
      return endsAddressees(joined) && joined.length < 600 ? { text: joined.slice(0, -1), to: index + 1 } : null;
    if (/[：:](?=[《现为根按经\u4e00-\u9fa5])/.test(joined)) return null;
  }
  return null;
}

/**
 * The signature: the first line of the body that is a date, right after organs when they are printed. A notice that
 * issues a text is signed before that text, so later dates are never the document's (GB/T 9704-2012, 7.3.5).
 */
function findSignature(
  body: readonly ClassifiedLine[],
  titleIssuers: readonly string[],
  profile: CityProfile,
): Signature | null {
  let fallback: Signature | null = null;
  for (let index = 0; index < body.length; index += 1) {
    const line = body[index];
    if (line === undefined || line.text === '') continue;
    const broken = brokenDate(body, index, profile);
    const printed = line.date ?? broken?.found ?? null;
    const found = printed ?? withoutDay(body, index, profile);
    if (found === null) continue;
    const above = issuersAbove(body, index, profile);
    if (printed === null && above.issuers.length === 0 && !releasedBelow(body, index)) continue;
    const issuers = [...above.issuers, ...found.issuers];
    const candidate: Signature = {
      issuers,
      date: found.date,
      from: above.from,
      to: broken?.to ?? index + 1,
      signed: issuers.length > 0,
      unclear: unclearDate(body.slice(index, broken?.to ?? index + 1)),
    };
    if (issuers.length > 0 && (titleIssuers.length === 0 || issuers.some((name) => sameOrgan(name, titleIssuers))))
      return candidate;
    fallback ??= isClosing(body, index) || issuers.length > 0 ? candidate : null;
  }
  return fallback ?? signatureWithoutDate(body, titleIssuers);
}

function unclearDate(lines: readonly ClassifiedLine[]): string | null {
  const printed = stripWhitespace(lines.map((line) => line.text).join(''));
  return endsInPlainDate(printed) ? null : printed;
}

/** `2020年3月26` with its last sign lost: only a signature's, below organs or above the release note. */
function withoutDay(body: readonly ClassifiedLine[], index: number, profile: CityProfile): DateLine | null {
  const text = body[index]?.compact ?? '';
  return DAY_AT_END.test(text) && text.length <= 12 ? parseDateLine(`${text}日`, profile) : null;
}

const DAY_AT_END = /月[\dOolIZ一二三四五六七八九十]{1,3}$/;
/** How a date begins: a digit of the year, or what OCR reads for it. */
const DATE_BEGINS = /^[12lIZ](?:[\dOoQDlIZ]|$)|^[一二][〇○◯零0OoО一九]/;

function releasedBelow(body: readonly ClassifiedLine[], index: number): boolean {
  return body.slice(index + 1).find((line) => line.text !== '')?.releaseNote === true;
}

/** A date that broke over two or three lines (`2020年3月` and `26日`). */
function brokenDate(
  body: readonly ClassifiedLine[],
  index: number,
  profile: CityProfile,
): { found: DateLine; to: number } | null {
  let text = body[index]?.compact ?? '';
  if (!DATE_BEGINS.test(text) || text.length > 12 || body[index]?.date !== null) return null;
  for (let at = index + 1, parts = 1; at < Math.min(body.length, index + 7) && parts < 3; at += 1) {
    const next = body[at]?.compact ?? '';
    if (next === '') continue;
    text += next;
    parts += 1;
    const whole = DAY_AT_END.test(text) ? `${text}日` : text;
    const found = text.length > 16 ? null : parseDateLine(whole, profile);
    if (found !== null) return { found, to: at + 1 };
  }
  return null;
}

function sameOrgan(name: string, others: readonly string[]): boolean {
  return others.some((other) => other === name || other.includes(name) || name.includes(other));
}

function issuersAbove(
  body: readonly ClassifiedLine[],
  index: number,
  profile: CityProfile,
): { issuers: string[]; from: number } {
  const issuers: string[] = [];
  let from = index;
  for (let at = index - 1; at >= 0 && issuers.length < 20; at -= 1) {
    const line = body[at];
    if (line === undefined || line.text === '') continue;
    const before = at > 0 && line.compact.length <= 8 ? lineBefore(body, at) : null;
    const whole = line.issuers;
    const named = whole.length > 0 || before === null ? whole : issuersInLine(before.text + line.text, profile);
    if (named.length === 0) break;
    issuers.unshift(...named);
    from = whole.length > 0 || before === null ? at : before.at;
    at = from;
  }
  return { issuers, from };
}

function lineBefore(body: readonly ClassifiedLine[], index: number): { text: string; at: number } | null {
  for (let at = index - 1; at >= Math.max(0, index - 4); at -= 1) {
    const text = body[at]?.text ?? '';
    if (text !== '') return { text, at };
  }
  return null;
}

/** Orders are signed by the head of the government (GB/T 9704-2012, 10.2). */
const SIGNED_BY_HEAD = /^(?:代?[省市县区州]长|旗长|主任|局长|厅长|主席)[：:]?[\u4e00-\u9fa5·]{0,8}$/;

/** A date without organs closes a text when the next words are a release note, an annex, or nothing. */
function isClosing(body: readonly ClassifiedLine[], index: number): boolean {
  const next = body.slice(index + 1).find((line) => line.text !== '');
  const before = body.slice(0, index).findLast((line) => line.text !== '');
  if (next === undefined || next.releaseNote || next.annexMark) return true;
  return (
    before !== undefined &&
    (/[。；：）)]$/.test(before.text) || SIGNED_BY_HEAD.test(before.compact)) &&
    next.date === null
  );
}

/** Organs of the title alone on a line whose date is missing or unreadable. */
function signatureWithoutDate(body: readonly ClassifiedLine[], titleIssuers: readonly string[]): Signature | null {
  const at = body.findIndex((line, index) => {
    const named = index === 0 ? [] : line.issuers;
    return named.length > 0 && named.every((name) => titleIssuers.includes(name));
  });
  return at < 0
    ? null
    : {
        issuers: body[at]?.issuers ?? [],
        date: null,
        from: at,
        to: at + 1,
        signed: true,
        unclear: null,
      };
}

/** Splits a body into addressees, text, signature and what is issued with it. */
export function splitBody(
  body: readonly ClassifiedLine[],
  titleIssuers: readonly string[],
  profile: CityProfile,
): BodyParts {
  const addressees = findAddressees(body);
  const signature = findSignature(body, titleIssuers, profile);
  let issuedFrom = signature?.to ?? body.length;
  while (issuedFrom < body.length && (body[issuedFrom]?.text === '' || body[issuedFrom]?.releaseNote)) issuedFrom += 1;
  return {
    addressees: addressees?.text ?? null,
    textFrom: addressees?.to ?? 0,
    signature,
    publicRelease: body.some((line) => line.releaseNote),
    issuedFrom,
  };
}
