import iconv from 'iconv-lite';
import { type AppError } from '../../errors';
import { syntheticGazette } from '../../../test/gazettes/factories';
import { decodeText } from './decodeText';
import { sniffType } from './sniffType';

const text = syntheticGazette();

test.each([
  ['utf-8', iconv.encode(text, 'utf8')],
  ['utf-8', iconv.encode(text, 'utf8', { addBOM: true })],
  ['gb18030', iconv.encode(text, 'gb18030')],
  ['gb18030', iconv.encode(text, 'gbk')],
  ['utf-16le', iconv.encode(text, 'utf16-le', { addBOM: true })],
  ['utf-16be', iconv.encode(text, 'utf16-be', { addBOM: true })],
  ['utf-16le', iconv.encode(text, 'utf16-le', { addBOM: false })],
  ['utf-16be', iconv.encode(text, 'utf16-be', { addBOM: false })],
] as const)('%s', (encoding, bytes) => {
  expect(decodeText(bytes)).toEqual({ text, encoding });
});

test.each([
  ['empty', Buffer.alloc(0), 'not_a_gazette'],
  ['white space', Buffer.from('  \n\n '), 'not_a_gazette'],
  [
    'binary',
    Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 37 + (index >> 3)) % 256)),
    'unsupported_media_type',
  ],
])('%s is refused', (_, bytes, code) => {
  expect(() => decodeText(bytes)).toThrow(expect.objectContaining({ code }) as AppError);
});

test.each([
  ['%PDF-1.7', 'pdf'],
  ['PK\u0003\u0004', 'zip'],
  ['\u00d0\u00cf\u0011\u00e0', 'old-word'],
  ['\u0089PNG', 'image'],
  ['\u001f\u008b', 'other-binary'],
  ['关于', 'text'],
])('%j is %s whatever its name', (head, type) => {
  expect(sniffType(Buffer.from(head, head === '关于' ? 'utf8' : 'latin1'))).toBe(type);
});
