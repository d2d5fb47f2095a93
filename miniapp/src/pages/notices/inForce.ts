import { chineseDate, daysBetween, levelRank, type CivilDate } from '@shuozhi/shared';
import type { NoticeSummary } from '@shuozhi/shared/api';
import { text } from './text';

/** 通告, 公告, 命令, 令: the kinds of document that forbid or order something of everybody. */
const ORDERS = /通告|公告|令/;
const MOST = 4;

/**
 * What must stay in sight today: alerts in force, the highest level first, then orders in force that have a last day,
 * the nearest first.
 */
export function pinnedToday(notices: readonly NoticeSummary[]): NoticeSummary[] {
  const inForce = notices.filter((notice) => notice.validity === '现行有效');
  const alerts = inForce
    .filter((notice) => notice.level !== null)
    .sort((a, b) => levelRank(b.level) - levelRank(a.level));
  const orders = inForce
    .filter((notice) => notice.level === null && notice.effectiveTo !== null && ORDERS.test(notice.kind))
    .sort((a, b) => (a.effectiveTo ?? '').localeCompare(b.effectiveTo ?? ''));
  return [...alerts, ...orders].slice(0, MOST);
}

/** Until when, and how many days are left, e.g. 到 2026年5月31日 · 还有 12 天. */
export function remaining(today: CivilDate, effectiveTo: CivilDate | null): string {
  if (effectiveTo === null) return text.untilLifted;
  const days = daysBetween(today, effectiveTo);
  return `${text.until(chineseDate(effectiveTo))} · ${days === 0 ? text.lastDay : text.daysLeft(days)}`;
}
