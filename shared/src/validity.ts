import type { CivilDate } from './civilDate';

/** Validity (有效性) of a notice on a given day. */
export const VALIDITIES = ['尚未施行', '现行有效', '已过期', '已废止', '未注明'] as const;
export type Validity = (typeof VALIDITIES)[number];

/** The dates that decide validity; each as the document (or the one that repeals it) states it, else null. */
export interface ValidityDates {
  effectiveFrom: CivilDate | null;
  effectiveTo: CivilDate | null;
  repealedOn: CivilDate | null;
}

/**
 * Validity of a notice on `today`. A term is only what the text says: without any stated date the answer is 未注明.
 * The last day (`effectiveTo`) is still in force; on the day of repeal the notice no longer is.
 */
export function validityOn(today: CivilDate, dates: ValidityDates): Validity {
  const { effectiveFrom, effectiveTo, repealedOn } = dates;
  if (repealedOn !== null && repealedOn <= today) return '已废止';
  if (effectiveTo !== null && effectiveTo < today) return '已过期';
  if (effectiveFrom !== null && effectiveFrom > today) return '尚未施行';
  if (effectiveFrom !== null || effectiveTo !== null) return '现行有效';
  return '未注明';
}
