import { dayOfMoment, lastYearOf, validityAt, type CivilDate, type Moment } from '@shuozhi/shared';
import endedTimes from '../../data/search/ended-times.json';
import type { IndexedNotice } from './fulltext';

/** Why a notice no longer tells what holds today. */
export interface Past {
  /** Its term is over; another document ended it; the year or time it was written for is over. */
  reason: 'expired' | 'repealed' | 'over';
  /** Last day, or day of repeal; null where only the year is known. */
  on: CivilDate | null;
}

const ENDED = endedTimes.map(({ pattern, endedOn }) => ({ pattern: new RegExp(pattern), endedOn }));

/** The day on which the time ended that a text speaks of; null when it speaks of none, or was written later. */
function endedTimeOf(text: string, writtenOn: CivilDate | null, today: CivilDate): CivilDate | null {
  const ended = ENDED.find(
    ({ pattern, endedOn }) => (writtenOn ?? today) < endedOn && endedOn <= today && pattern.test(text),
  );
  return ended?.endedOn ?? null;
}

/** Why a notice is no longer in force or of its time at `now`; null while it is. */
export function pastOf(notice: IndexedNotice, now: Moment): Past | null {
  const today = dayOfMoment(now);
  const validity = validityAt(now, notice);
  if (validity === '已废止') return { reason: 'repealed', on: notice.repealedOn };
  if (validity === '已过期') return { reason: 'expired', on: notice.effectiveTo };
  // A stated last day that is still to come says more than a year in the title.
  if (notice.effectiveTo !== null) return null;
  const ended = endedTimeOf(notice.title, notice.writtenOn, today);
  if (ended !== null) return { reason: 'over', on: ended };
  const year = lastYearOf(notice.title);
  return year !== null && year < Number(today.slice(0, 4)) ? { reason: 'over', on: null } : null;
}

/** Titles of what is done once, or for a time: campaigns, plans of work, groups that lead them, aid in hard times. */
const ACTION = /行动|整治|专班|安排|任务|分工|方案|决战|计划|领导小组|帮扶|扶持|恢复发展|措施|做好|名单/;
const ACTION_YEARS = 3;

/**
 * Whether a notice orders work of some years ago without saying until when: it is found, but nobody can tell from it what
 * holds today.
 */
export function isOldAction({ title, writtenOn, effectiveTo }: IndexedNotice, today: CivilDate): boolean {
  if (writtenOn === null || effectiveTo !== null || !ACTION.test(title)) return false;
  return Number(today.slice(0, 4)) - Number(writtenOn.slice(0, 4)) > ACTION_YEARS;
}

/** A sentence that sets a term by itself: 2022年减免…, 2022年底前, 至2020年12月31日; not one that cites or begins. */
const TERM =
  /((?:19|20)\d{2})年(?:度|底|末|全年|内|前|上半年|下半年|[,，、]|(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:前|止|底|期间|为止|之前|以前))/g;

/**
 * Whether a sentence of a notice only speaks of years, or of a time, that is over on `today`.
 * @param writtenOn day of the notice
 */
export function isOfPastTime(sentence: string, writtenOn: CivilDate | null, today: CivilDate): boolean {
  if (endedTimeOf(sentence, writtenOn, today) !== null) return true;
  const years = [...sentence.matchAll(TERM)].map(([, year]) => Number(year));
  return years.length > 0 && Math.max(...years) < Number(today.slice(0, 4));
}
