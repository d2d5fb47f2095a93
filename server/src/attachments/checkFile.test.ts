import { loadImage } from '@napi-rs/canvas';
import { anOfficeFile, aPdf, aPicture, aTurnedPhoto, EXCEL, WORD } from '../../test/attachments/testFiles';
import { checkFile, checkFileHere } from './checkFile';

test.each([
  ['pdf', aPdf()],
  ['docx', anOfficeFile(WORD)],
  ['xlsx', anOfficeFile(EXCEL)],
  ['jpg', aPicture('jpeg')],
  ['png', aPicture('png')],
] as const)('a file is %s by its content', async (type, bytes) => {
  expect((await checkFileHere({ bytes })).type).toBe(type);
});

const refused = (words: RegExp) => ({ code: 'unsupported_media_type', message: expect.stringMatching(words) });

test.each([
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), /只接受/],
  ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /只接受/],
  ['a program', Buffer.from('MZ\x90\x00'), /只接受/],
  ['nothing', Buffer.alloc(0), /只接受/],
  ['another zip', anOfficeFile('application/epub+zip'), /不是 Word 或 Excel/],
  ['a file with macros', anOfficeFile(WORD, { 'word/vbaProject.bin': new Uint8Array(4) }), /宏/],
  [
    'the type of files with macros',
    anOfficeFile('application/vnd.ms-word.document.macroEnabled.main+xml'),
    /不是 Word/,
  ],
  ['a locked PDF', Buffer.concat([aPdf(), Buffer.from('<</Encrypt 5 0 R>>startxref')]), /密码/],
  ['half a PDF', aPdf().subarray(0, 30), /不完整/],
])('%s is refused, in words that help', async (_, bytes, words) => {
  await expect(checkFileHere({ bytes })).rejects.toMatchObject(refused(words));
});

test.each([
  ['half a picture', aPicture('png').subarray(0, 60)],
  ['a picture by its first bytes only', Buffer.from('ffd8ffe000104a46', 'hex')],
])('%s, which may crash its reader, is refused all the same', async (_, bytes) => {
  await expect(checkFile(bytes)).rejects.toMatchObject(refused(/损坏|读不了/));
});

test('a photo keeps neither place nor camera, and stands upright', async () => {
  const { bytes } = await checkFile(aTurnedPhoto());
  expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Exif|GPS/);
  const { width, height } = await loadImage(Buffer.from(bytes));
  expect([width, height]).toEqual([20, 40]);
});
