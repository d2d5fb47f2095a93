import { backoffMs } from './backoff';

test.each([
  [1, 100],
  [2, 200],
  [3, 400],
  [4, 500],
  [1000, 500],
])('after %i failures the wait is %i ms: doubled each time, up to the longest', (failures, wait) => {
  expect(backoffMs(failures, { firstMs: 100, longestMs: 500 })).toBe(wait);
});

test('grows as told, and leaves the told share to chance', () => {
  const policy = { firstMs: 1000, longestMs: 30_000, growth: 4, jitter: 0.5 };
  expect(backoffMs(2, policy, 0)).toBe(2000);
  expect(backoffMs(2, policy, 1)).toBe(4000);
  expect(backoffMs(9, policy, 0.5)).toBe(22_500);
});
