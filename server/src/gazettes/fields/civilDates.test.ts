import { lastDayOfTerm, numberOf, parseFullDate } from './civilDates';

test.each([
  ['2020年3月26日', '2020-03-26'],
  ['二〇二三年三月二日', '2023-03-02'],
  ['二○二三年十二月三十一日', '2023-12-31'],
  ['二〇二四年十月二十日', '2024-10-20'],
  ['2024-03-01', '2024-03-01'],
  ['2022年3月2曰', '2022-03-02'],
  ['2O22年3月l8日', '2022-03-18'],
  ['2022年2月30日', null],
  ['2022年3月', null],
  ['2020年3月26日至4月1日', null],
])('%s', (text, day) => {
  expect(parseFullDate(text)).toBe(day);
});

test.each([
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['三十一', 31],
  ['两', 2],
  ['五', 5],
  ['18', 18],
])('%s', (text, value) => {
  expect(numberOf(text)).toBe(value);
});

test.each([
  ['2022-08-20', 5, 0, '2027-08-19'],
  ['2023-01-01', 2, 0, '2024-12-31'],
  ['2024-02-29', 1, 0, '2025-02-28'],
  ['2023-03-31', 0, 6, '2023-09-30'],
])('%s and %i years, %i months', (from, years, months, last) => {
  expect(lastDayOfTerm(from, years, months)).toBe(last);
});
