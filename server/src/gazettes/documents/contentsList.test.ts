import { syntheticGazette, chengjiang } from '../../../test/gazettes/factories';
import { splitLines } from '../lines/splitLines';
import { parseGazette } from '../parseGazette';
import { findContents } from './contentsList';

const ENTRIES = `甲市人民政府关于印发某某办法的通知
甲政发〔2023〕1号 ……… 1
甲市人民政府办公室关于做好某某工作的通知
甲政办发〔2023〕2号 ..... 4
甲市公安局关于某某的通告 …… 9`;
const TEXT = '甲市人民政府\n关于印发某某办法的通知\n甲政发〔2023〕1号\n正文开始。';
const read = (text: string) => {
  const { entries, body } = findContents(splitLines(text));
  return {
    entries: entries.map((entry) => [entry.docNo, entry.page]),
    first: body.find((line) => line.text !== '')?.text,
  };
};
const FOUND = [
  ['甲政发〔2023〕1号', 1],
  ['甲政办发〔2023〕2号', 4],
  [null, 9],
];

test.each([
  ['a heading', '封面\n目 录\n'],
  ['a misread heading', '封面\n日 录\n'],
  ['no heading', ''],
])('%s', (_, head) => {
  expect(read(`${head}${ENTRIES}\n${TEXT}`)).toEqual({ entries: FOUND, first: '甲市人民政府' });
});

test('a list of chapters inside a document stays in it', () => {
  const { entries, first } = read(`${TEXT}\n目 录\n第一章 总则 …… 1\n第二章 任务 …… 3`);
  expect(entries).toEqual([]);
  expect(first).toBe('甲市人民政府');
});

test('several issues in one file: each list is read and no document is found twice', () => {
  const one = parseGazette(syntheticGazette(), chengjiang);
  const three = parseGazette(Array.from({ length: 3 }, () => syntheticGazette()).join('\n'), chengjiang);
  expect(three.contents).toHaveLength(one.contents.length * 3);
  expect(three.documents.map((document) => document.docNo)).toEqual([
    ...one.documents.map((document) => document.docNo),
    ...one.documents.map((document) => document.docNo),
    ...one.documents.map((document) => document.docNo),
  ]);
});
