import type { ScheduleInput, StaffAccount } from '@shuozhi/shared/api';
import { AppError } from '../../errors';
import { assertApprovedText, assertNotOver } from '../lifecycle';
import type { NoticeRecord } from '../model';
import { updateNotice } from '../store';
import { assertRole } from '../transitions';
import { droppedSchedule } from './types';

const LONGEST_MS = 366 * 24 * 3600 * 1000;

/** A time to the minute, on the clock of Asia/Shanghai unless it says another. */
function timeOf(at: string, now: Date): Date {
  const time = new Date(/(?:Z|[+-]\d{2}:\d{2})$/.test(at) ? at : `${at}+08:00`);
  const problem =
    time <= now ? '发布时间应在现在之后' : time.getTime() > now.getTime() + LONGEST_MS ? '发布时间最远一年' : null;
  if (problem !== null) throw new AppError('invalid_input', { errors: [{ path: 'at', message: problem }] });
  return time;
}

/**
 * Sets the time at which the approved text of this hash is published, or moves it. Everything that publishing asks for is
 * asked for again then.
 * @throws AppError `forbidden`, `conflict`, `transition_not_allowed`, `already_expired` when its period will be over,
 * `invalid_input` for a time that has passed
 */
export async function scheduleNotice(
  id: string,
  { hash, at, notify = null, evenExpired = false }: Omit<ScheduleInput, 'notify'> & { notify?: boolean | null },
  actor: StaffAccount,
  now: Date,
): Promise<NoticeRecord> {
  const time = timeOf(at, now);
  return updateNotice(
    id,
    async (notice) => {
      await assertApprovedText(notice, hash, actor);
      assertNotOver(notice, evenExpired, time);
      const schedule = { at: time, hash, notify, evenExpired, by: actor.id, byName: actor.name, setAt: now };
      return { $set: { schedule, scheduleOutcome: null } };
    },
    now,
  );
}

/**
 * Takes the time back; the text stays approved.
 * @throws AppError `forbidden`, `transition_not_allowed` when none is set (any more)
 */
export async function unscheduleNotice(id: string, actor: StaffAccount, now: Date): Promise<NoticeRecord> {
  return updateNotice(
    id,
    (notice) => {
      assertRole('publish', actor.role);
      if (!notice.schedule) {
        const detail = notice.status === 'published' ? '已经发布，不能再取消定时' : '没有设定发布时间';
        throw new AppError('transition_not_allowed', { detail });
      }
      return { $set: droppedSchedule(notice, '定时已取消', now) };
    },
    now,
  );
}
