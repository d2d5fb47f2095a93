import { AppError } from '../../errors';

/** A text file's encoding as found; UTF-16 and GB18030 are what Windows programs in China still write. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface DecodedText {
  text: string;
  encoding: Encoding;
}

const SAMPLE = 64 * 1024;
/** Share of control characters and unassigned code points above which bytes are no text. */
const MAX_ODD_SHARE = 0.02;
/** The most frequent characters of government Chinese: right decoding shows them, wrong decoding does not. */
const COMMON_HAN = /[的和一关于市人民政府通知各发有管理行工作为部门十年月日是在国安全不中以上下第]/g;

function strict(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 without a mark: Latin letters and line ends leave zero bytes at even or odd places only. */
function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, SAMPLE);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  });
  if (odd > 0 && even === 0) return 'utf-16le';
  if (even > 0 && odd === 0) return 'utf-16be';
  return null;
}

function oddShare(text: string): number {
  const sample = text.slice(0, SAMPLE);
  const odd = sample.match(/(?![\t\n\v\f\r])\p{Cc}|[\ufffd\ue000-\uf8ff]/gu)?.length ?? 0;
  return odd / Math.max(sample.length, 1);
}

function hanScore(text: string): number {
  const sample = text.slice(0, SAMPLE);
  return (sample.match(COMMON_HAN)?.length ?? 0) / Math.max(sample.length, 1);
}

function candidates(bytes: Uint8Array): DecodedText[] {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return known(bytes.subarray(3), 'utf-8');
  if (a === 0xff && b === 0xfe) return known(bytes.subarray(2), 'utf-16le');
  if (a === 0xfe && b === 0xff) return known(bytes.subarray(2), 'utf-16be');
  const utf16 = guessUtf16(bytes);
  if (utf16 !== null) return known(bytes.subarray(0, bytes.length - (bytes.length % 2)), utf16);
  const utf8 = strict(bytes, 'utf-8');
  if (utf8 !== null) return [{ text: utf8, encoding: 'utf-8' }];
  return (['gb18030', 'utf-8', 'utf-16le', 'utf-16be'] as const).map((encoding) => ({
    text: new TextDecoder(encoding).decode(bytes),
    encoding,
  }));
}

function known(bytes: Uint8Array, encoding: Encoding): DecodedText[] {
  return [{ text: new TextDecoder(encoding).decode(bytes), encoding }];
}

/**
 * Decodes a text file: UTF-8 with or without a mark, UTF-16 either way, GB18030 (which includes GBK and GB2312).
 * @throws AppError `not_a_gazette` for an empty file, `unsupported_media_type` when the bytes are no text
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) throw new AppError('not_a_gazette', { detail: '文件是空的' });
  const readable = candidates(bytes).filter((candidate) => oddShare(candidate.text) <= MAX_ODD_SHARE);
  const best = readable.sort((x, y) => hanScore(y.text) - hanScore(x.text))[0];
  if (best === undefined)
    throw new AppError('unsupported_media_type', { detail: '这不是文本、Word（.docx）或 PDF 文件，或者文件已损坏' });
  if (best.text.trim() === '') throw new AppError('not_a_gazette', { detail: '文件里没有文字' });
  return best;
}
