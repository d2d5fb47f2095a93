import { isMoment, lastDayBefore, momentOf } from './civilDate';
import { validityAt } from './validity';

const none = { effectiveFrom: null, effectiveTo: null, startsAt: null, endsAt: null, repealedOn: null };
const toTen = { ...none, effectiveTo: '2020-03-26', endsAt: '2020-03-26T10:00:00+08:00' };
const fromTen = { ...none, effectiveFrom: '2020-03-26', startsAt: '2020-03-26T10:00:00+08:00' };

describe('validityAt', () => {
  test.each([
    ['no dates at all', none, '未注明'],
    ['starts tomorrow', { ...none, effectiveFrom: '2020-03-27' }, '尚未施行'],
    ['starts today', { ...none, effectiveFrom: '2020-03-26' }, '现行有效'],
    ['last day is today', { ...none, effectiveTo: '2020-03-26' }, '现行有效'],
    ['last day was yesterday', { ...none, effectiveFrom: '2020-01-01', effectiveTo: '2020-03-25' }, '已过期'],
    ['repealed today', { ...none, effectiveFrom: '2020-01-01', repealedOn: '2020-03-26' }, '已废止'],
    ['to be repealed tomorrow', { ...none, effectiveFrom: '2020-01-01', repealedOn: '2020-03-27' }, '现行有效'],
    ['repeal outranks lapse', { ...none, effectiveTo: '2020-01-01', repealedOn: '2020-02-01' }, '已废止'],
  ])('%s', (_name, dates, expected) => {
    expect(validityAt('2020-03-26T09:00:00+08:00', dates)).toBe(expected);
  });

  test.each([
    ['a minute before its end', toTen, '09:59:59', '现行有效'],
    ['at its end', toTen, '10:00:00', '已过期'],
    ['a second before its start', fromTen, '09:59:59', '尚未施行'],
    ['at its start', fromTen, '10:00:00', '现行有效'],
  ])('hours count within a day: %s', (_name, dates, clock, expected) => {
    expect(validityAt(`2020-03-26T${clock}+08:00`, dates)).toBe(expected);
  });

  test('a period to 24:00 holds to the last second of its last day', () => {
    const dates = { ...none, effectiveTo: '2020-03-26', endsAt: '2020-03-27T00:00:00+08:00' };
    expect(validityAt('2020-03-26T23:59:59+08:00', dates)).toBe('现行有效');
    expect(validityAt('2020-03-27T00:00:00+08:00', dates)).toBe('已过期');
  });
});

test('moments are on the clock of Asia/Shanghai', () => {
  expect(momentOf(new Date('2020-03-25T16:30:00Z'))).toBe('2020-03-26T00:30:00+08:00');
  expect(lastDayBefore('2020-03-27T00:00:00+08:00')).toBe('2020-03-26');
  expect(lastDayBefore('2020-03-27T00:01:00+08:00')).toBe('2020-03-27');
});

test.each([
  ['2020-03-26T23:59:00+08:00', true],
  ['2020-02-30T10:00:00+08:00', false],
  ['2020-03-26T24:00:00+08:00', false],
  ['2020-03-26T10:00:00Z', false],
  ['2020-03-26', false],
])('%s is a moment: %s', (text, expected) => {
  expect(isMoment(text)).toBe(expected);
});
