import items from '../../../data/items-2020.json';
import { DEMO_TEMPLATES } from '../../config/templates';
import { buildMessage, type MessageContext } from './buildMessage';
import { fieldProblem, lengthOf } from './fieldRules';
import { itemSubject, matterOf, subjectOf } from './subject';

const facts: MessageContext = {
  type: 'publish',
  title: '关于加强森林草原禁火工作的通告',
  shortTitle: null,
  issuers: ['某市人民政府'],
  topics: ['fire'],
  regions: ['140602'],
  level: null,
  effectiveFrom: '2026-03-26',
  effectiveTo: '2026-06-15',
  startsAt: null,
  endsAt: null,
  exercise: false,
  changeNote: null,
  at: new Date('2026-03-20T02:30:00Z'),
  page: 'pages/notice/index?id=n1&from=push',
};
const values = (more: Partial<MessageContext> = {}, kind: 'notice' | 'alert' | 'reminder' = 'notice') => {
  const { message, problems } = buildMessage(kind, { ...facts, ...more }, DEMO_TEMPLATES);
  return { ...Object.fromEntries(Object.entries(message.data).map(([field, { value }]) => [field, value])), problems };
};

test('a message says what and from when, in WeChat’s forms', () => {
  expect(values()).toMatchObject({
    thing1: '森林草原禁火 3月26日起',
    thing2: '某市人民政府',
    time3: '2026年3月20日 10:30',
    problems: [],
  });
});

test('a short title that staff wrote is the subject as it stands', () => {
  expect(values({ shortTitle: '十一月起林区不许用火' })).toMatchObject({
    thing1: '十一月起林区不许用火',
    problems: [],
  });
});

test('an alert shows its colour as a phrase of characters only', () => {
  expect(values({ type: 'alert-issued', level: 'red', title: '暴雨红色预警' }, 'alert')).toMatchObject({
    thing1: '预警发布：暴雨红色预警',
    phrase2: '红色预警',
    thing3: '朔城区',
    problems: [],
  });
  expect(values({ type: 'alert-lifted', title: '解除暴雨红色预警' }, 'alert')).toMatchObject({ phrase2: '预警解除' });
});

test('a reminder shows the period', () => {
  expect(values({ type: 'reminder-end' }, 'reminder')).toMatchObject({ thing2: '3月26日至6月15日', problems: [] });
});

test('a kind without a template goes as a notice', () => {
  const { notice } = DEMO_TEMPLATES;
  expect(buildMessage('item', { ...facts, type: 'item-changed' }, { notice }).kind).toBe('notice');
});

test.each([
  ['关于印发《城市管理提升三年行动实施方案》的通知', '城市管理提升三年行动实施'],
  ['某市人民政府关于2026年森林草原禁火的命令', '2026年森林草原禁火'],
  ['关于解除森林草原禁火的通告', '解除森林草原禁火'],
  ['关于进一步做好残疾儿童康复救助工作的通知', '残疾儿童康复救助'],
  ['停水通知', '停水通知'],
])('%s is about %s', (title, matter) => {
  expect(matterOf(title)).toBe(matter);
});

test('whatever the title, the subject fits and keeps a meaning', () => {
  const long = '关于进一步加强全市城乡居民生活用水电气暖收费行为规范管理和监督检查以及投诉举报处理工作有关事项的通知';
  for (const title of [long, '关于印发《' + '很长的名字'.repeat(20) + '》的通知', '短', '含\n换行的标题内容是什么']) {
    const subject = subjectOf(title, '3月26日起', 20);
    expect(lengthOf(subject)).toBeLessThanOrEqual(20);
    expect(fieldProblem('thing1', subject)).toBeNull();
  }
  expect(subjectOf(long, null, 20)).not.toMatch(/通知$/);
});

test.each([
  ['thing1', '一'.repeat(20), true],
  ['thing1', '一'.repeat(21), false],
  ['thing1', '两行\n字', false],
  ['thing1', ' ', false],
  ['phrase2', '红色预警', true],
  ['phrase2', '红色预警！', false],
  ['phrase2', '一二三四五六', false],
  ['time3', '2026年3月20日 10:30', true],
  ['time3', '10:30', true],
  ['time3', '2026年3月20日', false],
  ['date4', '2026年3月20日~2026年6月15日', true],
  ['date4', '2026-03-20', true],
  ['date4', '三月', false],
  ['character_string5', '朔', false],
  ['character_string5', 'A-1', true],
  ['phone_number6', '0349-12345', true],
  ['number7', '12a', false],
  ['name8', '某市人民政府办公室办公', false],
  ['unknown9', 'x', false],
])('%s takes %j: %s', (field, value, good) => {
  expect(fieldProblem(field, value) === null).toBe(good);
});

test.each([
  ['养老机构备案', '养老机构备案'],
  ['企业、事业单位、社会团体等投资建设的固定资产投资项目核准', '企业等投资建设的固定资产投资项目核准'],
  ['新建纯电动乘用车生产企业（含现有汽车企业跨类生产纯电动乘用车）项目核准', '新建纯电动乘用车生产企业项目核准'],
  ['建设殡仪馆、火葬场、殡仪服务站、骨灰堂、经营性公墓、农村公益性墓地审批', '建设殡仪馆等审批'],
  ['因工程建设需要拆除、改动、迁移供水、排水与污水处理设施审核', '因工程建设需要拆除、改动、迁移供水…审核'],
  ['森林经营单位修筑直接为林业生产服务的工程设施占用林地审批', '森林经营单位修筑直接为林业生产服务…审批'],
])('the item %s is named %s on a message', (name, subject) => {
  expect(itemSubject(name, 20)).toBe(subject);
  expect(lengthOf(subject)).toBeLessThanOrEqual(20);
});

test('every item of the catalogue has a name for a message', () => {
  const names = items.map(({ name }) => itemSubject(name, 20));
  expect(names.filter((name) => fieldProblem('thing1', name) !== null)).toEqual([]);
});
