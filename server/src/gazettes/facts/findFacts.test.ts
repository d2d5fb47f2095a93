import { chengjiang, linesOf, syntheticDocuments } from '../../../test/gazettes/factories';
import { parseGazette } from '../parseGazette';

const factsOf = (lines: readonly string[]) => {
  const { blocks, keyFacts } = parseGazette(lines.join('\n'), chengjiang).documents[0]!;
  return { blocks, facts: keyFacts.map(({ kind, value }) => [kind, value]), keyFacts };
};
const [ban, , aid] = syntheticDocuments;

test('a public ban: when, where, what, penalty, whom to call', () => {
  const { facts, keyFacts, blocks } = factsOf(linesOf(ban!));
  expect(facts).toEqual([
    ['period', '2021年3月1日至2021年6月30日'],
    ['area', '东湖全部水域及其岸线以外五十米以内的区域'],
    ['forbidden', '禁止以任何方式垂钓、捕捞'],
    ['forbidden', '禁止携带渔具进入上述区域'],
    ['penalty', '违反本通告规定的，由农业农村部门依法予以处罚'],
    ['hotline', '0990-2216688'],
  ]);
  for (const { source } of keyFacts) expect(JSON.stringify(blocks[source.block])).toContain(source.quote);
});

test('amounts of a benefit', () => {
  expect(factsOf(linesOf(aid!)).facts).toContainEqual(['amount', expect.stringContaining('每人每月720元')]);
});

test('names, posts and private numbers never become facts', () => {
  const roster = [
    '附件',
    '领导小组名单',
    '组 长：李 明 副市长 13900001111',
    '副组长：王 强 市财政局局长',
    '联系人：赵某，咨询电话：13800002222。',
  ];
  const { facts } = factsOf([...linesOf(ban!), ...roster]);
  expect(JSON.stringify(facts)).not.toMatch(/139|138|李 明|王 强|赵某/);
});

describe('facts of our own wording', () => {
  const notice = (kind: string, lines: string[]) =>
    factsOf([
      '澄江市人民政府',
      `关于某事的${kind}`,
      '澄政发〔2021〕40号',
      ...(kind === '通知' ? ['各县（区）人民政府：'] : []),
      '现将有关事项通知如下：',
      ...lines,
      '澄江市人民政府',
      '2021年3月2日',
    ]).facts;

  test('an amount carries what it is for and for whom', () => {
    const facts = notice('通知', [
      '一、救助标准',
      '1.为0-6岁听力残疾儿童提供全日制训练。救助标准为每人每年12000元。',
      '2.为7-14岁残疾儿童提供非全日制训练。救助标准为每人每年8000元。',
    ]);
    expect(facts).toContainEqual(['amount', expect.stringMatching(/全日制训练.*12000元/)]);
    expect(facts).toContainEqual(['amount', expect.stringMatching(/非全日制训练.*8000元/)]);
  });

  test('an exception stays with its rule and is no second fact', () => {
    const facts = notice('通告', ['一、除经批准的施工车辆外，禁止机动车进入东湖路。']);
    expect(facts).toEqual([['forbidden', '除经批准的施工车辆外，禁止机动车进入东湖路']]);
  });

  test('what holds only in a case keeps its case', () => {
    const facts = notice('通告', ['一、重污染天气预警期间，禁止渣土车上路。']);
    expect(facts).toEqual([['forbidden', '重污染天气预警期间，禁止渣土车上路']]);
  });

  test('zones of a list, each with the line that leads to it', () => {
    const facts = notice('通告', [
      '一、下列区域禁止燃放烟花爆竹：',
      '（一）车站、码头等交通枢纽；',
      '（二）医院、学校、敬老院。',
    ]);
    expect(facts.map(([kind]) => kind)).toEqual(['area', 'area']);
    expect(facts[1]?.[1]).toBe('下列区域禁止燃放烟花爆竹：医院、学校、敬老院');
  });

  test('fees that may not be asked for are bans, also in a notice to offices', () => {
    expect(notice('通知', ['一、取消供水企业向用户收取的开户费、接口费。'])).toContainEqual([
      'forbidden',
      '取消供水企业向用户收取的开户费、接口费',
    ]);
  });

  test.each([
    ['各县（区）人民政府要在3月底前报送工作方案。'],
    ['市教育局负责组织培训机构自查。'],
    ['加强宣传引导，营造良好氛围。'],
  ])('a task of an office is none: %s', (task) => {
    expect(notice('通知', [`一、${task}`])).toEqual([]);
  });

  test('nothing stands twice', () => {
    const facts = notice('通告', ['一、禁止在河道内倾倒垃圾。', '二、禁止在河道内倾倒垃圾。']);
    expect(facts).toHaveLength(1);
  });
});

test('organs one below the other are as many items', () => {
  const organs = Array.from(
    { length: 12 },
    (_, index) => `澄江市第${'一二三四五六七八九十百千'[index]}人民医院管理委员会（澄江市医疗中心）`,
  );
  const { blocks } = factsOf([
    ...linesOf(ban!).slice(0, -2),
    ...organs,
    '以上名单同时在网站公布。',
    ...linesOf(ban!).slice(-2),
  ]);
  const items = blocks.flatMap((block) =>
    block.type === 'list' ? block.items : block.type === 'paragraph' ? [block.text] : [],
  );
  expect(items.filter((item) => item.includes('人民医院'))).toEqual(organs);
});
