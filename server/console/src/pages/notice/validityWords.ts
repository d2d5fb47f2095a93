import { chineseDate, dayOfMoment } from '@shuozhi/shared';
import type { Draft } from '@/text/blockText';

const DAY_MS = 24 * 3600 * 1000;

/** A day or, where an hour is stated, the moment. */
function spoken(day: string | null, moment: string | null): string | null {
  if (moment) return `${chineseDate(dayOfMoment(moment))} ${moment.slice(11, 16)}`;
  return day && chineseDate(day);
}

/** When a text holds, as a resident would say it; and what becomes of it without an end. */
export function validityWords(draft: Pick<Draft, 'effectiveFrom' | 'effectiveTo' | 'startsAt' | 'endsAt'>): string {
  const { effectiveFrom, effectiveTo, startsAt, endsAt } = draft;
  const from = spoken(effectiveFrom, startsAt);
  const to = spoken(effectiveTo, endsAt);
  if (!from && !to) return '没有写明起止日期：居民看到的是“未注明”，不会自动失效。';
  if (!to) return `从 ${from} 起，没有写明何时结束：不会自动失效，结束时要另行发布或撤回。`;
  const end = endsAt ? '到时自动失效。' : '当天仍有效，次日自动失效。';
  if (!from || !effectiveFrom || !effectiveTo) return `到 ${to} 为止，${end}`;
  const days = Math.round((Date.parse(effectiveTo) - Date.parse(effectiveFrom)) / DAY_MS) + 1;
  return `从 ${from} 到 ${to}，共 ${days} 天；${end}`;
}
