import { deflateSync } from 'node:zlib';
import { chengjiang } from '../../../test/gazettes/factories';
import { DEFAULT_LIMITS, parseFile } from '../parseFile';
import { pdfOfObjects } from '../../../test/gazettes/testFiles';

// Each case starts a process that compiles the TypeScript sources; a loaded machine takes its time.
jest.setTimeout(180_000);

const MEGABYTE = 1024 * 1024;

/** A page whose content is packed twice: a few kilobytes that unpack to `megabytes` of zeros. */
function packedTwice(megabytes: number): Buffer {
  const content = deflateSync(deflateSync(Buffer.alloc(megabytes * MEGABYTE)));
  return pdfOfObjects([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
    Buffer.concat([
      Buffer.from(`<< /Length ${content.length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n`),
      content,
      Buffer.from('\nendstream'),
    ]),
  ]);
}

test('a tiny PDF that unpacks beyond the memory limit ends the child, not us', async () => {
  const file = packedTwice(400);
  expect(file.length).toBeLessThan(8 * 1024);
  const before = process.memoryUsage().rss;
  await expect(parseFile(file, chengjiang, { ...DEFAULT_LIMITS, memory: 300 })).rejects.toMatchObject({
    code: 'payload_too_large',
  });
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEGABYTE);
});

test('an answer above the output limit stays in the child', async () => {
  const text = Buffer.from(
    `澄江市人民政府\n关于某事的通告\n澄政发〔2021〕4号\n${'各单位要认真落实。\n'.repeat(20_000)}`,
  );
  await expect(parseFile(text, chengjiang, { ...DEFAULT_LIMITS, output: 10_000 })).rejects.toMatchObject({
    code: 'payload_too_large',
    message: '文件内容太多',
  });
});

test('no more children than allowed run at once, and the place is free again', async () => {
  const text = Buffer.from('今天天气很好。');
  const results = await Promise.allSettled([1, 2, 3].map(() => parseFile(text, chengjiang)));
  const codes = results.map((result) => (result.status === 'rejected' ? (result.reason as { code: string }).code : ''));
  expect(codes.sort()).toEqual(['not_a_gazette', 'not_a_gazette', 'unavailable']);
  await expect(parseFile(text, chengjiang)).rejects.toMatchObject({ code: 'not_a_gazette' });
});
