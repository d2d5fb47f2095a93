import { AppError } from '../../errors';
import { readZip, type ZipParts } from '../../untrusted';
import { decodeText } from './decodeText';
import { isDocx, readDocx } from './docx/readDocx';
import { readDoc } from './readDoc';
import { readPdf } from './pdf/readPdf';
import { isHtml, readHtml } from './web/readHtml';
import { isWebText, readWebText } from './web/webLines';
import { sniffType, type FileType } from './sniffType';
import type { ScanReader } from './ocr';
import { recognisedDoubt, ScannedError, writeRecognised } from './scanned';
import { LineWriter, type SourceText } from './source';

/** Largest file taken, in bytes (30 MB). */
export const MAX_FILE_BYTES = 30 * 1024 * 1024;

export interface SourceFile extends SourceText {
  /** What the file is by its content. */
  type: 'text' | 'html' | 'docx' | 'doc' | 'pdf' | 'image';
}

/** As lines end for splitLines. */
const LINE_END = /\r\n|[\n\r\f\u2028\u2029]/;

const REFUSED: Partial<Record<FileType, string>> = {
  'other-binary': '这不是文本、Word（.docx）或 PDF 文件',
};

/**
 * The text of a gazette file, whatever its name says: `.txt` and `.md` in any usual encoding, `.docx`, `.pdf` with a
 * text layer.
 * @throws AppError `payload_too_large`, `unsupported_media_type` or `not_a_gazette`, each with an exact Chinese detail
 */
export async function readSourceFile(bytes: Uint8Array, scans: ScanReader | null = null): Promise<SourceFile> {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new AppError('payload_too_large', {
      detail: `文件有 ${(bytes.length / 1024 / 1024).toFixed(1)} MB，最大 30 MB`,
    });
  }
  const type = sniffType(bytes);
  if (type === 'pdf') return { ...(await readPdf(bytes, scans?.page ?? null)), type: 'pdf' };
  if (type === 'image') return readImage(bytes, scans);
  if (type === 'old-word') return { ...(await readDoc(bytes)), type: 'doc' };
  if (type === 'zip') return readOfficeFile(bytes);
  const refused = REFUSED[type];
  if (refused !== undefined) throw new AppError('unsupported_media_type', { detail: refused });
  return readText(decodeText(bytes).text);
}

async function readImage(bytes: Uint8Array, scans: ScanReader | null): Promise<SourceFile> {
  if (scans === null)
    throw new ScannedError(1, '这是图片，没有文字可读，请换带文字的 PDF 或 Word 文件', 'unsupported_media_type');
  const out = new LineWriter();
  writeRecognised(out, await scans.picture(bytes), 1);
  out.doubtFile(recognisedDoubt([1]));
  return { ...out.finish(), type: 'image' };
}

/** A web page as saved, a text copied from one, or plain text. */
function readText(text: string): SourceFile {
  if (isHtml(text)) return { ...readHtml(text), type: 'html' };
  if (/^\s*\{\\rtf/.test(text))
    throw new AppError('unsupported_media_type', { detail: '这是 RTF 文件，请在 Word 中另存为 .docx 后再导入' });
  const lines = text.split(LINE_END);
  if (!isWebText(lines)) return { text, doubts: [], type: 'text' };
  return { ...readWebText(lines), type: 'text' };
}

/** A zip is a Word file, or named with a word on how to convert it. */
async function readOfficeFile(bytes: Uint8Array): Promise<SourceFile> {
  const parts = await readZip(bytes, (name) => /\.(?:xml|rels)$/.test(name));
  if (isDocx(parts)) return { ...readDocx(parts), type: 'docx' };
  throw new AppError('unsupported_media_type', { detail: convertHint(parts) });
}

function convertHint(parts: ZipParts): string {
  if (parts.has('OFD.xml')) return '这是 OFD 文件，请用 OFD 阅读器另存为 PDF，或向发文单位要 Word（.docx）文件';
  if (parts.has('content.xml')) return '这是 OpenDocument 文件，请另存为 .docx 后再导入';
  if (parts.has('xl/workbook.xml')) return '这是 Excel 表格，请把公文另存为 .docx 或 PDF 后再导入';
  return '这是压缩包或其他 Office 文件，请上传 .docx、.pdf 或文本文件';
}
