import { chineseDate, civilDateOf, type CivilDate } from '@shuozhi/shared';

const SHANGHAI_OFFSET_MS = 8 * 3600 * 1000;

/** `3月26日`, with the year when it is not that of `at`. */
function dayWord(day: CivilDate, at: Date): string {
  const word = chineseDate(day);
  return day.slice(0, 4) === civilDateOf(at).slice(0, 4) ? word.slice(5) : word;
}

/** `3月26日起`; null when no first day is stated. */
export function shortDay(from: CivilDate | null, at: Date): string | null {
  return from === null ? null : `${dayWord(from, at)}起`;
}

/** `3月26日至6月15日`, `3月26日起`, `至6月15日`. */
export function shortPeriod(from: CivilDate | null, to: CivilDate | null, at: Date): string {
  if (from === null) return to === null ? '' : `至${dayWord(to, at)}`;
  return to === null ? `${dayWord(from, at)}起` : `${dayWord(from, at)}至${dayWord(to, at)}`;
}

/** `2020年3月26日~2020年6月15日` for a field of type date, with `00:00` for one of type time. */
export function longPeriod(from: CivilDate | null, to: CivilDate | null, type: 'date' | 'time', at: Date): string {
  const clock = (word: string): string => (type === 'time' ? word : '');
  const first = `${chineseDate(from ?? civilDateOf(at))}${clock(' 00:00')}`;
  return to === null ? first : `${first}~${chineseDate(to)}${clock(' 23:59')}`;
}

/** `2020年3月26日` in Asia/Shanghai. */
export const longDay = (at: Date): string => chineseDate(civilDateOf(at));

/** `2020年3月26日 08:00` in Asia/Shanghai. */
export function timeOf(at: Date): string {
  return `${longDay(at)} ${new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16)}`;
}
