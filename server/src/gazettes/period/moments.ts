import { addDays, type CivilDate } from '@shuozhi/shared';
import { civilDate, DAY, MONTH, numberOf, YEAR } from '../fields/civilDates';
import type { Moment } from './types';

const DIGITS = '[0-9零〇一二三四五六七八九十]{1,3}';
/** `23:00`, `6时30分`, `零点`, `上午9时` as named groups. */
const hour = (name: string): string =>
  `(?<${name}Half>上午|下午|凌晨|早上|中午|晚上|晚)?(?<${name}Hour>${DIGITS})(?:[时点](?:(?<${name}Minute>${DIGITS})分|(?<${name}Thirty>半)|整)?|[:：](?<${name}Clock>[0-9]{2}))`;

/** A day with or without its year, a bracket (`（正月十七）`, `（星期一）`) and an hour, as named groups `<name>Year` … */
export const moment = (name: string): string =>
  `(?:(?<${name}Year>${YEAR})年)?(?<${name}Month>${MONTH})月(?<${name}Day>${DAY})[日号目曰](?:[（(][^（）()]{1,12}[）)])?(?:${hour(name)})?`;
/** An hour alone. */
export const hourAlone = hour;

type Groups = Record<string, string | undefined>;

/** The hour as `HH:MM`, null when none is printed or it cannot be one. */
export function timeOf(groups: Groups, name: string): string | null {
  const printed = groups[`${name}Hour`];
  if (printed === undefined) return null;
  const half = groups[`${name}Half`] ?? '';
  const base = numberOf(printed);
  const later = /下午|晚/.test(half) && base < 12 ? 12 : 0;
  const hours = base + later;
  const minutes =
    groups[`${name}Thirty`] === undefined ? numberOf(groups[`${name}Minute`] ?? groups[`${name}Clock`] ?? '0') : 30;
  if (!(hours >= 0 && hours <= 24 && minutes >= 0 && minutes < 60)) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** A printed day; `year` is used where none is printed. */
export function dayOf(groups: Groups, name: string, year: number): CivilDate | null {
  const printed = groups[`${name}Year`];
  return civilDate(
    printed === undefined ? year : numberOf(printed),
    numberOf(groups[`${name}Month`] ?? ''),
    numberOf(groups[`${name}Day`] ?? ''),
  );
}

const RETROACTIVE = 45;
const HALF_YEAR = 180;
const MILLISECONDS_A_DAY = 86_400_000;
const daysBetween = (from: CivilDate, to: CivilDate): number =>
  (Date.parse(to) - Date.parse(from)) / MILLISECONDS_A_DAY;

/**
 * A day printed without its year, by the day the document was written: the same year, or the next when it would lie
 * half a year back. `sure` is false in between, and nothing is given without a written day.
 */
export function dayWithoutYear(
  groups: Groups,
  name: string,
  writtenOn: CivilDate | null,
): { day: CivilDate; sure: boolean } | null {
  if (writtenOn === null) return null;
  const year = Number(writtenOn.slice(0, 4));
  const same = dayOf(groups, name, year);
  if (same === null) return null;
  const back = daysBetween(same, writtenOn);
  if (back <= RETROACTIVE) return { day: same, sure: back > -300 };
  const next = dayOf(groups, name, year + 1);
  if (back >= HALF_YEAR && next !== null) return { day: next, sure: true };
  return { day: same, sure: false };
}

/** ISO 8601 in the city's time; 24:00 is the next day's beginning. Null when no hour is stated. */
export function instantOf({ day, time }: Moment): string | null {
  if (time === null) return null;
  return time === '24:00' ? `${addDays(day, 1)}T00:00:00+08:00` : `${day}T${time}:00+08:00`;
}
