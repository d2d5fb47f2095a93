import { flowOf } from '../lines/flow';
import { splitLines } from '../lines/splitLines';
import { findHotlines } from './hotlines';

const numbers = (text: string): string[] => findHotlines(flowOf(splitLines(text))).map((each) => each.number);

test.each([
  ['举报电话：110。', ['110']],
  ['森林火情报警电话：12119', ['12119']],
  ['可拨打“12345”政务服务便民热线或公安机关“110”报警电话。', ['12345', '110']],
  ['咨询电话：0351-4086123、4086124。', ['0351-4086123', '4086124']],
  ['监督电话：（0349）2021918', ['0349-2021918']],
  ['服务热线 95598，客服热线：400-810-1234。', ['95598', '400-810-1234']],
  ['值班电话：0359—6688123转802。', ['0359-6688123转802']],
  ['加强“12333”服务热线与政务服务的融合。', ['12333']],
  ['举报电话：12345\n2.其他事项', ['12345']],
  ['举报电话：区水利局 029-33221100、区公安局110', ['029-33221100', '110']],
  ['举报电话：123\n45', ['12345']],
])('offered to residents: %s', (text, expected) => {
  expect(numbers(text)).toEqual(expected);
});

test.each([
  ['联系人：李明，联系电话：13900001111。'],
  ['李 明 市财政局副局长 13900001111'],
  ['联系人：李明，联系电话：0349-2021918。'],
  ['120呼救电话10秒内接听比例达到95%。'],
  ['共有110个村、12345户居民。'],
  ['第110名，12.345万元。'],
  ['联系电话：'],
])('not a hotline: %s', (text) => {
  expect(numbers(text)).toEqual([]);
});

test('a hyphen of any kind joins area code and number', () => {
  expect(numbers('咨询电话：0359\u20116600221。')).toEqual(['0359-6600221']);
});
