import { AppError } from '../../errors';
import { audited } from '../../staff';
import type { NoticeEvent } from '../events';
import { publishNotice } from '../lifecycle';
import { Notices, type NoticeRecord } from '../model';
import type { NoticeStep } from '../proposals';
import { updateNotice } from '../store';
import { endOfSchedule, type Schedule } from './types';

/** Notices published in one run at the most; the next run follows in seconds. */
const AT_ONCE = 100;
/** After a longer standstill (or from a restored backup) nothing goes out by itself: a person looks at it first. */
const LATEST_MS = 24 * 3600 * 1000;

type Due = Pick<NoticeRecord, '_id'> & { schedule: Schedule };

/** Says on the notice why it was not published. @returns false when its schedule is another one by now: moved, taken back, done */
async function refused({ _id: id, schedule: { at } }: Due, error: AppError, now: Date): Promise<boolean> {
  let recorded = false;
  await updateNotice(
    id,
    (notice) => {
      recorded = notice.schedule?.at.getTime() === at.getTime();
      const reason = [error.message, ...(error.errors ?? []).map(({ path, message }) => `${path}：${message}`)];
      const outcome = { on: now, result: 'refused', code: error.code, reason: reason.join('；') } as const;
      return recorded ? { $set: endOfSchedule(notice, outcome) } : null;
    },
    now,
  );
  return recorded;
}

/** @returns null when another process was faster, or the schedule is another one by now */
async function publishOne(due: Due, now: Date): Promise<NoticeStep | null> {
  const { at, hash, notify, evenExpired, by, byName } = due.schedule;
  try {
    if (now.getTime() - at.getTime() > LATEST_MS) throw new AppError('schedule_missed');
    // Approval and schedule stand even if who set it has another role or no account by now.
    const actor = { id: by, name: byName, role: 'publisher' } as const;
    return await publishNotice(due._id, { hash, notify: notify ?? undefined, evenExpired, due: at }, actor, now);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    if (await refused(due, error, now)) throw error;
    return null;
  }
}

const minutesLate = ({ at }: Schedule, now: Date): number => Math.floor((now.getTime() - at.getTime()) / 60_000);

/**
 * Publishes what is due, checking everything again that publishing asks for; what cannot be published any more says why on
 * the notice and in the audit trail. May run in several processes at once: a notice is published by one conditional write.
 * For a job.
 * @param onChanged called after each publication, as after one by a person
 */
export async function publishDue(now: Date, onChanged: (event: NoticeEvent | null) => Promise<unknown>): Promise<void> {
  const due = await Notices.find({ 'schedule.at': { $lte: now } }, 'schedule')
    .sort({ 'schedule.at': 1 })
    .limit(AT_ONCE)
    .lean<Due[]>();
  for (const one of due) {
    const { by, byName, hash } = one.schedule;
    const late = minutesLate(one.schedule, now);
    try {
      const step = await audited(
        { actor: { id: by, name: byName }, action: 'notice.publish', target: one._id },
        () => publishOne(one, now),
        (result) => (result === null ? null : { detail: `${hash} 定时发布${late > 0 ? `，晚了 ${late} 分钟` : ''}` }),
      );
      if (step) await onChanged(step.event);
    } catch (error) {
      // Said on the notice and in the audit trail; the others go on.
      if (!(error instanceof AppError)) throw error;
    }
  }
}
