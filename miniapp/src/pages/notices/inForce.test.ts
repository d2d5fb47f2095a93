import type { NoticeSummary } from '@shuozhi/shared/api';
import { noticeSummary } from '../../../test/mocks/factories';
import { pinnedToday, remaining } from './inForce';

const notice = (id: string, change: Partial<NoticeSummary>): NoticeSummary => noticeSummary({ id, ...change });
const ids = (notices: NoticeSummary[]) => pinnedToday(notices).map(({ id }) => id);

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
    notice('expired', { validity: '已过期' }),
    notice('future', { validity: '尚未施行' }),
    notice('endless', { effectiveTo: null }),
    notice('plan', { kind: '规划' }),
  ];
  expect(ids(notices)).toEqual([]);
});

test.each([
  ['2026-05-20', '到 2026年5月31日 · 还有 11 天'],
  ['2026-05-31', '到 2026年5月31日 · 最后一天'],
])('on %s the ban holds %s', (today, expected) => {
  expect(remaining(today, '2026-05-31')).toBe(expected);
});

test('an alert without an end holds until it is lifted', () => {
  expect(remaining('2026-05-20', null)).toBe('解除时间以通知为准');
});
