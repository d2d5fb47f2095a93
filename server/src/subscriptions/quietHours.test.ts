import { clockOf, minutesOf, quietUntil } from './quietHours';

const night = { from: minutesOf('22:00'), to: minutesOf('07:00') };
const shanghai = (clock: string, day = '2026-03-26'): Date => new Date(`${day}T${clock}:00+08:00`);

test.each([
  ['21:59', null],
  ['22:00', shanghai('07:00', '2026-03-27')],
  ['23:30', shanghai('07:00', '2026-03-27')],
  ['00:10', shanghai('07:00')],
  ['06:59', shanghai('07:00')],
  ['07:00', null],
])('at %s quiet until %s', (clock, until) => {
  expect(quietUntil(night, shanghai(clock))).toEqual(until);
});

test('hours within a day, none, and equal bounds', () => {
  const noon = { from: minutesOf('12:00'), to: minutesOf('14:00') };
  expect(quietUntil(noon, shanghai('13:00'))).toEqual(shanghai('14:00'));
  expect(quietUntil(noon, shanghai('14:00'))).toBeNull();
  expect(quietUntil(null, shanghai('23:00'))).toBeNull();
  expect(quietUntil({ from: 60, to: 60 }, shanghai('01:00'))).toBeNull();
});

test('clocks and minutes', () => {
  expect(clockOf(minutesOf('07:05'))).toBe('07:05');
});
