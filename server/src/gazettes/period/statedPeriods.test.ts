import { flowOf } from '../lines/flow';
import { classified } from '../../../test/gazettes/testLines';
import { findEffectivePeriod } from './effectivePeriod';

/** The period of a public notice of our own wording. */
interface Notice {
  kind?: string;
  title?: string;
  writtenOn?: string | null;
}

function periodOf(text: string, notice: Notice = {}) {
  const { kind = '通告', title = '澄江市公安局关于交通管制的通告', writtenOn = '2023-08-04' } = notice;
  const flow = flowOf(classified(text));
  return findEffectivePeriod({ notice: flow, whole: flow, title, kind, writtenOn });
}
const daysOf = (...args: Parameters<typeof periodOf>) => {
  const { from, to } = periodOf(...args);
  return [from, to];
};

describe('stages', () => {
  test.each([
    [
      '第一阶段：一、封闭时间：2023年9月1日至2023年10月10日。第二阶段：一、封闭时间：2023年10月11日至2024年3月1日。',
      '2024-03-01',
    ],
    ['一、限行时间：2023年9月1日至2023年9月20日限北半幅，2023年9月21日至2023年11月30日限南半幅。', '2023-11-30'],
  ])('run from the first day of the first to the last of the last: %s', (text, to) => {
    expect(daysOf(text)).toEqual(['2023-09-01', to]);
  });
});

describe('hours', () => {
  test.each([
    ['管制时间：2023年9月3日6时30分至9月5日18时。', '2023-09-03T06:30:00+08:00', '2023-09-05T18:00:00+08:00'],
    ['管制时间：自2023年9月3日0:00至2023年9月5日24时止。', '2023-09-03T00:00:00+08:00', '2023-09-06T00:00:00+08:00'],
    [
      '我公司定于2023年9月3日22:00至次日6:00在北环路停水检修。',
      '2023-09-03T22:00:00+08:00',
      '2023-09-04T06:00:00+08:00',
    ],
    ['停电时间：2023年9月3日上午9时至下午3时。', '2023-09-03T09:00:00+08:00', '2023-09-03T15:00:00+08:00'],
  ])('%s', (text, startsAt, endsAt) => {
    expect(periodOf(text)).toMatchObject({ startsAt, endsAt });
  });

  test('本通告自…零时起执行 beats 即日起, and its end is left open by the text', () => {
    const period = periodOf('即日起控制人流。本通告自8月9日零时起执行，解除时间另行通知。', {
      writtenOn: '2023-08-08',
    });
    expect(period).toMatchObject({
      from: '2023-08-09',
      to: null,
      startsAt: '2023-08-09T00:00:00+08:00',
      basis: { kind: 'until_lifted' },
    });
  });

  test('a day that opens what is ordered, with a festival in brackets', () => {
    expect(daysOf('一、自2023年8月9日（立秋次日）零点起，全县商店停业。何时开业另行通知。', { kind: '令' })).toEqual([
      '2023-08-09',
      null,
    ]);
  });
});

describe('years', () => {
  test('a year left out is that of the written day, or the next when the day lies half a year back', () => {
    expect(daysOf('禁火时间：9月1日至10月31日。')).toEqual(['2023-09-01', '2023-10-31']);
    expect(daysOf('禁火时间：1月15日至3月15日。', { writtenOn: '2023-12-20' })).toEqual(['2024-01-15', '2024-03-15']);
    expect(daysOf('禁火时间：12月25日至2月20日。', { writtenOn: '2023-12-20' })).toEqual(['2023-12-25', '2024-02-20']);
    expect(daysOf('禁火时间：11月15日至2024年2月20日。')).toEqual(['2023-11-15', '2024-02-20']);
  });

  test('without a written day no year is made up, and it is said', () => {
    const period = periodOf('现决定3月2日至3月9日禁止野外用火。', { writtenOn: null });
    expect(period).toMatchObject({ from: null, to: null });
    expect(period.doubts.length).toBeGreaterThan(0);
  });

  test('a season of each year is no period of one year', () => {
    const period = periodOf('每年10月1日至次年5月31日为防火期，期间禁止野外用火。');
    expect(period).toMatchObject({ from: null, to: null, basis: { kind: 'each_year' } });
  });
});

describe('periods that are something else', () => {
  test.each([
    ['公示期为2023年8月5日至8月11日。'],
    ['申报时间：2023年9月1日至9月30日。'],
    ['培训期限为2023年9月1日至9月10日。'],
    ['资格复审时间：9月1日9:00至9月3日17:00。'],
    ['意见反馈时间为2023年9月1日至9月30日。'],
  ])('%s', (text) => {
    expect(periodOf(text, { kind: '公告', title: '澄江市民政局公告' })).toMatchObject({
      from: null,
      to: null,
      doubts: [],
    });
  });
});

describe('terms in any kind of issued text', () => {
  const notice = { kind: '通知', title: '澄江市教育局关于印发校车管理指引的通知' };
  test.each([
    ['第九条 本指引自印发之日起施行，有效期2年。', '2023-08-04', '2025-08-03'],
    ['本工作规则自2023年9月1日起施行，有效期三年。', '2023-09-01', '2026-08-31'],
    ['本标准自2023年9月1日起执行，至2025年12月31日止。', '2023-09-01', '2025-12-31'],
    ['本规程自2023年9月1日起实施，有效期至2026年8月31日。', '2023-09-01', '2026-08-31'],
    ['本通知自2026年1月1日起全文废止。', null, '2025-12-31'],
  ])('%s', (text, from, to) => {
    expect(daysOf(text, notice)).toEqual([from, to]);
  });

  test('why it is in force is said from the text', () => {
    expect(periodOf('本办法自印发之日起施行。', notice).basis?.kind).toBe('written_day');
    expect(
      periodOf('本办法自印发之日起施行。', { ...notice, title: '澄江市教育局关于印发校车管理办法（试行）的通知' }).basis
        ?.kind,
    ).toBe('trial');
    expect(
      periodOf('现印发给你们。', { ...notice, title: '澄江市人民政府关于印发2023年国土绿化行动计划的通知' }).basis,
    ).toEqual({
      kind: 'plan_years',
      sentence: '澄江市人民政府关于印发2023年国土绿化行动计划的通知',
    });
    expect(periodOf('即日起封闭北门。').basis?.kind).toBe('from_today');
  });
});
