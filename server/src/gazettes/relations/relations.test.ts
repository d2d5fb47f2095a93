import { chengjiang } from '../../../test/gazettes/factories';
import { flowOf } from '../lines/flow';
import { classified } from '../../../test/gazettes/testLines';
import { findRelations } from './findRelations';

function relationsOf(text: string, title = '澄江市人民政府关于某事的通知') {
  const lines = classified(text);
  const input = {
    lines,
    flow: flowOf(lines),
    docNo: '澄政发〔2023〕9号',
    title,
    writtenOn: '2023-03-02',
    effectiveFrom: '2023-05-01',
  };
  return findRelations(input, chengjiang);
}
const changesOf = (text: string, title?: string) =>
  relationsOf(text, title).changes.map(({ effect, scope, docNo, title: name, ours }) => [
    effect,
    scope,
    docNo ?? name,
    ours,
  ]);

describe('a document that ends', () => {
  test.each<[string, string[]]>([
    [
      '原《甲办法》（澄政发〔2013〕\n36号）和《乙通知》(澄政办发[2014]40号)同时废止。',
      ['澄政发〔2013〕36号', '澄政办发〔2014〕40号'],
    ],
    [
      '《甲办法》（澄政发〔2013〕36号）、《乙办法》（澄政发〔2014〕1号），自本办法施行之日起停止执行。',
      ['澄政发〔2013〕36号', '澄政发〔2014〕1号'],
    ],
    ['澄政发〔2013〕36号文件不再执行。', ['澄政发〔2013〕36号']],
    ['决定废止《甲通知》（澄政发〔2013〕36号）。', ['澄政发〔2013〕36号']],
    [
      '下列文件停止执行：1.《甲办法》（澄政发〔2013〕36号）；2.《乙办法》（澄政发〔2014〕1号）。',
      ['澄政发〔2013〕36号', '澄政发〔2014〕1号'],
    ],
    ['《甲办法》（澄政发〔2013〕36号）已不适应工作需要，现予废止。', ['澄政发〔2013〕36号']],
    ['原《甲办法》（2012年3月5日澄江市人民政府令第7号）同时废止。', ['澄江市人民政府令第7号']],
    ['《甲公告》（澄江市税务局公告2019年第4号）同时废止。', ['澄江市税务局公告2019年第4号']],
    ['澄政发〔2018〕8号文件自2019年1月1日起施行，《旧办法》（澄政发〔2001〕3号）同时废止。', ['澄政发〔2001〕3号']],
    ['《外省意见》（晋政发〔2019〕38号）在本市停止执行。', ['晋政发〔2019〕38号']],
    ['《甲通知》（澄政发〔2013〕36号）予以撤销。', ['澄政发〔2013〕36号']],
  ])('%s', (text, repeals) => {
    expect(relationsOf(text).repeals).toEqual(repeals);
  });

  test('what it rests on it only cites', () => {
    const found = relationsOf(
      '根据《某省办法》（某省政发〔2020〕4号）制定。原《甲办法》（澄政发〔2013〕36号）同时废止。',
    );
    expect(found).toMatchObject({
      repeals: ['澄政发〔2013〕36号'],
      cites: ['某省政发〔2020〕4号'],
      repealsOn: '2023-05-01',
    });
  });

  test.each([
    ['原《甲通知》（澄政发〔2013〕36号）从即日起废止。', '2023-03-02'],
    ['《甲通知》（澄政发〔2013〕36号）自2023年12月31日起停止执行。', '2023-12-31'],
  ])('the day of repeal: %s', (text, day) => {
    expect(relationsOf(text).repealsOn).toBe(day);
  });
});

describe('no repeal of a whole document', () => {
  test.each([
    ['按照《甲通知》（澄政发〔2013〕36号）要求执行。'],
    ['《甲通知》（澄政发〔2013〕36号）应当及时废止的，由市政府决定。'],
    ['凡与澄政发〔2019〕8号文件不一致的规定，应当修改或者废止。'],
    ['“某市复议办公室”印章同时废止。'],
    ['县〔市、区〕人民政府同时废止旧章。'],
    ['本通知自2026年1月1日起废止。'],
    ['《甲办法》（澄政发〔2013〕36号）已于2020年废止。'],
    ['《甲办法》（澄政发〔2013〕36号）不得擅自停止执行。'],
    ['《甲办法》（澄政发〔2013〕36号）第八条废止。'],
    ['《甲办法》（澄政发〔2013〕36号）中关于收费的规定停止执行。'],
    ['《甲办法》（澄政发〔2013〕36号）继续有效。'],
    ['《甲办法》（澄政发〔2013〕36号）有效期延长至2027年6月30日，原定今年失效的规定停止执行。'],
    ['将《甲办法》（澄政发〔2013〕36号）第三条修改为：“停车应当缴费。”'],
    ['规范性文件有效期届满自动失效。'],
  ])('%s', (text) => {
    expect(relationsOf(text)).toMatchObject({ repeals: [], repealsOn: null });
  });
});

describe('what else becomes of a document', () => {
  test.each<[string, unknown[]]>([
    ['《甲办法》（澄政发〔2013〕36号）第八条、第九条废止。', ['repealed', 'part', '澄政发〔2013〕36号', true]],
    ['《甲办法》自本通知施行之日起废止。', ['repealed', 'whole', '甲办法', false]],
    ['《甲办法》（澄政发〔2013〕36号）有效期延长至2027年6月30日。', ['extended', 'whole', '澄政发〔2013〕36号', true]],
    [
      '将《甲办法》（澄政发〔2013〕36号）第三条修改为：“停车应当缴费。”',
      ['amended', 'part', '澄政发〔2013〕36号', true],
    ],
    ['《某意见》（晋政发〔2019〕38号）在本市停止执行。', ['repealed', 'whole', '晋政发〔2019〕38号', false]],
  ])('%s', (text, change) => {
    expect(changesOf(text)).toEqual([change]);
  });

  test('the articles, the last day of the new term, and a part of one of two documents', () => {
    const amended = relationsOf('将《甲办法》（澄政发〔2013〕36号）第三条第二款修改为：“停车应当缴费。”');
    expect(amended.changes[0]?.parts).toEqual(['第三条第二款']);
    expect(relationsOf('《甲办法》（澄政发〔2013〕36号）有效期延长至2027年6月30日。').changes[0]?.until).toBe(
      '2027-06-30',
    );
    expect(
      relationsOf('《甲办法》（澄政发〔2013〕36号）第五条、《乙办法》（澄政发〔2014〕1号）同时废止。').repeals,
    ).toEqual(['澄政发〔2014〕1号']);
  });

  test('an end in words that name no document is said', () => {
    expect(relationsOf('原通告同时废止。').warnings.map((each) => each.field)).toEqual(['repeals']);
  });

  test('a document that ends itself', () => {
    expect(relationsOf('本通知自2026年1月1日起全文废止。').selfEnds).toHaveLength(1);
  });
});

test('a decision to repeal lists what it ends; what it rests on it only cites', () => {
  const found = relationsOf(
    '根据《某省通知》（某省政发〔2022〕1号），市政府决定废止下列文件。\n1\t甲办法\t某政发〔2001〕5号\n2\t乙办法\t某政发〔2002〕6号',
    '某市人民政府关于废止部分规范性文件的决定',
  );
  expect(found.repeals).toEqual(['某政发〔2001〕5号', '某政发〔2002〕6号']);
  expect(found.cites).toEqual(['某省政发〔2022〕1号']);
});

test('a cleared list says by its headings what ends and what stays', () => {
  const found = relationsOf(
    '现将清理结果公布如下。\n附件1\n继续有效的规范性文件目录\n1\t甲办法\t澄政发〔2020〕15号\n附件2\n宣布失效的规范性文件目录\n1\t乙通告\t澄政通〔2012〕2号\n附件3\n拟修改的规范性文件目录\n1\t丙办法\t澄政发〔2018〕9号',
    '澄江市人民政府关于公布规范性文件清理结果的通知',
  );
  expect(found.repeals).toEqual(['澄政通〔2012〕2号']);
  expect(found.cites).toEqual(['澄政发〔2020〕15号', '澄政发〔2018〕9号']);
});

test('a number is cut from the words before it and never changed', () => {
  const cites = (text: string) => relationsOf(text).cites;
  expect(cites('按照省政府晋政发〔2019〕3号和晋经信发〔2015〕6号要求。')).toEqual([
    '晋政发〔2019〕3号',
    '晋经信发〔2015〕6号',
  ]);
  expect(cites('《甲办法》（溯政发〔2020〕3号）执行。')).toEqual(['溯政发〔2020〕3号']);
});

describe('what the words between a document and the verb leave open', () => {
  test.each<[string, unknown[]]>([
    [
      '《甲办法》（澄政发〔2013〕36号）中“每车3元”的标准自2024年7月1日起停止执行。',
      ['repealed', 'part', '澄政发〔2013〕36号', true],
    ],
    ['《甲办法》（澄政发〔2013〕36号）所附《收费表》同时废止。', ['repealed', 'part', '澄政发〔2013〕36号', true]],
    ['《甲办法》（澄政发〔2013〕36号）暂停执行。', ['suspended', 'whole', '澄政发〔2013〕36号', true]],
    ['删去《甲办法》（澄政发〔2013〕36号）第七条。', ['amended', 'part', '澄政发〔2013〕36号', true]],
  ])('%s', (text, change) => {
    expect(changesOf(text)).toEqual([change]);
    expect(relationsOf(text).repeals).toEqual([]);
  });

  test('what takes back one document and keeps another', () => {
    const found = relationsOf('撤销《废止决定》（澄政发〔2020〕3号），《甲办法》（澄政发〔2013〕36号）继续执行。');
    expect(found.repeals).toEqual(['澄政发〔2020〕3号']);
    expect(found.changes.map((each) => each.effect)).toEqual(['repealed', 'extended']);
  });

  test('another organ’s decision to repeal, in a sentence, repeals nothing here', () => {
    expect(relationsOf('按照省政府关于废止《某办法》（某政发〔2001〕2号）的决定，做好清理。').repeals).toEqual([]);
  });

  test.each([
    ['澄江市人民政府令第5号、第7号同时废止。'],
    ['《甲办法》（澄政发〔2013〕36号）除第三条外，其余条款同时废止。'],
  ])('an end that cannot be told for sure is doubted and ends nothing: %s', (text) => {
    const found = relationsOf(text);
    expect(found.repeals).toEqual([]);
    expect(found.confidence).toBeLessThan(0.75);
    expect(found.warnings.map((each) => each.field)).toContain('repeals');
  });

  test('an amending sentence in a decision to amend is no heading of a list', () => {
    const found = relationsOf(
      '二、将澄政发〔2013〕36号文件第三条中的“交通局”修改为“交通运输局”。',
      '澄江市人民政府关于修改有关文件的决定',
    );
    expect(found.changes.map(({ effect, parts }) => [effect, parts[0]])).toEqual([['amended', '第三条']]);
  });
});
