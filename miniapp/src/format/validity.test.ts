import type { StandingFacts } from '@shuozhi/shared';
import { isOver, standingNow, validityInWords } from './validity';

const notice: StandingFacts = {
  title: '关于禁止野外用火的通告',
  writtenOn: '2026-03-01',
  level: null,
  basis: 'range',
  effectiveFrom: '2026-03-05',
  effectiveTo: null,
  startsAt: null,
  endsAt: null,
  repealedOn: null,
};
const now = new Date('2026-05-20T10:00:00+08:00');

test.each<[string, Partial<StandingFacts>, string]>([
  ['a last day to come', { effectiveTo: '2026-05-31' }, '有效期到 2026年5月31日，还有 11 天'],
  ['the last day', { effectiveTo: '2026-05-20' }, '有效期到 2026年5月20日，今天是最后一天'],
  ['over', { effectiveTo: '2026-05-01' }, '已于 2026年5月1日 到期，不再施行'],
  ['repealed', { repealedOn: '2026-05-02' }, '自 2026年5月2日 起废止'],
  ['to come', { effectiveFrom: '2026-06-01' }, '2026年6月1日 起施行'],
  ['nothing stated', { effectiveFrom: null }, '文件没有写明施行日期或有效期，是否仍有效请向发文机关核实'],
  [
    'nothing stated for years',
    { effectiveFrom: null, writtenOn: '2020-03-01' },
    '已发文 6 年，文件没有写明施行日期或有效期，是否仍有效请向发文机关核实',
  ],
  [
    'hours to come',
    { effectiveFrom: '2026-05-20', startsAt: '2026-05-20T18:00:00+08:00' },
    '2026年5月20日 18:00 起施行',
  ],
  [
    'an end within hours',
    { effectiveTo: '2026-05-20', endsAt: '2026-05-20T13:30:00+08:00' },
    '有效期到 2026年5月20日 13:30，还有 3 小时',
  ],
  [
    'an end within minutes',
    { effectiveTo: '2026-05-20', endsAt: '2026-05-20T10:20:00+08:00' },
    '有效期到 2026年5月20日 10:20，还有 20 分钟',
  ],
  [
    'an end at midnight',
    { effectiveTo: '2026-05-20', endsAt: '2026-05-21T00:00:00+08:00' },
    '有效期到 2026年5月20日 24:00，还有 14 小时',
  ],
  [
    'an alert that is over',
    { level: 'orange', effectiveTo: '2026-05-20', endsAt: '2026-05-20T09:00:00+08:00' },
    '预警已到期结束：已于 2026年5月20日 09:00 到期，不再施行',
  ],
  [
    'in force for years without an end',
    { effectiveFrom: '2020-03-01' },
    '已施行 6 年，没有写明何时结束，是否仍有效请向发文机关核实',
  ],
  [
    'on trial for years',
    { title: '河道管理办法（试行）', effectiveFrom: '2021-01-01' },
    '已施行 5 年，试行、暂行一般不超过两年，是否仍有效请向发文机关核实',
  ],
  ['a plan of another year', { title: '2019年行动计划' }, '是以前年度的安排，现在的情况请看新的通知'],
])('%s in words', (_name, more, expected) => {
  expect(validityInWords({ ...notice, ...more }, now)).toBe(expected);
});

test('what ended since the copy was stored is over', () => {
  const copy = { ...notice, effectiveTo: '2026-05-20', endsAt: '2026-05-20T09:59:00+08:00' };
  expect(isOver(standingNow(copy, now))).toBe(true);
});
