import { addDays, civilDateOf, daysBetween } from '@shuozhi/shared';
import { noticesWithPeriodOn, type NoticeForPush } from '../../notices';
import { deriveCampaign } from '../campaigns/deriveCampaign';

interface ReminderRule {
  type: 'reminder-begin' | 'reminder-end';
  edge: 'effectiveFrom' | 'effectiveTo';
  /** Told so many days before the day itself. */
  daysBefore: number;
}

const RULES: readonly ReminderRule[] = [
  { type: 'reminder-begin', edge: 'effectiveFrom', daysBefore: 1 },
  { type: 'reminder-end', edge: 'effectiveTo', daysBefore: 3 },
];

/** Not before eight in the morning in China: a reminder is no reason to ring at night. */
const FROM_HOUR = 8;
const SHANGHAI_OFFSET_HOURS = 8;

/** Whoever was told of the notice less than two days ago needs no reminder. */
function isOldNews(notice: NoticeForPush, today: string): boolean {
  return notice.publishedAt !== null && daysBetween(civilDateOf(notice.publishedAt), today) >= 2;
}

/**
 * Derives the reminders that are due on the day of `now`. The campaign's id names notice and day, so running it every few
 * minutes sends once.
 * @returns ids of the campaigns
 */
export async function deriveReminders(now: Date): Promise<string[]> {
  if ((now.getUTCHours() + SHANGHAI_OFFSET_HOURS) % 24 < FROM_HOUR) return [];
  const today = civilDateOf(now);
  const derived: string[] = [];
  for (const { type, edge, daysBefore } of RULES) {
    const day = addDays(today, daysBefore);
    for (const notice of await noticesWithPeriodOn(day, edge)) {
      // Imported old documents are not news; nor are samples that nobody published.
      if (!isOldNews(notice, today)) continue;
      const id = await deriveCampaign({
        id: `${notice.id}.${day}.${type}`,
        noticeId: notice.id,
        type,
        at: now,
        changeNote: null,
      });
      if (id !== null) derived.push(id);
    }
  }
  return derived;
}
