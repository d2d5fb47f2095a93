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

  test('conditions of a list are one fact with the line that leads to them', () => {
    const facts = notice('通知', [
      '一、申请人应当符合下列条件：',
      '（一）具有本市户籍；',
      '（二）年满六十周岁。',
      '二、市民政局负责组织实施。',
    ]);
    expect(facts).toEqual([['required', '申请人应当符合下列条件：具有本市户籍；年满六十周岁']]);
  });

  test('a list ends where a number above its items comes', () => {
    const facts = notice('通知', [
      '一、申请时提供以下材料：',
      '1.身份证复印件；',
      '2.户口簿复印件。',
      '（二）逾期未领取奖金的，视为自动放弃。',
    ]);
    expect(facts).toContainEqual(['required', '申请时提供以下材料：身份证复印件；户口簿复印件']);
    expect(facts).toContainEqual(['penalty', '逾期未领取奖金的，视为自动放弃']);
  });

  test('a short list in one sentence stays whole', () => {
    const facts = notice('通知', ['一、取消供气企业下列收费，包括：市政管网的增压费；接入环节的接驳费。']);
    expect(facts).toEqual([['forbidden', '取消供气企业下列收费，包括：市政管网的增压费；接入环节的接驳费']]);
  });

  test('of a sentence that begins with an office only the part for people is a fact', () => {
    const facts = notice('通知', [
      '一、各部门要严格审批监管，房屋产权人在开展经营活动前必须取得房屋安全鉴定合格证明。',
    ]);
    expect(facts).toEqual([['required', '房屋产权人在开展经营活动前必须取得房屋安全鉴定合格证明']]);
  });

  test('a reward counted from fines is no penalty, and a crime goes on about the sentence before it', () => {
    const facts = notice('通告', [
      '一、罚款金额在5000元以下的，按罚款金额100%给予举报人奖励。',
      '二、工作人员违纪的给予处分。举报人捏造事实的，依法承担相应责任。构成犯罪的，移送司法机关处理。',
    ]);
    expect(facts).toContainEqual(['amount', '罚款金额在5000元以下的，按罚款金额100%给予举报人奖励']);
    expect(facts).toContainEqual(['penalty', '举报人捏造事实的，依法承担相应责任。构成犯罪的，移送司法机关处理']);
  });

  test('who of the offices sees to it is no part of the fact', () => {
    const facts = notice('通知', ['一、2021年8月底前，淘汰建成区燃煤锅炉（市能源局牵头，各县政府负责落实）。']);
    expect(facts).toEqual([['required', '2021年8月底前，淘汰建成区燃煤锅炉']]);
  });

  test('stages of a plan keep their days', () => {
    const facts = notice('通知', ['一、时间安排', '（一）全面排查（2021年6月-9月中旬）。完成排查。']);
    expect(facts).toEqual([['period', '全面排查（2021年6月-9月中旬）']]);
  });

  test('a value too long to show whole ends at a clause and shows that it goes on', () => {
    const clause = '在东湖岸边、堤坝、闸口和泵站附近从事垂钓活动的';
    const [[, value] = []] = notice('通告', [`一、禁止${Array.from({ length: 20 }, () => clause).join('，')}。`]);
    expect(value).toMatch(/垂钓活动的……$/);
    expect(value!.length).toBeLessThanOrEqual(300);
  });

  test('a day by which to act carries its year where the text prints none', () => {
    expect(notice('通告', ['一、缴费截止至6月30日。', '二、2021年7月5日前到社区登记。'])).toEqual([
      ['deadline', '缴费截止至6月30日（2021年）'],
      ['deadline', '2021年7月5日前到社区登记'],
    ]);
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

test('a list of names stands whole, in as many facts as it needs, each saying which of how many', () => {
  const organs = Array.from({ length: 40 }, (_, index) => `澄江市第${index + 1}综合执法队`);
  const { keyFacts, blocks } = factsOf([
    '澄江市人民政府',
    '关于公布行政执法主体的通告',
    '澄政发〔2021〕41号',
    '经审查，市人民政府确认40个行政执法主体，现公布如下：',
    ...organs,
    '澄江市人民政府',
    '2021年3月2日',
  ]);
  const names = keyFacts.filter(({ label }) => label === '名单');
  for (const organ of organs) expect(names.filter(({ value }) => value.includes(organ))).toHaveLength(1);
  expect(names[0]?.value).toMatch(/^市人民政府确认40个行政执法主体（第1至\d+项，共40项）：/);
  for (const { source } of names) {
    const block = blocks[source.block];
    expect(block?.type === 'list' ? block.items.join('\n') : '').toContain(source.quote);
  }
});
