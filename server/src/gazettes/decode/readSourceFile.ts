import { AppError } from '../../errors';
import { decodeText } from './decodeText';
import { readDocx } from './readDocx';
import { readPdf } from './readPdf';
import { sniffType, type FileType } from './sniffType';

/** Largest file taken, in bytes (30 MB). */
export const MAX_FILE_BYTES = 30 * 1024 * 1024;

export interface SourceText {
  text: string;
  /** What the file is by its content. */
  type: 'text' | 'docx' | 'pdf';
}

const REFUSED: Partial<Record<FileType, string>> = {
  'old-word': '这是旧版 Word（.doc）文件，请另存为 .docx 后再导入',
  image: '这是图片，没有文字可读，请换带文字的 PDF 或 Word 文件',
  'other-binary': '这不是文本、Word（.docx）或 PDF 文件',
};

/**
 * The text of a gazette file, whatever its name says: `.txt` and `.md` in any usual encoding, `.docx`, `.pdf` with a
 * text layer.
 * @throws AppError `payload_too_large`, `unsupported_media_type` or `not_a_gazette`, each with an exact Chinese detail
 */
export async function readSourceFile(bytes: Uint8Array): Promise<SourceText> {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new AppError('payload_too_large', {
      detail: `文件有 ${(bytes.length / 1024 / 1024).toFixed(1)} MB，最大 30 MB`,
    });
  }
  const type = sniffType(bytes);
  if (type === 'pdf') return { text: await readPdf(bytes), type: 'pdf' };
  if (type === 'zip') return { text: await readDocx(bytes), type: 'docx' };
  const refused = REFUSED[type];
  if (refused !== undefined) throw new AppError('unsupported_media_type', { detail: refused });
  return { text: decodeText(bytes).text, type: 'text' };
}
