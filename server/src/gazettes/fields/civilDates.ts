import { addDays, isCivilDate, type CivilDate } from '@shuozhi/shared';
import { readDigits } from '../lines/readDigits';

const HAN_DIGITS: Record<string, number> = {
  〇: 0,
  '○': 0,
  '◯': 0,
  零: 0,
  О: 0,
  Ο: 0,
  Ｏ: 0,
  O: 0,
  o: 0,
  '0': 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** `十二` → 12, `二十` → 20, `三十一` → 31, `二〇二三` → 2023, `25` → 25; NaN when it is no number. */
export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (text.includes('十')) {
    const [tens = '', ones = ''] = text.split('十');
    const high = tens === '' ? 1 : (HAN_DIGITS[tens] ?? NaN);
    const low = ones === '' ? 0 : (HAN_DIGITS[ones] ?? NaN);
    return high * 10 + low;
  }
  const value = [...text].map((char) => HAN_DIGITS[char]);
  if (text === '两') return 2;
  return value.length > 0 && value.every((digit) => digit !== undefined) ? Number(value.join('')) : NaN;
}

/** A civil date from its parts, or null when the calendar has no such day. */
export function civilDate(year: number, month: number, day: number): CivilDate | null {
  if ([year, month, day].some((part) => !Number.isInteger(part))) return null;
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isCivilDate(text) ? text : null;
}

/** 〇 and all that is typed or read for it, the Cyrillic and Greek letters too. */
const ZERO = '〇○◯零0OoОΟ';
const HAN = `[${ZERO}一二三四五六七八九]`;
export const YEAR = `(?:(?:19|20)\\d{2}|[一二]${HAN}{3})`;
export const MONTH = '(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])';
export const DAY = '(?:3[01]|[12]\\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])';
/** A full date in compact text; 目, 曰, 口 are what OCR makes of 日. */
export const FULL_DATE = `(${YEAR})年(${MONTH})月(${DAY})[日号目曰口]`;

const WHOLE = new RegExp(`^${FULL_DATE}$`);
const PLAIN = new RegExp(`${YEAR}年${MONTH}月${DAY}[日号目曰口]$`);
const DASHED = /^((?:19|20)\d{2})[-./](\d{1,2})[-./](\d{1,2})$/;

const LETTER = '[\\dOoQDlIZz]';
const MISREAD = new RegExp(`^[12lIZz]${LETTER}{3}年${LETTER}{1,2}月${LETTER}{1,2}[日目曰口]$`);

/** `2O22年3月l8日`: letters where only digits can stand, in a line that is nothing but a date. */
function misreadDate(compact: string): string {
  return MISREAD.test(compact) ? readDigits(compact) : compact;
}

/** Whether compact text ends in a full date as it must be printed: every digit a digit, 日 at its end. */
export function endsInPlainDate(compact: string): boolean {
  return PLAIN.test(compact) || /\d{4}[-./]\d{1,2}[-./]\d{1,2}$/.test(compact);
}

/** Reads a compact text that is one full date (`2020年3月26日`, `二〇二三年三月二日`, `2024-03-01`); null otherwise. */
export function parseFullDate(compact: string): CivilDate | null {
  const match = WHOLE.exec(compact) ?? DASHED.exec(compact) ?? WHOLE.exec(misreadDate(compact));
  if (!match) return null;
  const [, year = '', month = '', day = ''] = match;
  return civilDate(numberOf(year), numberOf(month), numberOf(day));
}

/**
 * The last day of a term of `years` years and `months` months that begins on `from`: one day before the anniversary
 * (a term of five years from 2022-08-20 ends on 2027-08-19).
 */
export function lastDayOfTerm(from: CivilDate, years: number, months: number): CivilDate {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  const total = year * 12 + (month - 1) + years * 12 + months;
  const targetYear = Math.floor(total / 12);
  const targetMonth = (total % 12) + 1;
  const exact = civilDate(targetYear, targetMonth, day);
  if (exact !== null) return addDays(exact, -1);
  const firstOfNext = civilDate(targetMonth === 12 ? targetYear + 1 : targetYear, (targetMonth % 12) + 1, 1);
  return addDays(firstOfNext ?? from, -1);
}
