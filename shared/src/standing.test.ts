import { standingOf, type StandingFacts } from './standing';

const notice: StandingFacts = {
  title: '关于加强犬只管理的通告',
  writtenOn: '2020-03-01',
  level: null,
  basis: 'from_today',
  effectiveFrom: '2020-03-01',
  effectiveTo: null,
  startsAt: null,
  endsAt: null,
  repealedOn: null,
};

test.each<[string, Partial<StandingFacts>, string]>([
  ['即日起 for years without an end', {}, 'open-ended'],
  ['the same, begun this year', { effectiveFrom: '2026-02-01' }, '现行有效'],
  ['until lifted, for years', { basis: 'until_lifted' }, 'open-ended'],
  ['each year in season', { basis: 'each_year' }, '现行有效'],
  ['with a last day to come', { effectiveTo: '2030-01-01' }, '现行有效'],
  ['a last day that is over', { effectiveTo: '2021-01-01' }, '已过期'],
  ['repealed', { repealedOn: '2022-01-01' }, '已废止'],
  ['on trial for more than two years', { title: '河道管理办法（试行）' }, 'trial-over'],
  ['on trial for a year', { title: '河道管理办法（试行）', effectiveFrom: '2025-03-01' }, 'open-ended'],
  ['on trial by its own words', { basis: 'trial', effectiveFrom: null }, 'trial-over'],
  ['a plan for 2019', { title: '关于印发2019年行动计划的通知' }, 'past'],
  ['a plan for 2019 without any date', { title: '2019年行动计划', effectiveFrom: null, writtenOn: null }, 'past'],
  ['a plan of the thirteenth five years', { title: '“十三五”消防规划' }, 'past'],
  ['a plan for this year', { title: '2026年行动计划', effectiveFrom: '2026-01-01' }, '现行有效'],
  ['a decision that names a year as a document does', { title: '关于废止朔政发〔2019〕1号的决定' }, 'open-ended'],
  ['an alert that nobody lifted', { level: 'orange' }, '现行有效'],
  ['nothing stated', { effectiveFrom: null }, '未注明'],
])('%s', (_name, more, expected) => {
  expect(standingOf('2026-05-20T10:00:00+08:00', { ...notice, ...more })).toBe(expected);
});
