import type { ZipParts } from '../../../untrusted';
import type { LineWriter } from '../source';
import { attribute, descendants, elements, nameOf, parseXml, textOf, type XmlNode } from '../xmlTree';
import type { BodyReader } from './body';

/** A document number or the name of a head (发文机关标志): some offices set their red head as the page header. */
const HEAD =
  /[〔﹝[［【(（](?:19|20)\d{2}[〕﹞\]］】)）]\s*第?\s*\d+\s*号|文件\s*$|^[\u4e00-\u9fa5]{2,20}(?:人民政府|委员会|办公[室厅]|局)$/m;
const QUOTED = 30;

/** The parts that the document's relationships name, by id. */
function targets(parts: ZipParts): Map<string, string> {
  const root = parseXml(parts.get('word/_rels/document.xml.rels'));
  return new Map(
    elements(root).map((node) => [
      attribute(node, 'Id') ?? '',
      `word/${(attribute(node, 'Target') ?? '').replace(/^(?:\/word\/|\.\/)/, '')}`,
    ]),
  );
}

/**
 * Writes a page header that is the document's head before its body; other headers and footers are furniture of the page
 * and are only mentioned when they hold more than a page number.
 */
export function pageHeadLines(parts: ZipParts, body: XmlNode, reader: BodyReader, out: LineWriter): void {
  const files = targets(parts);
  const seen = new Set<string>();
  for (const reference of [...descendants(body, 'headerReference'), ...descendants(body, 'footerReference')]) {
    const file = files.get(attribute(reference, 'id') ?? '') ?? '';
    const root = parseXml(parts.get(file));
    if (root === null || seen.has(file)) continue;
    seen.add(file);
    const text = descendants(root, 'p')
      .map((paragraph) => descendants(paragraph, 't').map(textOf).join('').trim())
      .join('\n')
      .trim();
    if (nameOf(reference) === 'headerReference' && HEAD.test(text)) reader.blocks(root);
    else if (/[\u4e00-\u9fa5]{2}/.test(text)) out.doubtFile(`页眉或页脚“${text.slice(0, QUOTED)}”没有收入正文`, false);
  }
}
