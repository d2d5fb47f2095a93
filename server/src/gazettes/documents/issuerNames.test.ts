import { chengjiang } from '../../../test/gazettes/factories';
import { issuersInLine } from './issuerNames';
import { misprintedOrgan } from './organWords';

test.each([
  ['某市人民政府', ['某市人民政府']],
  ['某县人民政府办公室', ['某县人民政府办公室']],
  ['某市财政局 某市民政局', ['某市财政局', '某市民政局']],
  ['某市财政局、某市民政局、某市教育局', ['某市财政局', '某市民政局', '某市教育局']],
  ['某市财政局某市民政局', ['某市财政局', '某市民政局']],
  ['中共某市委办公室 某市人民政府办公室', ['中共某市委办公室', '某市人民政府办公室']],
  ['国家税务总局某市税务局', ['国家税务总局某市税务局']],
  ['某市发展和改革委员会（某市粮食和物资储备局）', ['某市发展和改革委员会（某市粮食和物资储备局）']],
])('organs: %s', (line, names) => {
  expect(issuersInLine(line, chengjiang)).toEqual(names);
});

test.each([
  ['关于某市财政局的通知'],
  ['责任单位：某市财政局'],
  ['李 明 某市财政局局长'],
  ['市财政局'],
  ['各县（市、区）人民政府，市直各单位：'],
  ['某市财政局负责落实。'],
  [''],
])('not organs alone: %s', (line) => {
  expect(issuersInLine(line, chengjiang)).toEqual([]);
});

test.each([
  ['澄江市人民检查院', '人民检察院'],
  ['澄江市市场监瞥管理局', '市场监督管理局'],
  ['澄江市水产局', null],
  ['澄江市住房和城乡建没局', '住房和城乡建设局'],
  ['澄江市教育局', null],
  ['澄江市数据局', null],
  ['澄江市农业农村局', null],
])('%s may be misprinted for %s', (name, organ) => {
  expect(misprintedOrgan(name)).toBe(organ);
});
