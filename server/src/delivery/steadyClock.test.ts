import { SteadyClock } from './steadyClock';

test('a wall clock that jumps does not move the schedule; one that stays is followed after ten minutes', () => {
  let wall = 1_700_000_000_000;
  let monotonic = 5000;
  const pass = (ms: number): void => {
    wall += ms;
    monotonic += ms;
  };
  const clock = new SteadyClock(
    () => wall,
    () => monotonic,
  );
  pass(1000);
  expect(clock.now().getTime()).toBe(1_700_000_001_000);
  wall += 3_600_000;
  expect(clock.now().getTime()).toBe(1_700_000_001_000);
  pass(60_000);
  expect(clock.now().getTime()).toBe(1_700_000_061_000);
  pass(11 * 60_000);
  expect(clock.now().getTime()).toBe(wall);
});
