import { findDocNumbers, parseNumberLine, parseOrderLine } from './docNumber';

test.each([
  ['朔政发〔2020〕12号', '朔政发〔2020〕12号', false],
  ['朔政办发 ﹝2020﹞ 3 号', '朔政办发〔2020〕3号', false],
  ['某府办〔20 23〕17号', '某府办〔2023〕17号', false],
  ['某政发[2020]012号', '某政发〔2020〕12号', false],
  ['某政规（2024）3号', '某政规〔2024〕3号', false],
  ['某政发【2020】第12号', '某政发〔2020〕12号', false],
  ['（某政发〔2020〕12号）', '某政发〔2020〕12号', false],
  ['某卫发〔2023)9', '某卫发〔2023〕9号', true],
  ['某政发〔2O23〕l2号', '某政发〔2023〕12号', true],
  ['某政发〔2023〕12昌', '某政发〔2023〕12号', true],
  ['某政办发{ZO2 3}Z 号。', '某政办发〔2023〕2号', true],
  ['某政发〔2023 the 〕12号', '某政发〔2023〕12号', true],
])('a number line: %s', (line, docNo, damaged) => {
  expect(parseNumberLine(line)).toMatchObject({ docNo, damaged });
});

test.each([
  ['县〔市、区〕人民政府'],
  ['2020年3月26日'],
  ['根据某政发〔2020〕12号'],
  ['某政发〔2020〕12号文件要求'],
  ['〔2018〕12号）关于'],
  ['附件（2020）3号'],
  ['和支出责任的通知某政发〔2020〕3号'],
  ['12'],
])('not a number line: %s', (line) => {
  expect(parseNumberLine(line)).toBeNull();
});

test('numbers inside sentences, cut from the words before them', () => {
  const found = findDocNumbers(
    '根据国发〔2019〕24号和《某通知》（晋政发[2020]2号）精神，按照某政办发〔2017〕101号要求',
  );
  expect(found.map((each) => each.docNo)).toEqual(['国发〔2019〕24号', '晋政发〔2020〕2号', '某政办发〔2017〕101号']);
});

test.each([
  ['第12号', '第12号', ''],
  ['第十二号', '第十二号', ''],
  ['2025 年第 3 号', '2025年第3号', ''],
  ['（2025年第3号）', '2025年第3号', ''],
  ['某市人民政府令第12号', '第12号', '某市人民政府令'],
  ['公告〔2024〕第3号', '〔2024〕第3号', '公告'],
  ['〔2024〕第3号通告', '〔2024〕第3号', ''],
  ['某市水利局2024年第3号公告', '2024年第3号', '某市水利局公告'],
  ['某县防汛指挥部7号令', '7号令', '某县防汛指挥部'],
])('orders: %s', (line, number, head) => {
  expect(parseOrderLine(line)).toMatchObject({ number, head });
});

test.each([['第3号楼'], ['2025年3号'], ['2023年第2期'], ['详见2025年第3号公告']])(
  'no number of an order: %s',
  (line) => {
    expect(parseOrderLine(line)).toBeNull();
  },
);
