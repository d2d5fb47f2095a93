import { valueAllowed } from './valueRules';

it.each([
  ['thing1', '一'.repeat(20)],
  ['thing1', '𠮷'.repeat(20)],
  ['number2', '32'],
  ['number2', '3.5'],
  ['letter3', 'abcXYZ'],
  ['symbol4', '★！?'],
  ['character_string5', 'SZ-2020/12 #1'],
  ['time6', '10:30'],
  ['time6', '2026年3月26日 10:30'],
  ['time6', '2026-03-26 10:30:00'],
  ['time6', '10:30~12:00'],
  ['date7', '2019年10月1日'],
  ['date7', '2026-03-26'],
  ['date7', '2026/3/26 08:00'],
  ['date7', '2026.3.26~2026.5.31'],
  ['amount8', '¥1200.50'],
  ['amount8', '12元'],
  ['phone_number9', '0349-12345'],
  ['car_number10', '晋F8Z888挂'],
  ['name11', '张三丰'],
  ['name11', 'Zhang San'],
  ['phrase12', '橙色预警'],
  ['enum13', '晴'],
])('%s may be %s', (field, value) => {
  expect(valueAllowed(field, value)).toBe(true);
});

it.each([
  ['thing1', '一'.repeat(21)],
  ['thing1', ''],
  ['thing1', '  '],
  ['thing1', '两行\n文字'],
  ['thing1', 12],
  ['thing1', undefined],
  ['number2', '十二'],
  ['number2', '1'.repeat(33)],
  ['letter3', 'abc1'],
  ['symbol4', '★★★★★★'],
  ['character_string5', '朔政发 1 号'],
  ['character_string5', 'x'.repeat(33)],
  ['time6', '上午十点'],
  ['time6', '25:00'],
  ['time6', '2026-03-26'],
  ['date7', '3月26日'],
  ['date7', '10:30'],
  ['amount8', '一百元'],
  ['phone_number9', '1'.repeat(18)],
  ['car_number10', '晋F88888888'],
  ['name11', '一二三四五六七八九十一'],
  ['phrase12', '橙色预警信号'],
  ['phrase12', '橙色1'],
  ['unknown1', 'x'],
])('%s may not be %j', (field, value) => {
  expect(valueAllowed(field, value)).toBe(false);
});
