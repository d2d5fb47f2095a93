import CFB from 'cfb';
import { readSourceFile } from './readSourceFile';

const FIB_SIZE = 1024;
const MAGIC = 0xa5ec;
const CCP_TEXT = 0x4c;
const FC_CLX = 0x1a2;
/** Streams below 4 KB live elsewhere in the file; ours are padded to be plain ones. */
const STREAM = 8192;

/** A minimal Word 97 file ([MS-DOC]): one piece of UTF-16 text. */
function docFile(text: string): Buffer {
  const body = Buffer.from(text, 'utf16le');
  const main = Buffer.alloc(Math.max(STREAM, FIB_SIZE + body.length));
  main.writeUInt16LE(MAGIC, 0);
  main.writeUInt32LE(text.length, CCP_TEXT);
  body.copy(main, FIB_SIZE);
  const table = Buffer.alloc(STREAM);
  table.writeUInt8(2, 0);
  table.writeUInt32LE(16, 1);
  table.writeUInt32LE(0, 5);
  table.writeUInt32LE(text.length, 9);
  table.writeUInt32LE(FIB_SIZE, 15);
  main.writeUInt32LE(0, FC_CLX);
  return ole({ WordDocument: main, '0Table': table });
}

function ole(streams: Record<string, Buffer>): Buffer {
  const file = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(file, `/${name}`, content);
  return CFB.write(file, { type: 'buffer' }) as Buffer;
}

test('an old Word file is read, and always left to a person', async () => {
  const { text, doubts, type } = await readSourceFile(
    docFile('澄江市人民政府\r关于禁止垂钓的通告\r澄政发〔2021〕4号\r“两节”期间——电话0359\u001e6600110。\r'),
  );
  expect(type).toBe('doc');
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      '澄江市人民政府',
      '关于禁止垂钓的通告',
      '澄政发〔2021〕4号',
      '“两节”期间——电话0359-6600110。',
    ]),
  );
  expect(doubts).toEqual([{ line: null, holds: true, message: expect.stringContaining('自动编号') as string }]);
});

test.each([
  ['a workbook', () => ole({ Workbook: Buffer.alloc(STREAM) }), '不是 Word 文件'],
  ['a locked file', () => ole({ EncryptedPackage: Buffer.alloc(STREAM) }), '密码'],
  ['a cut file', () => docFile('甲\r').subarray(0, 2000), 'Word'],
])('%s is refused with the reason', async (_, file, words) => {
  await expect(readSourceFile(file())).rejects.toMatchObject({
    code: 'unsupported_media_type',
    message: expect.stringContaining(words) as string,
  });
});
