import { TokenBucket } from './tokenBucket';

test('gives no more than the rate over time, with a burst of a tenth of a second', () => {
  const bucket = new TokenBucket(0);
  let given = 0;
  for (let now = 0; now <= 10_000; now += 7) given += bucket.take(100, 50, now);
  expect(given).toBeGreaterThan(480);
  expect(given).toBeLessThanOrEqual(505);
  expect(bucket.take(100, 50, 60_000)).toBe(5);
});

test('says how long to wait, and takes back what was not used', () => {
  const bucket = new TokenBucket(0);
  expect(bucket.take(1, 10, 100)).toBe(1);
  expect(bucket.take(1, 10, 100)).toBe(0);
  expect(bucket.waitMs(10)).toBe(100);
  bucket.giveBack(1);
  expect(bucket.take(1, 10, 100)).toBe(1);
});

test('a rate of nothing gives nothing', () => {
  const bucket = new TokenBucket(0);
  expect(bucket.take(5, 0, 1_000_000)).toBe(0);
});
