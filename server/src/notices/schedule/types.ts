import type { SCHEDULE_RESULTS } from '@shuozhi/shared/api';

/** An approved text that will be published by itself, bound to exactly that text. */
export interface Schedule {
  at: Date;
  hash: string;
  /** null: as publishing does when nothing is said. */
  notify: boolean | null;
  evenExpired: boolean;
  /** Who set it; publishing is done in their name. */
  by: string;
  byName: string;
  setAt: Date;
}

/** What became of a schedule. */
export interface ScheduleOutcome {
  at: Date;
  on: Date;
  result: (typeof SCHEDULE_RESULTS)[number];
  code: string | null;
  reason: string | null;
}

/** The members of a notice that say what became of its schedule; none when there was none. */
export function endOfSchedule(
  notice: { schedule?: Schedule | null },
  outcome: Omit<ScheduleOutcome, 'at'>,
): { schedule: null; scheduleOutcome?: ScheduleOutcome } {
  if (!notice.schedule) return { schedule: null };
  return { schedule: null, scheduleOutcome: { at: notice.schedule.at, ...outcome } };
}

/** A schedule ends unpublished when its text goes back to its editor. */
export const droppedSchedule = (notice: { schedule?: Schedule | null }, reason: string, on: Date) =>
  endOfSchedule(notice, { on, result: 'dropped', code: null, reason });
