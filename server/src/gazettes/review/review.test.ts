import { parseGazette } from '../parseGazette';
import { chengjiang, linesOf, syntheticDocuments, syntheticGazette } from '../../../test/gazettes/factories';
import type { ParsedDocument } from '../types';

const [ban, rules] = syntheticDocuments;
const parseOne = (lines: readonly string[]): ParsedDocument => parseGazette(lines.join('\n'), chengjiang).documents[0]!;
const codes = (document: ParsedDocument): string[] => document.warnings.map((warning) => warning.code);

test('a threshold whose 且 reads as 月 stops publication and names its line', () => {
  const lines = [
    ...linesOf(ban!).slice(0, -2),
    '五、预测AQI日均值>200月持续48小时的，发布预警。',
    ...linesOf(ban!).slice(-2),
  ];
  const document = parseOne(lines);
  expect(document.warnings).toContainEqual(
    expect.objectContaining({ code: 'suspicious_character', line: lines.length - 2 }),
  );
  expect(document.confidence).toBeLessThan(0.75);
  expect(document.text).toContain('200月持续');
});

test.each([
  ['an English word', '坚持政府主导 and 社会参与，共同推进。', 'stray_english'],
  ['a day that does not exist', '于2月30日前完成整改工作。', 'suspicious_character'],
  ['a letter in a number', '投资2O万元以上的项目给予奖励。', 'suspicious_character'],
])('%s is shown, not corrected', (_, sentence, code) => {
  const document = parseOne([...linesOf(ban!).slice(0, -2), sentence, ...linesOf(ban!).slice(-2)]);
  expect(codes(document)).toContain(code);
});

test('a missing date, an unfinished end, articles out of order', () => {
  const dateless = parseOne(linesOf(ban!).slice(0, -1));
  expect(codes(dateless)).toContain('no_date');
  expect(dateless.confidence).toBeLessThan(0.75);
  const cut = parseOne([...linesOf(rules!).slice(0, -1), '第三条 本办法自2021年7月1日起施行并由市交通运输部门会同']);
  expect(codes(cut)).toContain('missing_end');
  const swapped = parseOne([...linesOf(rules!), '第五条 另有规定的，从其规定。']);
  expect(codes(swapped)).toContain('order_of_text');
});

test('contents and body that disagree: the majority of the witnesses is taken, the difference reported', () => {
  const text = syntheticGazette().replace(
    '关于印发《澄江市公共自行车管理办法》的通知\n澄政办发〔2021〕11号\n各县',
    '关于印发《澄江市公共自行车管理力法》的通知\n澄政办发〔2021〕11号\n各县',
  );
  const document = parseGazette(text, chengjiang).documents[1]!;
  expect(document.title).toBe('澄江市人民政府办公室关于印发《澄江市公共自行车管理办法》的通知');
  expect(codes(document)).toContain('contents_differ');
});

test('a contents entry without a body is reported', () => {
  const text = syntheticGazette().replace(
    '目 录',
    '目 录\n澄江市人民政府关于第四次经济普查的通知\n澄政发〔2021〕2号..... 1',
  );
  expect(parseGazette(text, chengjiang).warnings).toEqual([expect.objectContaining({ code: 'contents_missing_body' })]);
});

test('a city’s own character misread is repaired in names and reported', () => {
  const text = linesOf(ban!).map((line) => line.replace('澄江市人民政府', '橙江市人民政府'));
  const document = parseOne(text);
  expect(document.issuers).toEqual(['澄江市人民政府']);
  expect(document.title).toMatch(/^澄江市人民政府关于/);
  expect(codes(document)).toContain('suspicious_character');
});

test('试行 without a term: the two-year rule is advice, never a date', () => {
  const document = parseOne(
    linesOf(rules!).map((line) => line.replace('管理办法》', '管理办法（试行）》').replace('，有效期五年', '')),
  );
  expect(document.effectiveTo).toBeNull();
  expect(codes(document)).toContain('term_not_stated');
});
