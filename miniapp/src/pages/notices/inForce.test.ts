import type { NoticeSummary } from '@shuozhi/shared/api';
import { noticeSummary } from '../../../test/mocks/factories';
import { pinnedToday, remaining } from './inForce';

const notice = (id: string, change: Partial<NoticeSummary>): NoticeSummary => noticeSummary({ id, ...change });
const NOW = new Date('2026-03-20T10:00:00+08:00');
const ids = (notices: NoticeSummary[]) => pinnedToday(notices, NOW).map(({ id }) => id);

test('alerts stand first, the highest level first; then orders, the nearest last day first', () => {
  const notices = [
    notice('late ban', { effectiveTo: '2026-12-31' }),
    notice('yellow', { level: 'yellow' }),
    notice('near ban', { effectiveTo: '2026-04-01' }),
    notice('red', { level: 'red', effectiveTo: null }),
  ];
  expect(ids(notices)).toEqual(['red', 'yellow', 'near ban', 'late ban']);
});

test('what is not in force, has no last day or orders nothing is not pinned', () => {
  const notices = [
    notice('expired', { effectiveTo: '2026-03-19' }),
    notice('ended this morning', { effectiveTo: '2026-03-20', endsAt: '2026-03-20T09:59:00+08:00' }),
    notice('future', { effectiveFrom: '2026-03-21' }),
    notice('endless', { effectiveTo: null }),
    notice('plan', { kind: '规划' }),
  ];
  expect(ids(notices)).toEqual([]);
});

test.each([
  ['2026-05-20', null, '到 2026年5月31日，还有 11 天'],
  ['2026-05-31', null, '到 2026年5月31日，今天是最后一天'],
  ['2026-05-31', '2026-05-31T18:00:00+08:00', '到 2026年5月31日 18:00，还有 8 小时'],
])('on %s the ban that ends at %s holds %s', (today, endsAt, expected) => {
  expect(remaining({ effectiveTo: '2026-05-31', endsAt }, new Date(`${today}T10:00:00+08:00`))).toBe(expected);
});

test('an alert without an end holds until it is lifted', () => {
  expect(remaining({ effectiveTo: null, endsAt: null }, NOW)).toBe('解除时间以通知为准');
});
