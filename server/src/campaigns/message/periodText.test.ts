import { longPeriod, shortPeriod } from './periodText';

const at = new Date('2026-11-30T02:00:00Z');
const none = { effectiveFrom: null, effectiveTo: null, startsAt: null, endsAt: null };
const days = { ...none, effectiveFrom: '2026-11-30', effectiveTo: '2026-12-01' };
const hours = { ...days, startsAt: '2026-11-30T18:00:00+08:00', endsAt: '2026-12-01T08:30:00+08:00' };
const evening = { ...hours, effectiveTo: '2026-11-30', endsAt: '2026-12-01T00:00:00+08:00' };

test.each([
  ['days', days, '11月30日至12月1日', '2026年11月30日 00:00~2026年12月1日 23:59'],
  ['hours', hours, '11月30日18时至12月1日08:30', '2026年11月30日 18:00~2026年12月1日 08:30'],
  ['hours of one day, to midnight', evening, '11月30日18时至24时', '2026年11月30日 18:00~2026年11月30日 23:59'],
  ['no end', { ...hours, effectiveTo: null, endsAt: null }, '11月30日18时起', '2026年11月30日 18:00'],
  ['no start', { ...days, effectiveFrom: null }, '至12月1日', '2026年11月30日 00:00~2026年12月1日 23:59'],
  [
    'another year',
    { ...days, effectiveTo: '2027-01-02' },
    '11月30日至2027年1月2日',
    '2026年11月30日 00:00~2027年1月2日 23:59',
  ],
])('%s', (_name, period, short, long) => {
  expect(shortPeriod(period, at, 30)).toBe(short);
  expect(longPeriod(period, 'time', at)).toBe(long);
});

test('a period that is too long for its field is said without the months', () => {
  const minutes = { ...hours, startsAt: '2026-11-30T18:15:00+08:00' };
  expect(shortPeriod(minutes, at, 20)).toBe('30日18:15至1日08:30');
});

test('a field for days shows the hours only where they are stated', () => {
  expect(longPeriod(days, 'date', at)).toBe('2026年11月30日~2026年12月1日');
  expect(longPeriod(hours, 'date', at)).toBe('2026年11月30日 18:00~2026年12月1日 08:30');
});
