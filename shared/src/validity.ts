import { addDays, dayOfMoment, type CivilDate, type Moment } from './civilDate';

/** Validity (有效性) of a notice at a given moment. */
export const VALIDITIES = ['尚未施行', '现行有效', '已过期', '已废止', '未注明'] as const;
export type Validity = (typeof VALIDITIES)[number];

/** What a document's period rests on, in the terms a reader would use. */
export const PERIOD_BASES = [
  /** `2024年1月20日至2月25日` */
  'range',
  /** `自…起施行，有效期五年`, `有效期至…` */
  'term',
  /** `自2024年7月1日起施行`, no end stated. */
  'start',
  /** `自印发之日起施行`, no end stated. */
  'written_day',
  /** `即日起`, no end stated. */
  'from_today',
  /** `解除时间另行通知` */
  'until_lifted',
  /** `每年10月1日至次年5月31日` */
  'each_year',
  /** 试行 or 暂行 without a term. */
  'trial',
  /** A plan of the years its title names. */
  'plan_years',
] as const;
export type PeriodBasis = (typeof PERIOD_BASES)[number];

/** The days and moments that decide validity; each as the document (or the one that repeals it) states it, else null. */
export interface ValidityDates {
  effectiveFrom: CivilDate | null;
  effectiveTo: CivilDate | null;
  /** Where the document states hours; `endsAt` is the first moment at which it is over. */
  startsAt: Moment | null;
  endsAt: Moment | null;
  repealedOn: CivilDate | null;
}

/** The first moment at which a stated period is over; null when no end is stated. */
export function endOf({ effectiveTo, endsAt }: Pick<ValidityDates, 'effectiveTo' | 'endsAt'>): Moment | null {
  if (endsAt) return endsAt;
  return effectiveTo === null ? null : `${addDays(effectiveTo, 1)}T00:00:00+08:00`;
}

/**
 * Validity of a notice at `now`. A term is only what the text says: without any stated date the answer is 未注明.
 * The last day (`effectiveTo`) is still in force to its end unless an hour is stated; on the day of repeal the notice no
 * longer is.
 */
export function validityAt(now: Moment, dates: ValidityDates): Validity {
  const { effectiveFrom, effectiveTo, startsAt, repealedOn } = dates;
  const today = dayOfMoment(now);
  const end = endOf(dates);
  if (repealedOn !== null && repealedOn <= today) return '已废止';
  if (end !== null && end <= now) return '已过期';
  if (startsAt ? startsAt > now : effectiveFrom !== null && effectiveFrom > today) return '尚未施行';
  if (effectiveFrom !== null || effectiveTo !== null) return '现行有效';
  return '未注明';
}
