import { flowOf } from '../lines/flow';
import { splitLines } from '../lines/splitLines';
import { findRelations } from './relations';

function relationsOf(text: string, title = '某市人民政府关于某事的通知') {
  return findRelations(flowOf(splitLines(text)), '某政发〔2023〕9号', title, {
    writtenOn: '2023-03-02',
    effectiveFrom: '2023-05-01',
  });
}

test('同时废止 names documents; they end on the day this one begins', () => {
  const found = relationsOf(
    '根据《某省某办法》（某省政发〔2020〕4号）制定。原《甲办法》（某政发〔2013〕\n36号）和《乙通知》(某政办发[2014]40号)同时废止。',
  );
  expect(found).toMatchObject({
    repeals: ['某政发〔2013〕36号', '某政办发〔2014〕40号'],
    cites: ['某省政发〔2020〕4号'],
    repealsOn: '2023-05-01',
  });
});

test.each([
  ['原《甲通知》（某政发〔2013〕36号）从即日起废止。', '2023-03-02'],
  ['《甲通知》（某政发〔2013〕36号）自2023年12月31日起停止执行。', '2023-12-31'],
])('the day of repeal: %s', (text, day) => {
  expect(relationsOf(text).repealsOn).toBe(day);
});

test.each([
  ['按照《甲通知》（某政发〔2013〕36号）要求执行。'],
  ['《甲通知》（某政发〔2013〕36号）应当及时废止的，由市政府决定。'],
  ['“某市复议办公室”印章同时废止。'],
  ['县〔市、区〕人民政府同时废止旧章。'],
])('no repeal: %s', (text) => {
  expect(relationsOf(text)).toMatchObject({ repeals: [], repealsOn: null });
});

test('a decision to repeal lists what it ends; what it rests on it only cites', () => {
  const found = relationsOf(
    '根据《某省通知》（某省政发〔2022〕1号），市政府决定废止下列文件。\n1\t甲办法\t某政发〔2001〕5号\n2\t乙办法\t某政发〔2002〕6号',
    '某市人民政府关于废止部分规范性文件的决定',
  );
  expect(found.repeals).toEqual(['某政发〔2001〕5号', '某政发〔2002〕6号']);
  expect(found.cites).toEqual(['某省政发〔2022〕1号']);
});
