import { flowOf } from '../lines/flow';
import { splitLines } from '../lines/splitLines';
import { findEffectivePeriod } from './effectivePeriod';

/** Period of a text of our own; the part before `----` is the notice, the rest what it issues. */
function periodOf(
  text: string,
  { title = '某市人民政府关于某事的通知', kind = '通知', writtenOn = '2023-03-02' } = {},
) {
  const [notice = '', issued = ''] = text.split('----');
  const { from, to, termWithoutStart, evidence } = findEffectivePeriod({
    notice: flowOf(splitLines(notice)),
    whole: flowOf(splitLines(notice + issued)),
    title,
    kind,
    writtenOn,
  });
  return { from, to, termWithoutStart, quoted: evidence.map((each) => each.quote) };
}

describe('自…起施行', () => {
  test.each([
    ['本办法自印发之日起施行。', '2023-03-02', null],
    ['第九条 本规定自公布之日起30日后施行。', '2023-04-01', null],
    ['本细则自发布之日起三个月后实施。', '2023-06-02', null],
    ['本办法自2023年5月1日起施行，有效期五年。', '2023-05-01', '2028-04-30'],
    ['本办法自印发之日起施行，试行两年。', '2023-03-02', '2025-03-01'],
    ['第九条 等级有效期为三年。第十条 本办法自2023年5月1日起施行。', '2023-05-01', null],
    ['证书有效期五年。本办法自2023年5月1日起施行，有效期2年。', '2023-05-01', '2025-04-30'],
    ['第十条 本办法自2023年5月1日起施行。第十一条 有效期三年。', '2023-05-01', '2026-04-30'],
    ['本办法自2023年5月1日起施行。本办法有效期为5年。', '2023-05-01', '2028-04-30'],
    ['本通如自印发之曰起旋行，有效期3年。', '2023-03-02', '2026-03-01'],
    ['本办法自印发之日起施行，试行一年后再行修订。', '2023-03-02', null],
    ['本办法自2023年5月1日起施行，有效期2年，由市财政局负责解释。', '2023-05-01', '2025-04-30'],
    ['本办法自 2024 年 2 月 29 日起施行，有效期一年。', '2024-02-29', '2025-02-28'],
    ['本通知自2023年1月1日起执行，有效期至2027年12月31日。', '2023-01-01', '2027-12-31'],
    ['本通知自印发之日起施行，有效期至2025年6月30日。', '2023-03-02', '2025-06-30'],
    ['本政策自2023年4月1日起施行，试行期两年。', '2023-04-01', '2025-03-31'],
    ['本措施有效期自2023年1月1日至2025年12月31日。', '2023-01-01', '2025-12-31'],
    ['本办法自印发之日起施行，有效期18个月。', '2023-03-02', '2024-09-01'],
    ['本政策自2024年1月1日起至2024年12月31日止执行。', '2024-01-01', '2024-12-31'],
    ['本办法自印发之日起试行。', '2023-03-02', null],
    ['本办法\n自2023年5月\n1日起施\n行。', '2023-05-01', null],
  ])('%s', (text, from, to) => {
    expect(periodOf(text)).toMatchObject({ from, to });
  });

  test('a title with 试行 and no stated term has no end', () => {
    const title = '某市人民政府关于印发某市采摘管理办法（试行）的通知';
    expect(periodOf('现印发给你们。----本办法自印发之日起施行。', { title })).toMatchObject({
      from: '2023-03-02',
      to: null,
    });
  });

  test('a subject that the title names counts, another document does not', () => {
    const title = '某市人民政府关于印发某市孤儿助学制度实施方案的通知';
    expect(periodOf('孤儿助学制度自2022年9月1日起全面实施。', { title }).from).toBe('2022-09-01');
    expect(periodOf('《中华人民共和国某法》自2022年9月1日起施行。', { title }).from).toBeNull();
    expect(periodOf('规范性文件可以自公布之日起施行。', { title }).from).toBeNull();
  });

  test('a term without a first day is not computed', () => {
    expect(periodOf('本办法有效期五年。')).toMatchObject({ from: null, to: null, termWithoutStart: true });
  });

  test('terms of permits and rules about terms are not the document’s', () => {
    const text = '许可证有效期为五年。规范性文件有效期一般不超过五年。本办法自印发之日起施行。';
    expect(periodOf(text)).toMatchObject({ from: '2023-03-02', to: null });
  });
});

describe('periods of public notices', () => {
  const notice = { kind: '通告', title: '某市人民政府关于森林禁火的通告' };
  test.each([
    ['一、禁火时间\n2023年3月2日至4月15日', '2023-03-02', '2023-04-15'],
    ['一、禁火期：2023年10月1日至次年5月31日。', '2023-10-01', '2024-05-31'],
    ['一、管制时间：即日起至10月10日。', '2023-03-02', '2023-10-10'],
    ['禁火期限为2023年3月15日0时至2023年6月15日24时。', '2023-03-15', '2023-06-15'],
    ['决定：自2023年4月1日起至2023年5月10日，全域封山。', '2023-04-01', '2023-05-10'],
    ['市政府决定，从即日起启动应急响应。', '2023-03-02', null],
    ['一、管制时间：2023年4月16日6时至12时。', '2023-04-16', '2023-04-16'],
  ])('%s', (text, from, to) => {
    expect(periodOf(text, notice)).toMatchObject({ from, to });
  });

  test.each([
    ['（一）宣传阶段（2023年3月2日至3月31日）。'],
    ['2023年1月1日至2月28日，全市共发生火情三起。'],
    ['原《某市通知》从即日起废止。'],
    ['报名时间为2023年4月1日至4月10日。'],
  ])('not a period of its own: %s', (text) => {
    expect(periodOf(text)).toMatchObject({ from: null, to: null });
  });

  test('the sentence it rests on is kept', () => {
    expect(periodOf('本办法自2023年5月1日起施行，有效期五年。').quoted[0]).toContain('自2023年5月1日起施行');
  });
});
