import { CircuitBreaker } from './circuitBreaker';

const make = () => new CircuitBreaker(64, () => 1);
const busy = (breaker: CircuitBreaker, times: number, now: number): void => {
  for (let i = 0; i < times; i++) breaker.busy(now, `resident-${i}`);
};

test('single failures change nothing', () => {
  const breaker = make();
  for (let i = 0; i < 100; i++) {
    busy(breaker, 3, 0);
    breaker.good();
  }
  expect(breaker.allowed(0)).toBe(64);
  expect(breaker.isTripped()).toBe(false);
});

test('a streak closes the window to one probe after a wait that doubles', () => {
  const breaker = make();
  busy(breaker, 16, 0);
  expect(breaker.allowed(0)).toBe(0);
  expect(breaker.waitMs(0)).toBe(250);
  expect(breaker.allowed(250)).toBe(1);
  breaker.busy(250, 'a');
  expect(breaker.waitMs(250)).toBe(500);
  breaker.busy(750, 'a');
  expect(breaker.waitMs(750)).toBe(1000);
  expect(breaker.isTripped()).toBe(true);
});

test('a few people to whom nothing can be sent do not stop the others', () => {
  const breaker = make();
  for (let i = 0; i < 100; i++) breaker.busy(0, `resident-${i % 5}`);
  expect([breaker.allowed(0), breaker.isTripped()]).toEqual([64, false]);
  busy(breaker, 8, 0);
  expect([breaker.allowed(0), breaker.isTripped()]).toEqual([0, true]);
});

test('late answers of the same outage do not lengthen the wait', () => {
  const breaker = make();
  busy(breaker, 64, 0);
  expect(breaker.waitMs(0)).toBe(250);
});

test('good answers open it again one by one', () => {
  const breaker = make();
  busy(breaker, 16, 0);
  breaker.good();
  expect(breaker.allowed(1000)).toBe(2);
  for (let i = 0; i < 100; i++) breaker.good();
  expect(breaker.allowed(1000)).toBe(64);
});
