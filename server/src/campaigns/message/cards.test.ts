import { LEVELS, TEMPLATE_KINDS, type Level, type TemplateKind } from '@shuozhi/shared';
import { DEMO_TEMPLATES, type MessageTemplate } from '../../config/templates';
import { EVENT_RULES, kindOf, type PushEventType } from '../eventRules';
import { buildMessage, type MessageContext } from './buildMessage';

/** Shapes that WeChat's library of templates has: not every template has a field for every thing. */
const SHAPES: Record<string, MessageTemplate['fields']> = {
  'title, level, area, time, hint': {
    thing1: 'title',
    phrase2: 'level',
    thing3: 'region',
    time4: 'publishedAt',
    thing5: 'hint',
  },
  'title, issuer, time, hint': { thing1: 'title', thing2: 'issuer', time3: 'publishedAt', thing4: 'hint' },
  'title, period': { thing1: 'title', thing2: 'period' },
  'title, time range': { thing1: 'title', time2: 'period' },
  'level, hint': { phrase1: 'level', thing2: 'hint' },
};

const alert: Partial<MessageContext> = {
  title: '示例市气象台发布暴雨橙色预警信号',
  topics: ['alert'],
  level: 'orange',
  effectiveFrom: '2026-07-09',
  effectiveTo: '2026-07-10',
  startsAt: '2026-07-09T16:40:00+08:00',
  endsAt: '2026-07-10T08:00:00+08:00',
};

/** What happened in each event, with the text of a notice it fits. */
const EVENTS: [name: string, type: PushEventType, more: Partial<MessageContext>][] = [
  ['新通知', 'publish', {}],
  ['通知修改', 'revise', { changeNote: '禁火时间延长到6月30日' }],
  ['通知撤回', 'withdraw', { changeNote: '内容有误，正在更正' }],
  ['施行前提醒', 'reminder-begin', {}],
  ['到期前提醒', 'reminder-end', {}],
  ['事项变更', 'item-changed', { title: '养老机构备案', effectiveFrom: null, effectiveTo: null }],
  ['预警发布', 'alert-issued', alert],
  ['预警升级', 'alert-raised', { ...alert, title: '示例市气象台变更暴雨橙色预警为红色', level: 'red' }],
  ['预警更新', 'alert-updated', alert],
  ['预警降级', 'alert-lowered', { ...alert, title: '暴雨橙色预警降级为黄色', level: 'yellow' }],
  ['预警解除', 'alert-lifted', { ...alert, title: '示例市气象台解除暴雨橙色预警', level: null, endsAt: null }],
  ['预警到期', 'alert-ended', alert],
  ['预警撤回', 'withdraw', { ...alert, changeNote: '情况已经结束' }],
  ['预警修改', 'revise', { ...alert, changeNote: '更正影响区域' }],
  ['演练发布', 'alert-issued', { ...alert, exercise: true }],
  ['演练升级', 'alert-raised', { ...alert, exercise: true, level: 'red' }],
  ['演练解除', 'alert-lifted', { ...alert, exercise: true, level: null }],
  ['演练到期', 'alert-ended', { ...alert, exercise: true }],
  ['演练撤回', 'withdraw', { ...alert, exercise: true, changeNote: '演练结束' }],
];

const facts: MessageContext = {
  type: 'publish',
  title: '关于加强森林草原禁火工作的通告',
  shortTitle: null,
  issuers: ['示例市人民政府'],
  topics: ['fire'],
  regions: ['140602'],
  level: null,
  effectiveFrom: '2026-03-26',
  effectiveTo: '2026-06-15',
  startsAt: null,
  endsAt: null,
  exercise: false,
  changeNote: null,
  at: new Date('2026-07-09T08:45:00Z'),
  page: 'pages/notice/index?id=n1&from=push',
};

const cardOf = (context: MessageContext, shape: MessageTemplate['fields'], kind: TemplateKind) => {
  const { message, problems } = buildMessage(kind, context, {
    ...DEMO_TEMPLATES,
    [kind]: { id: 'template', longTerm: false, fields: shape },
  });
  return { values: Object.values(message.data).map(({ value }) => value), problems };
};

const cards = EVENTS.flatMap(([name, type, more]) =>
  Object.entries(SHAPES).map(([shape, fields]) => {
    const context = { ...facts, ...more, type };
    const kind = kindOf(type, context.level);
    return { name, type, shape, context, kind, ...cardOf(context, fields, kind) };
  }),
);

test('every kind of event has a card here', () => {
  expect(new Set(EVENTS.map(([, type]) => type))).toEqual(new Set(Object.keys(EVENT_RULES)));
  expect(new Set(cards.map(({ kind }) => kind))).toEqual(new Set(TEMPLATE_KINDS));
});

test('WeChat takes every card, and each says in its first field what happened', () => {
  expect(cards.flatMap(({ problems }) => problems)).toEqual([]);
  const happened: Record<string, RegExp> = {
    通知撤回: /^已撤回|^已经撤回/,
    预警撤回: /^已撤回|^已经撤回/,
    预警解除: /^预警解除/,
    预警到期: /^预警结束/,
    预警升级: /^预警升级：暴雨红色预警$|^升为红色$/,
    预警降级: /^预警降级：暴雨黄色预警$|^降为黄色$/,
    事项变更: /^事项变更：|^通知$/,
    预警更新: /^预警更新|^橙色预警$/,
    预警发布: /^预警发布|^橙色预警$/,
  };
  for (const { name, values } of cards) {
    const pattern = name.startsWith('演练') ? /^演练|^仅为演练$/ : happened[name];
    if (pattern) expect([name, values[0]]).toEqual([name, expect.stringMatching(pattern)]);
  }
});

test('what is over shows no colour of a level in the field for it', () => {
  const levels = cards.filter(({ shape, name }) => shape === 'level, hint' && /解除|到期|撤回|演练/.test(name));
  expect(levels.length).toBeGreaterThan(8);
  for (const { values } of levels) expect(values[0]).not.toMatch(/[蓝黄橙红]色/);
});

test('what is over shows when it was over, not until when it should have held', () => {
  const over = cards.filter(({ shape, name }) => shape === 'title, period' && /解除|预警到期|撤回/.test(name));
  expect(over.length).toBeGreaterThan(4);
  for (const { values } of over) expect(values[1]).toMatch(/^7月9日16:45 /);
});

test('an exercise never reads like a real alert, whichever fields the template has', () => {
  for (const { name, values } of cards.filter(({ name }) => name.startsWith('演练'))) {
    expect([name, values.join()]).toEqual([name, expect.stringContaining('演练')]);
  }
});

test.each<[PushEventType, Level]>(LEVELS.flatMap((level) => [['alert-issued', level] as [PushEventType, Level]]))(
  '%s names the level %s of the notice in every shape that has the title',
  (type, level) => {
    const { values } = cardOf({ ...facts, ...alert, type, level }, { thing1: 'title' }, 'alert');
    expect(values).toEqual([expect.stringContaining({ blue: '蓝', yellow: '黄', orange: '橙', red: '红' }[level])]);
  },
);

test('the whole table, for somebody who has not seen it: what do you do now?', () => {
  const rows = cards.map(({ name, shape, values }) => `${name} | ${shape} | ${values.join(' ¦ ')}`);
  expect(`\n${rows.join('\n')}\n`).toMatchSnapshot();
});
