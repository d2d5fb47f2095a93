import { levelRank } from '@shuozhi/shared';
import { standingNow, untilInWords } from '@/format/validity';
import type { NoticeSummary } from '@shuozhi/shared/api';
import { text } from './text';

/** 通告, 公告, 命令, 令: the kinds of document that forbid or order something of everybody. */
const ORDERS = /通告|公告|令/;
const MOST = 4;

/**
 * What must stay in sight today: alerts in force, the highest level first, then orders in force that have a last day,
 * the nearest first.
 */
export function pinnedToday(notices: readonly NoticeSummary[], now: Date): NoticeSummary[] {
  const inForce = notices.filter((notice) => standingNow(notice, now) === '现行有效');
  const alerts = inForce
    .filter((notice) => notice.level !== null)
    .sort((a, b) => levelRank(b.level) - levelRank(a.level));
  const orders = inForce
    .filter((notice) => notice.level === null && notice.effectiveTo !== null && ORDERS.test(notice.kind))
    .sort((a, b) => (a.effectiveTo ?? '').localeCompare(b.effectiveTo ?? ''));
  return [...alerts, ...orders].slice(0, MOST);
}

/** Until when, and how long that still is: 到 2026年5月31日，还有 12 天. */
export function remaining(notice: Pick<NoticeSummary, 'effectiveTo' | 'endsAt'>, now: Date): string {
  const until = untilInWords(notice, now);
  return until === null ? text.untilLifted : text.until(until);
}
