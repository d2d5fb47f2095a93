import WordExtractor from 'word-extractor';
import { AppError } from '../../errors';
import { LineWriter, type SourceText } from './source';

/** Streams of an OLE file are named in UTF-16. */
const names = (bytes: Uint8Array, stream: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(stream, 'utf16le'));

/** Without it the package writes Chinese quotation marks and dashes as ASCII. Its types do not know the option. */
const AS_WRITTEN = { filterUnicode: false };
type Stories = Record<
  'getBody' | 'getFootnotes' | 'getEndnotes' | 'getHeaders' | 'getTextboxes',
  (options: Record<string, boolean>) => string
>;
/** How the format writes a hyphen that does not break, and how the package may. */
// eslint-disable-next-line no-control-regex -- a control character is what the format writes
const NO_BREAK_HYPHEN = /[\u001e\u2011]/g;

const UNREAD =
  '旧版 Word（.doc、.wps）文件里的自动编号、修订、删除线和隐藏文字读不全，请与原件核对；另存为 .docx 后再导入可以读全';

/**
 * The text of an old Word file (`.doc`, and `.wps` of WPS Writer, which is the same format). Its numbers, revisions and
 * hidden text are not read, so a person must always compare.
 * @throws AppError `unsupported_media_type` for another OLE file, a locked or a broken one
 */
export async function readDoc(bytes: Uint8Array): Promise<SourceText> {
  if (names(bytes, 'EncryptedPackage'))
    throw new AppError('unsupported_media_type', { detail: 'Word 文件有密码，打不开' });
  if (!names(bytes, 'WordDocument'))
    throw new AppError('unsupported_media_type', { detail: '这不是 Word 文件，请另存为 .docx 或 PDF 后再导入' });
  const out = new LineWriter();
  try {
    const document: Stories = await new WordExtractor().extract(Buffer.from(bytes));
    const boxes = document.getTextboxes({ ...AS_WRITTEN, includeHeadersAndFooters: true }).trim();
    if (boxes !== '') {
      out.doubt('文本框中的文字放在最前，位置请与原件核对');
      out.write(boxes);
    }
    out.write(document.getBody(AS_WRITTEN).replace(NO_BREAK_HYPHEN, '-'));
    for (const note of [document.getFootnotes(AS_WRITTEN), document.getEndnotes(AS_WRITTEN)])
      for (const line of note.split('\n').filter((each) => each.trim() !== '')) out.write(`注：${line.trim()}`);
    const heads = document
      .getHeaders({ ...AS_WRITTEN, includeFooters: true })
      .replace(/\s+/g, ' ')
      .trim();
    if (/[\u4e00-\u9fa5]{2}/.test(heads)) out.doubtFile(`页眉或页脚“${heads.slice(0, 30)}”没有收入正文`);
  } catch (error) {
    throw new AppError('unsupported_media_type', { detail: 'Word 文件已损坏，打不开', cause: error });
  }
  out.doubtFile(UNREAD);
  return out.finish();
}
