/**
 * Civil dates (日期): a day `YYYY-MM-DD` in Asia/Shanghai, without a time. An end day is inclusive.
 * China keeps UTC+8 all year, so the shift is a constant.
 */
export type CivilDate = string;

const SHANGHAI_OFFSET_MS = 8 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;

/** The civil date in Asia/Shanghai at the instant `at`. */
export function civilDateOf(at: Date): CivilDate {
  return new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

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
