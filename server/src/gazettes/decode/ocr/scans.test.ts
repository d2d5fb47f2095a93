import { execFileSync } from 'node:child_process';
import { readSourceFile } from '../readSourceFile';
import { ScannedError } from '../scanned';
import { entryArgs, serverPath } from '../../../runtime';
import { pdfFile } from '../../../../test/gazettes/testFiles';
import { isOcrInstalled } from './index';

// The models are loaded, and pages recognised, on a machine that may be busy.
jest.setTimeout(180_000);

const LINES = ['Notice 2024-15', 'Tel 0359-6601234', '2024-11-01 at 8:30'];

test('without recognition a picture and a PDF of pictures say what they are and how to go on', async () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);
  for (const [file, code] of [
    [png, 'unsupported_media_type'],
    [pdfFile([[], []]), 'not_a_gazette'],
  ] as const) {
    const error: unknown = await readSourceFile(file).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(ScannedError);
    expect(error).toMatchObject({ code, message: expect.stringContaining('ocr:install') as string });
  }
});

test('pages among text are recognised one by one; every file of them is held', async () => {
  const text = ['各乡镇人民政府要安排专人看守水库岸边的警示牌', '发现有人下水游泳的应当立即劝阻'];
  const page = text.map((each, at) => ({ x: 80, y: 700 - at * 20, text: each }));
  const seen: number[] = [];
  const { text: read, doubts } = await readSourceFile(pdfFile([page, [], page]), {
    page: (_, number) => {
      seen.push(number);
      return Promise.resolve({ lines: ['附件一', '名单'], doubts: [{ line: 1, message: '识别把握不高：“名单”' }] });
    },
    picture: () => Promise.reject(new Error('not asked')),
  });
  expect(seen).toEqual([2]);
  expect(read.split('\f')).toEqual([text.join('\n'), '附件一\n名单', text.join('\n')]);
  expect(doubts).toEqual([
    { line: 4, holds: true, message: '第 2 页识别把握不高：“名单”' },
    { line: null, holds: true, message: expect.stringContaining('第 2 页由程序从图片识别') as string },
  ]);
});

// The models run in a process of their own, as they do for a file from outside.
(isOcrInstalled() ? test : test.skip)('a picture is recognised letter by letter', () => {
  const program = serverPath('test', 'gazettes', 'recogniseLatin.ts');
  const { execArgv } = entryArgs('parseFile');
  const output = execFileSync(process.execPath, [...execArgv, program, ...LINES], { encoding: 'utf8' });
  const { text, held } = JSON.parse(output) as { text: string; held: number };
  expect(text.split('\n').map((line) => line.replace(/\s/g, ''))).toEqual(LINES.map((line) => line.replace(/\s/g, '')));
  expect(held).toBeGreaterThan(0);
});
