import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { FileType } from '@shuozhi/shared/api';
import { AppError } from '../errors';
import { readZip, runIsolated, type IsolationLimits } from '../untrusted';

/** A file as it is kept. */
export interface CheckedFile {
  type: FileType;
  bytes: Uint8Array;
}

export const MAX_FILE_BYTES = 20 * 1024 * 1024;
const LIMITS: IsolationLimits = { time: 30_000, memory: 768, output: MAX_FILE_BYTES + 1024 };

/** Longest side of a picture that is kept, in points: a page of A3 at 250 dpi. */
const LONGEST_SIDE = 4096;
const JPEG_QUALITY = 85;

const refuse = (detail: string): never => {
  throw new AppError('unsupported_media_type', { detail });
};

/**
 * Checks an uploaded file in a child process.
 * @returns its type by content, and what is to be kept: pictures are encoded anew, without place and camera
 * @throws AppError `unsupported_media_type`, `payload_too_large`, and as runIsolated says
 */
export const checkFile = (bytes: Uint8Array): Promise<CheckedFile> =>
  runIsolated<CheckedFile>('checkFile', { bytes }, LIMITS);

/** The child's side of checkFile. */
export async function checkFileHere({ bytes }: { bytes: Uint8Array }): Promise<CheckedFile> {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (head.startsWith('%PDF-')) return { type: checkPdf(bytes), bytes };
  if (head.startsWith('PK\x03\x04')) return { type: await checkOffice(bytes), bytes };
  if (head.startsWith('\xff\xd8\xff')) return { type: 'jpg', bytes: await encodedAnew(bytes, 'jpeg') };
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return { type: 'png', bytes: await encodedAnew(bytes, 'png') };
  return refuse('只接受 PDF、Word（docx）、Excel（xlsx）、JPG 和 PNG 文件');
}

function checkPdf(bytes: Uint8Array): 'pdf' {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!text.includes('startxref', Math.max(0, text.length - 4096))) return refuse('PDF 文件不完整');
  // Where the file is encrypted, its trailer names how; that is never compressed.
  if (/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(text)) return refuse('PDF 文件加了密，请先去掉密码');
  return 'pdf';
}

const CONTENT_TYPES = '[Content_Types].xml';
/** Programs inside a document. */
const ACTIVE = /(?:^|\/)(?:vbaProject\.bin|activeX\/)/i;

async function checkOffice(bytes: Uint8Array): Promise<'docx' | 'xlsx'> {
  let active = false;
  const parts = await readZip(bytes, (name) => {
    active ||= ACTIVE.test(name);
    return name === CONTENT_TYPES;
  });
  if (active) return refuse('文件里有宏或控件，请另存为不带宏的文件');
  const types = parts.get(CONTENT_TYPES)?.toString('utf8') ?? '';
  if (types.includes('wordprocessingml.document.main+xml')) return 'docx';
  if (types.includes('spreadsheetml.sheet.main+xml')) return 'xlsx';
  return refuse('压缩包里不是 Word 或 Excel 文件');
}

/** A picture drawn and encoded anew, upright, no larger than is read: what else the file carried is not in it. */
async function encodedAnew(bytes: Uint8Array, format: 'jpeg' | 'png'): Promise<Uint8Array> {
  const picture = await loadImage(Buffer.from(bytes)).catch((cause: unknown) => {
    throw new AppError('unsupported_media_type', { detail: '图片已损坏，打不开', cause });
  });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(picture, 0, 0, width, height);
  return format === 'png' ? canvas.encode('png') : canvas.encode('jpeg', JPEG_QUALITY);
}
