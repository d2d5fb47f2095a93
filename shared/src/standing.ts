import { daysBetween, dayOfMoment, type CivilDate, type Moment } from './civilDate';
import type { Level } from './levels';
import { endOf, validityAt, type PeriodBasis, type Validity, type ValidityDates } from './validity';

/**
 * How a notice stands for a reader: its validity, told more exactly where 现行有效 would promise more than the document
 * says. `open-ended`: in force for years, and nobody wrote until when; `trial-over`: 试行 or 暂行 for more than two years
 * (at most two, 朔政发〔2022〕22号 art. 41); `past`: arrangements for a year that is over.
 */
export type Standing = Validity | 'open-ended' | 'trial-over' | 'past';

export interface StandingFacts extends ValidityDates {
  title: string;
  writtenOn: CivilDate | null;
  level: Level | null;
  basis: PeriodBasis | null;
}

/** Last years of the five-year plans. */
const PLAN_YEARS: readonly (readonly [RegExp, number])[] = [
  [/十二五|十二个五年/, 2015],
  [/十三五|十三个五年/, 2020],
  [/十四五|十四个五年/, 2025],
  [/十五五|十五个五年/, 2030],
];

const YEAR = /(?<![\d〔[(（])((?:19|20)\d{2})(?:年|(?=\s*[—–\-~～至]\s*(?:19|20)\d{2}))/g;

/** The last year that a text names as its time (2020年决战计划, 2019—2020年, 十四五); null when it names none. */
export function lastYearOf(text: string): number | null {
  const years = [...text.matchAll(YEAR)].map(([, year]) => Number(year));
  const plans = PLAN_YEARS.filter(([pattern]) => pattern.test(text)).map(([, year]) => year);
  const all = [...years, ...plans];
  return all.length === 0 ? null : Math.max(...all);
}

/** What is done in a year, or for some years, and then is over. */
const FOR_A_TIME = /计划|方案|行动|要点|安排|规划|任务|攻坚|目标|工作/;
const TRIAL = /试行|暂行/;
const YEAR_DAYS = 365;
const TRIAL_YEARS = 2;

/** Whole years from a day to another; 0 before the first is over. */
export const yearsBetween = (from: CivilDate, to: CivilDate): number =>
  Math.max(0, Math.floor(daysBetween(from, to) / (YEAR_DAYS + 0.25)));

/** How a notice stands at `now`. */
export function standingOf(now: Moment, notice: StandingFacts): Standing {
  const validity = validityAt(now, notice);
  if (validity !== '现行有效' && validity !== '未注明') return validity;
  if (notice.level !== null || endOf(notice) !== null) return validity;
  const today = dayOfMoment(now);
  const year = lastYearOf(notice.title);
  if (year !== null && year < Number(today.slice(0, 4)) && FOR_A_TIME.test(notice.title)) return 'past';
  const since = notice.effectiveFrom ?? notice.writtenOn;
  const years = since === null ? 0 : yearsBetween(since, today);
  if (years >= TRIAL_YEARS && (notice.basis === 'trial' || TRIAL.test(notice.title))) return 'trial-over';
  // 每年10月1日至次年5月31日 says when it holds.
  return validity === '现行有效' && years >= 1 && notice.basis !== 'each_year' ? 'open-ended' : validity;
}
