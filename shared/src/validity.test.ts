import { validityOn } from './validity';

const none = { effectiveFrom: null, effectiveTo: null, repealedOn: null };

describe('validityOn', () => {
  test.each([
    ['no dates at all', none, '未注明'],
    ['starts tomorrow', { ...none, effectiveFrom: '2020-03-27' }, '尚未施行'],
    ['starts today', { ...none, effectiveFrom: '2020-03-26' }, '现行有效'],
    ['last day is today', { ...none, effectiveTo: '2020-03-26' }, '现行有效'],
    ['last day was yesterday', { ...none, effectiveFrom: '2020-01-01', effectiveTo: '2020-03-25' }, '已过期'],
    ['repealed today', { ...none, effectiveFrom: '2020-01-01', repealedOn: '2020-03-26' }, '已废止'],
    ['to be repealed tomorrow', { ...none, effectiveFrom: '2020-01-01', repealedOn: '2020-03-27' }, '现行有效'],
    ['repeal outranks lapse', { effectiveFrom: null, effectiveTo: '2020-01-01', repealedOn: '2020-02-01' }, '已废止'],
  ])('%s', (_name, dates, expected) => {
    expect(validityOn('2020-03-26', dates)).toBe(expected);
  });
});
