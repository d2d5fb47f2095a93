import {
  chineseDate,
  civilDateOf,
  dayOfMoment,
  lastDayBefore,
  momentOf,
  type CivilDate,
  type Moment,
  type ValidityDates,
} from '@shuozhi/shared';
import { lengthOf } from './fieldRules';

export type Period = Pick<ValidityDates, 'effectiveFrom' | 'effectiveTo' | 'startsAt' | 'endsAt'>;

/** One end of a period: its day, and the hour where one is stated (`24:00`: the end of the day). */
interface Edge {
  day: CivilDate;
  clock: string | null;
}

const clockOf = (moment: Moment): string => moment.slice(11, 16);

function firstOf({ effectiveFrom, startsAt }: Period): Edge | null {
  if (startsAt) return { day: dayOfMoment(startsAt), clock: clockOf(startsAt) };
  return effectiveFrom === null ? null : { day: effectiveFrom, clock: null };
}

function lastOf({ effectiveTo, endsAt }: Period): Edge | null {
  if (!endsAt) return effectiveTo === null ? null : { day: effectiveTo, clock: null };
  const midnight = clockOf(endsAt) === '00:00';
  return { day: lastDayBefore(endsAt), clock: midnight ? '24:00' : clockOf(endsAt) };
}

/** `18:30`, on the hour `18时`; empty where none is stated. */
const hourWord = (clock: string | null): string =>
  clock === null ? '' : clock.endsWith(':00') ? `${Number(clock.slice(0, 2))}时` : clock;

/** `3月26日`, with the year when it is not that of `at`. */
function dayWord(day: CivilDate, at: Date): string {
  const word = chineseDate(day);
  return day.slice(0, 4) === civilDateOf(at).slice(0, 4) ? word.slice(5) : word;
}

const edgeWord = ({ day, clock }: Edge, at: Date): string => `${dayWord(day, at)}${hourWord(clock)}`;

/** `3月26日起`; null when no first day is stated. */
export function shortDay(from: CivilDate | null, at: Date): string | null {
  return from === null ? null : `${dayWord(from, at)}起`;
}

/** `3月26日18:05` in Asia/Shanghai. */
export const momentWord = (at: Date): string => edgeWord({ day: civilDateOf(at), clock: clockOf(momentOf(at)) }, at);

/** `3月26日18时`: when the period ends; null when no end is stated. */
export function endWord(period: Period, at: Date): string | null {
  const last = lastOf(period);
  return last === null ? null : edgeWord(last, at);
}

/**
 * `3月26日至6月15日`, `3月26日起`, `至6月15日18时`, `3月26日8时至18时`; without the months where it would be longer than
 * `max`: `26日18:30至27日8时`.
 */
export function shortPeriod(period: Period, at: Date, max: number): string {
  const [first, last] = [firstOf(period), lastOf(period)];
  if (first === null) return last === null ? '' : `至${edgeWord(last, at)}`;
  if (last === null) return `${edgeWord(first, at)}起`;
  if (first.day === last.day && last.clock !== null) return `${edgeWord(first, at)}至${hourWord(last.clock)}`;
  const whole = `${edgeWord(first, at)}至${edgeWord(last, at)}`;
  const days = `${edgeWord(first, at)}至${edgeWord(last, at)}`.replace(/\d+年|\d+月/g, '');
  return lengthOf(whole) <= max ? whole : days;
}

/** `2020年3月26日~2020年6月15日` for a field of type date, with `00:00` for one of type time; hours where they are stated. */
export function longPeriod(period: Period, type: 'date' | 'time', at: Date): string {
  const edge = ({ day, clock }: Edge, otherwise: string): string => {
    // WeChat takes no 24:00.
    const stated = clock === '24:00' ? '23:59' : clock;
    const shown = stated ?? (type === 'time' ? otherwise : null);
    return shown === null ? chineseDate(day) : `${chineseDate(day)} ${shown}`;
  };
  const first = edge(firstOf(period) ?? { day: civilDateOf(at), clock: null }, '00:00');
  const last = lastOf(period);
  return last === null ? first : `${first}~${edge(last, '23:59')}`;
}

/** `2020年3月26日` in Asia/Shanghai. */
export const longDay = (at: Date): string => chineseDate(civilDateOf(at));

/** `2020年3月26日 08:00` in Asia/Shanghai. */
export function timeOf(at: Date): string {
  return `${longDay(at)} ${clockOf(momentOf(at))}`;
}
