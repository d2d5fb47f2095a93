import { validityInWords } from './validity';

test.each([
  ['现行有效', { effectiveTo: '2026-05-31' }, '有效期到 2026年5月31日，还有 11 天'],
  ['现行有效', { effectiveTo: '2026-05-20' }, '有效期到 2026年5月20日，今天是最后一天'],
  ['已过期', { effectiveTo: '2026-05-01' }, '已于 2026年5月1日 到期，不再施行'],
  ['已废止', { repealedOn: '2026-05-02' }, '自 2026年5月2日 起废止'],
  ['尚未施行', { effectiveFrom: '2026-06-01' }, '2026年6月1日 起施行'],
  ['未注明', {}, '文件没有写明施行日期或有效期，是否仍有效请向发文机关核实'],
] as const)('%s in words', (validity, dates, expected) => {
  expect(validityInWords({ validity, effectiveFrom: null, effectiveTo: null, ...dates }, '2026-05-20')).toBe(expected);
});
