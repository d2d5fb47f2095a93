import { deflateRawSync } from 'node:zlib';
import { chengjiang, linesOf, syntheticDocuments } from '../../../test/gazettes/factories';
import { parseGazette } from '../parseGazette';
import { DEFAULT_LIMITS, parseFile } from '../parseFile';
import { readSourceFile } from './readSourceFile';
import { column, pdfFile, wordFile, type PdfText } from '../../../test/gazettes/testFiles';

// Each case starts a process that compiles the TypeScript sources; a loaded machine takes its time.
jest.setTimeout(180_000);

const [ban, rules] = syntheticDocuments;
const lines = linesOf(ban!);

test('a Word file: paragraphs and tables', async () => {
  const file = await wordFile(
    [...linesOf(rules!), '附件', '停放点名单'],
    [
      ['序号', '名称'],
      ['1', '东门'],
      ['2', '西门'],
    ],
  );
  const { text, type } = await readSourceFile(file);
  expect(type).toBe('docx');
  const { documents } = parseGazette(text, chengjiang);
  expect(documents).toHaveLength(1);
  expect(documents[0]).toMatchObject({ docNo: '澄政办发〔2021〕11号', effectiveTo: '2026-06-30' });
  expect(documents[0]?.blocks.at(-1)).toEqual({
    type: 'table',
    header: ['序号', '名称'],
    rows: [
      ['1', '东门'],
      ['2', '西门'],
    ],
  });
});

/** Text as a page sets it: lines of so many letters. */
function set(texts: readonly string[], width: number): string[] {
  return texts.flatMap((text) => text.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []);
}

test('a PDF of one column', async () => {
  const { documents } = await parseFile(pdfFile([column(60, set(lines, 36))]), chengjiang);
  expect(documents).toHaveLength(1);
  expect(documents[0]).toMatchObject({
    docNo: '澄政发〔2021〕4号',
    effectiveFrom: '2021-03-01',
    effectiveTo: '2021-06-30',
    hotlines: ['0990-2216688'],
  });
});

test('a PDF of two columns is read left, then right, below its title', async () => {
  const title: PdfText[] = [
    { x: 240, y: 780, text: '澄江市人民政府' },
    { x: 190, y: 762, text: '关于东湖水域禁止垂钓和捕捞的通告' },
    { x: 235, y: 744, text: '澄政发〔2021〕4号' },
  ];
  const body = set(lines.slice(3), 18);
  const half = Math.ceil(body.length / 2);
  const pages = [
    [
      ...title,
      ...column(60, body.slice(0, half), 700),
      ...column(315, body.slice(half), 700),
      { x: 280, y: 40, text: '— 3 —' },
    ],
  ];
  const { documents } = await parseFile(pdfFile(pages), chengjiang);
  expect(documents).toHaveLength(1);
  const got = documents[0]!;
  expect(got).toMatchObject({ docNo: '澄政发〔2021〕4号', writtenOn: '2021-02-18', effectiveTo: '2021-06-30' });
  expect(got.text.replace(/\s/g, '')).toContain(ban!.paragraphs.at(-1));
});

test.each([
  ['another zip', () => zip('data.xml', Buffer.from('<a/>')), 'unsupported_media_type', /\.docx/],
  ['a zip bomb', () => zip('word/document.xml', Buffer.alloc(80 * 1024 * 1024, 65)), 'payload_too_large', /解压后过大/],
  [
    'a zip that lies about sizes',
    () => zip('word/document.xml', Buffer.alloc(80 * 1024 * 1024, 65), 10),
    'payload_too_large',
    /解压后过大/,
  ],
])('%s', async (_, file, code, detail) => {
  await expect(readSourceFile(file())).rejects.toMatchObject({
    code,
    message: expect.stringMatching(detail) as string,
  });
});

test('a PDF of pictures only and a broken one say so', async () => {
  await expect(parseFile(pdfFile([[], [], []]), chengjiang)).rejects.toMatchObject({
    code: 'not_a_gazette',
    message: expect.stringContaining('扫描图片') as string,
  });
  await expect(parseFile(Buffer.from('%PDF-1.4\nnothing'), chengjiang)).rejects.toMatchObject({
    code: 'unsupported_media_type',
  });
});

/** A zip of one deflated entry. */
function zip(name: string, content: Buffer, claimed = content.length): Buffer {
  const data = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt32LE(claimed, 24);
  central.writeUInt16LE(name.length, 28);
  const start = local.length + name.length + data.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([local, Buffer.from(name), data, central, Buffer.from(name), end]);
}

test('a file above 30 MB is refused unread', async () => {
  await expect(readSourceFile(new Uint8Array(31 * 1024 * 1024))).rejects.toMatchObject({ code: 'payload_too_large' });
});

test('a reading process that runs out of time or memory is ended and says so', async () => {
  const long = Buffer.from(`${lines.join('\n')}\n${'甲乙丙丁。'.repeat(200_000)}`);
  await expect(parseFile(long, chengjiang, { ...DEFAULT_LIMITS, time: 1 })).rejects.toMatchObject({
    code: 'payload_too_large',
  });
  const big = Buffer.from(`${'某市人民政府\n'.repeat(1_000_000)}`);
  await expect(parseFile(big, chengjiang, { ...DEFAULT_LIMITS, memory: 150 })).rejects.toMatchObject({
    code: 'payload_too_large',
  });
});
