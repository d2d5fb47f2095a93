import type { OcrLine } from './engine';
import { ocrText } from './ocrText';

const HEIGHT = 30;

/** A recognised line on a page turned by some degrees; letters are as wide as they are high. */
function line(x: number, y: number, text: string, turn = 0, scores?: number[]): OcrLine {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const width = text.length * HEIGHT * 0.7;
  const corners = [
    [x, y],
    [x + width, y],
    [x + width, y + HEIGHT],
    [x, y + HEIGHT],
  ].map(([px = 0, py = 0]): [number, number] => [px * cos - py * sin, px * sin + py * cos]);
  return { corners, text, scores: scores ?? Array.from(text, () => 0.99) };
}

const read = (lines: OcrLine[]): string[] => ocrText(lines, 1240, 1754).lines;

test('lines in reading order whatever order they were found in', () => {
  const lines = [line(100, 500, '第三行在最后'), line(300, 200, '第一行是标题'), line(100, 350, '第二行在中间')];
  expect(read(lines)).toEqual(['第一行是标题', '第二行在中间', '第三行在最后']);
});

test.each([-2, -0.8, 0.8, 2])('a page turned by %d degrees: cells of a row stay in their row', (turn) => {
  const rows = [0, 1, 2].flatMap((at) => [
    line(100, 300 + at * 40, `第${at + 1}号水库西侧停车场`, turn),
    line(700, 300 + at * 40, `车位${at + 1}0个以上收费`, turn),
  ]);
  expect(read(rows)).toEqual([1, 2, 3].map((at) => `第${at}号水库西侧停车场\t车位${at}0个以上收费`));
});

test('letters read with doubt are named with their neighbours, at their line', () => {
  const doubtful = line(100, 400, '有效期至2024年', 0, [0.99, 0.99, 0.99, 0.99, 0.99, 0.5, 0.99, 0.99, 0.99]);
  const { lines, doubts } = ocrText([line(100, 300, '一、本通告'), doubtful], 1240, 1754);
  expect(lines[1]).toBe('有效期至2024年');
  expect(doubts).toEqual([{ line: 1, message: '识别把握不高：“至2024”' }]);
});

test('a place where nothing was read is a doubt', () => {
  const { lines, doubts } = ocrText([line(100, 300, '一、本通告'), line(100, 400, ' ')], 1240, 1754);
  expect(lines).toEqual(['一、本通告']);
  expect(doubts).toEqual([{ line: 0, message: '有 1 处文字没有认出' }]);
  expect(ocrText([], 1240, 1754)).toEqual({ lines: [], doubts: [] });
});
