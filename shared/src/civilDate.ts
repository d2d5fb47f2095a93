/**
 * Civil dates (日期): a day `YYYY-MM-DD` in Asia/Shanghai, without a time. An end day is inclusive.
 * China keeps UTC+8 all year, so the shift is a constant.
 */
export type CivilDate = string;

/** A moment `YYYY-MM-DDTHH:MM:SS+08:00`: moments, and moments with days, compare as text. */
export type Moment = string;

const SHANGHAI_OFFSET_MS = 8 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;

/** The civil date in Asia/Shanghai at the instant `at`. */
export function civilDateOf(at: Date): CivilDate {
  return new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The moment of an instant, on the clock of Asia/Shanghai. */
export function momentOf(at: Date): Moment {
  return `${new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** The civil date of a moment. */
export const dayOfMoment = (moment: Moment): CivilDate => moment.slice(0, 10);

/** The last civil date of a period that ends at `end`: of one that ends at midnight, the day before. */
export const lastDayBefore = (end: Moment): CivilDate => civilDateOf(new Date(Date.parse(end) - 1));

/** The instant at which the civil date `day` begins in Asia/Shanghai. */
export function startOfDay(day: CivilDate): Date {
  return new Date(`${day}T00:00:00.000+08:00`);
}

/** Whether `text` is a real day of the calendar in the form `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === text;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\+08:00$/;

/** Whether `text` is a moment in the one form in which they are stored. */
export function isMoment(text: string): boolean {
  return MOMENT.test(text) && isCivilDate(dayOfMoment(text));
}

/** The civil date `days` after `day` (before it when negative). */
export function addDays(day: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`: 0 on the same day, negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** `2020-03-26` as `2020年3月26日`. */
export function chineseDate(day: CivilDate): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
