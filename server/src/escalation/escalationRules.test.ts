import { requiresEscalation, needsEscalation } from './escalationRules';

test.each([
  ['暴雨橙色预警', 'orange', true],
  ['暴雨黄色预警', 'yellow', false],
  ['暴雪橙色预警', 'orange', false],
  ['暴雪红色预警', 'red', true],
  ['雷暴大风红色预警', 'red', true],
  ['雷暴大风橙色预警', 'orange', false],
  ['大风红色预警', 'red', false],
  ['高温红色预警', 'red', false],
  ['市气象台将暴雨黄色预警升级为橙色预警', 'orange', true],
  ['关于发布暴雨预警（红色）的通知', 'red', true],
  ['暴雨、山洪灾害橙色预警', 'orange', true],
  ['暴雨诱发山洪灾害红色预警', 'red', false],
  ['受暴雨影响，市发布地质灾害红色预警', 'red', false],
] as const)('朔政办函〔2023〕65号: %s calls %s: %s', (title, level, called) => {
  expect(requiresEscalation(title, level)).toBe(called);
});

test.each([
  ['alert-issued', true],
  ['alert-raised', true],
  ['alert-lowered', false],
  ['alert-lifted', false],
  ['revise', false],
] as const)('%s calls: %s', (type, called) => {
  expect(needsEscalation({ type, title: '暴雨红色预警', level: 'red', exercise: false })).toBe(called);
  expect(needsEscalation({ type, title: '暴雨红色预警', level: 'red', exercise: true })).toBe(false);
});
