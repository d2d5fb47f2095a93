import mammoth from 'mammoth';
import { AppError } from '../../errors';
import { readZip } from '../../untrusted';
import { htmlToLines } from './htmlToLines';

/**
 * The text of a Word file: a line a paragraph, a tabbed line a table row. Deleted revisions, comments and pictures are
 * left out.
 * @throws AppError `unsupported_media_type` when the zip is no Word file or broken, `payload_too_large` for a zip bomb
 */
export async function readDocx(bytes: Uint8Array): Promise<string> {
  const parts = await readZip(bytes, (name) => /\.(?:xml|rels)$/.test(name));
  if (!parts.has('word/document.xml')) {
    throw new AppError('unsupported_media_type', {
      detail: '这是压缩包或其他 Office 文件，请上传 .docx、.pdf 或文本文件',
    });
  }
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })), externalFileAccess: false },
    );
    return htmlToLines(value);
  } catch (error) {
    throw new AppError('unsupported_media_type', { detail: 'Word 文件已损坏，打不开', cause: error });
  }
}
