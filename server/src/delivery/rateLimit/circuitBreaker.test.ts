import { CircuitBreaker } from './circuitBreaker';

const make = () => new CircuitBreaker(64, () => 1);
/** People of these numbers are answered busily, each at once. */
const busy = (breaker: CircuitBreaker, times: number, now: number, from = 0): void => {
  for (let i = from; i < from + times; i++) breaker.busy(now, `resident-${i}`, now);
};

test('single failures change nothing', () => {
  const breaker = make();
  for (let i = 0; i < 100; i++) {
    busy(breaker, 3, i, i * 3);
    for (let n = 0; n < 4; n++) breaker.good(i, `well-${i}-${n}`, i);
  }
  expect(breaker.allowed(0)).toBe(64);
  expect(breaker.isTripped()).toBe(false);
});

test('a large share of the people answered last closes the window to one probe after a wait that doubles', () => {
  const breaker = make();
  for (let i = 0; i < 64; i++) breaker.good(0, `well-${i}`, 0);
  busy(breaker, 31, 0);
  expect(breaker.isTripped()).toBe(false);
  busy(breaker, 1, 0, 31);
  expect(breaker.allowed(0)).toBe(0);
  expect(breaker.waitMs(0)).toBe(250);
  expect(breaker.allowed(250)).toBe(1);
  breaker.busy(250, 'a', 250);
  expect(breaker.waitMs(250)).toBe(500);
  breaker.busy(750, 'a', 750);
  expect(breaker.waitMs(750)).toBe(1000);
  expect(breaker.isTripped()).toBe(true);
  expect(breaker.trippedMs(750)).toBe(750);
});

test('a few people to whom nothing can be sent do not stop the others', () => {
  const breaker = make();
  for (let i = 0; i < 100; i++) breaker.busy(0, `resident-${i % 5}`, 0);
  expect([breaker.allowed(0), breaker.isTripped()]).toEqual([64, false]);
  busy(breaker, 8, 0);
  expect([breaker.allowed(0), breaker.isTripped()]).toEqual([0, true]);
});

test('who fails for ever while others are answered well does not trip it, not even when nobody else is left', () => {
  const breaker = make();
  for (let i = 0; i < 350; i++) {
    if (i % 7 === 0) breaker.busy(i, `strange-${i / 7}`, i);
    breaker.good(i + 1, `well-${i}`, i + 1);
  }
  for (let again = 0; again < 5; again++) {
    for (let i = 0; i < 50; i++) breaker.busy(10_000 * again + 1000, `strange-${i}`, 10_000 * again + 900);
  }
  expect(breaker.isTripped()).toBe(false);
  expect([breaker.isTelling('strange-7'), breaker.isTelling('well-7')]).toEqual([false, true]);
  // Another outage is still seen.
  busy(breaker, 8, 100_000);
  expect(breaker.isTripped()).toBe(true);
});

test('late answers of the same outage neither lengthen the wait nor end it', () => {
  const breaker = make();
  busy(breaker, 64, 10);
  expect(breaker.waitMs(10)).toBe(250);
  breaker.good(20, 'late', 5);
  breaker.busy(300, 'late too', 5);
  expect([breaker.isTripped(), breaker.allowed(259), breaker.waitMs(300)]).toEqual([true, 0, 0]);
  breaker.good(330, 'the probe', 300);
  expect(breaker.isTripped()).toBe(false);
});

test('good answers open it again one by one', () => {
  const breaker = make();
  busy(breaker, 16, 0);
  breaker.good(1000, 'a', 900);
  expect(breaker.allowed(1000)).toBe(2);
  for (let i = 0; i < 100; i++) breaker.good(1000, `well-${i}`, 1000);
  expect(breaker.allowed(1000)).toBe(64);
});
