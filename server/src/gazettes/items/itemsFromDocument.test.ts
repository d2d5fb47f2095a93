import { parseGazette } from '../parseGazette';
import { UNKNOWN_CITY } from '../profile';
import { itemsFromDocument } from './itemsFromDocument';

test('a catalogue’s rows become items; gaps and another total are reported, not filled', () => {
  const text = `某市人民政府
关于公布事项目录的通知
某政发〔2022〕8号
现将首批4 项行政许可及关联事项目录印发给你们。
某市人民政府
2022年3月2日
附件
事项目录
序号 事项名称 事项类型 原实施部门
1 甲许可 行政许可 市甲局
3
乙备案及
变更
其他行政权力 市乙局
4 丙许可 行政许可 市甲局`;
  const document = parseGazette(text, UNKNOWN_CITY).documents[0]!;
  const { items, warnings } = itemsFromDocument(document);
  expect(items).toEqual([
    { no: 1, name: '甲许可', type: '行政许可', department: '市甲局' },
    { no: 3, name: '乙备案及变更', type: '其他行政权力', department: '市乙局' },
    { no: 4, name: '丙许可', type: '行政许可', department: '市甲局' },
  ]);
  expect(warnings.map((warning) => warning.message)).toEqual([
    '目录缺少序号 2，没有补填',
    expect.stringMatching(/4 项.*3 项/),
  ]);
});
