import { addDays, civilDateOf, daysBetween } from '@shuozhi/shared';
import { noticesWithPeriodOn } from '../notices';
import { deriveCampaign } from './outboxRelay';
import { Campaigns, type CampaignRecord } from './model';

interface ReminderRule {
  type: 'reminder-begin' | 'reminder-end';
  edge: 'effectiveFrom' | 'effectiveTo';
  /** Told so many days before the day itself. */
  daysBefore: number;
  /** What a reminder says that could only be sent on the day itself. */
  onTheDay: string;
}

const RULES: readonly ReminderRule[] = [
  { type: 'reminder-begin', edge: 'effectiveFrom', daysBefore: 1, onTheDay: '今天起施行，点开看具体要求' },
  { type: 'reminder-end', edge: 'effectiveTo', daysBefore: 3, onTheDay: '今天到期，点开查看' },
];

/** Not before eight in the morning in China: a reminder does not justify a sound at night. */
const FROM_HOUR = 8;
const SHANGHAI_OFFSET_HOURS = 8;

/** Whoever was notified of the notice less than two days before needs no reminder. */
const NEWS_FOR_DAYS = 2;

/**
 * Whether residents were notified of the notice, and long enough before the reminder's own day. What pushed nothing when it
 * appeared (imports, samples) pushes nothing later either, and a minor revision does not change that.
 * @param campaigns all of the notice
 * @param due the reminder's own day, also when it is sent later
 */
function isOldNews(campaigns: readonly Pick<CampaignRecord, 'type' | 'at'>[], due: string): boolean {
  const news = campaigns.filter(({ type }) => !RULES.some((rule) => rule.type === type));
  const last = news.map(({ at }) => civilDateOf(at)).reduce((a, b) => (a > b ? a : b), '');
  return last !== '' && daysBetween(last, due) >= NEWS_FOR_DAYS;
}

/**
 * Derives the reminders that are due at `now`: those of today, and those that no worker derived on their own day, until the
 * day they speak of is over. The campaign's id names notice and day, so each is sent once.
 * @returns ids of the campaigns that are new
 */
export async function deriveReminders(now: Date): Promise<string[]> {
  if ((now.getUTCHours() + SHANGHAI_OFFSET_HOURS) % 24 < FROM_HOUR) return [];
  const today = civilDateOf(now);
  const derived: string[] = [];
  for (const { type, edge, daysBefore, onTheDay } of RULES) {
    for (let ahead = 0; ahead <= daysBefore; ahead++) {
      const day = addDays(today, ahead);
      for (const { id: noticeId } of await noticesWithPeriodOn(day, edge)) {
        const id = `${noticeId}.${day}.${type}`;
        const campaigns = await Campaigns.find({ noticeId }, 'type at').lean<CampaignRecord[]>();
        if (campaigns.some((one) => one._id === id) || !isOldNews(campaigns, addDays(day, -daysBefore))) continue;
        const changeNote = ahead === 0 ? onTheDay : null;
        if ((await deriveCampaign({ id, noticeId, type, at: now, changeNote })) !== null) derived.push(id);
      }
    }
  }
  return derived;
}
