import { AppError } from '../../../errors';
import type { ZipParts } from '../../../untrusted';
import { LineWriter, type SourceText } from '../source';
import { element, elements, parseXml } from '../xmlTree';
import { BodyReader } from './body';
import { pageHeadLines } from './pageHeads';

const MAIN = 'word/document.xml';

/** Whether the parts of a zip are those of a Word file. */
export const isDocx = (parts: ZipParts): boolean => parts.has(MAIN);

/**
 * The text of a Word file as it is printed: a line a paragraph with its automatic number, a tabbed line a table row.
 * Hidden text, deletions, comments and struck text are left out; what a person must decide is a doubt.
 * @throws AppError `unsupported_media_type` when it is broken, `payload_too_large` for tables without measure
 */
export function readDocx(parts: ZipParts): SourceText {
  const body = element(parseXml(parts.get(MAIN)), 'body');
  if (body === undefined) throw new AppError('unsupported_media_type', { detail: 'Word 文件已损坏，打不开' });
  const out = new LineWriter();
  const reader = new BodyReader(parts, out);
  pageHeadLines(parts, body, reader, out);
  reader.blocks(body);
  if (elements(parseXml(parts.get('word/comments.xml')), 'comment').length > 0)
    out.doubtFile('文件里有批注，没有收入', false);
  return out.finish();
}
