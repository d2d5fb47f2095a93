import { strToU8, zipSync } from 'fflate';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const M = 'http://schemas.openxmlformats.org/officeDocument/2006/math';
const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** A run of text with properties. */
export const r = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A paragraph of plain text, or of the XML of its runs. */
export const p = (content: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr>${content.startsWith('<') ? content : r(content)}</w:p>`;

/** A paragraph of a list. */
export const li = (text: string, level = 0, list = 1): string =>
  p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);

/** A table cell with properties; plain text or XML. */
export const tc = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<') ? content : p(content)}</w:tc>`;
export const tr = (...cells: string[]): string =>
  `<w:tr>${cells.map((cell) => (cell.startsWith('<w:tc>') ? cell : tc(cell))).join('')}</w:tr>`;
export const tbl = (...rows: string[]): string => `<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`;

/** A level of a list definition. */
export const lvl = (level: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
export const abstractNum = (id: number, ...levels: string[]): string =>
  `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`;
export const num = (id: number, abstract: number, more = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstract}"/>${more}</w:num>`;

export interface DocxParts {
  numbering?: string;
  styles?: string;
  footnotes?: string;
  header?: string;
  footer?: string;
  comments?: string;
}

const part = (root: string, content: string): Uint8Array =>
  strToU8(
    `<?xml version="1.0" encoding="UTF-8"?><w:${root} xmlns:w="${W}" xmlns:r="${R}" xmlns:m="${M}" xmlns:mc="${MC}">${content}</w:${root}>`,
  );

/** A Word file from the XML of its body and other parts; test data only. */
export function docxFile(body: string, parts: DocxParts = {}): Uint8Array {
  const references =
    (parts.header === undefined ? '' : '<w:headerReference w:type="default" r:id="h1"/>') +
    (parts.footer === undefined ? '' : '<w:footerReference w:type="default" r:id="f1"/>');
  const files: Record<string, Uint8Array> = {
    'word/document.xml': part('document', `<w:body>${body}<w:sectPr>${references}</w:sectPr></w:body>`),
    'word/_rels/document.xml.rels': strToU8(
      '<Relationships><Relationship Id="h1" Target="header1.xml"/><Relationship Id="f1" Target="footer1.xml"/></Relationships>',
    ),
  };
  if (parts.numbering !== undefined) files['word/numbering.xml'] = part('numbering', parts.numbering);
  if (parts.styles !== undefined) files['word/styles.xml'] = part('styles', parts.styles);
  if (parts.footnotes !== undefined) files['word/footnotes.xml'] = part('footnotes', parts.footnotes);
  if (parts.header !== undefined) files['word/header1.xml'] = part('hdr', parts.header);
  if (parts.footer !== undefined) files['word/footer1.xml'] = part('ftr', parts.footer);
  if (parts.comments !== undefined) files['word/comments.xml'] = part('comments', parts.comments);
  return zipSync(files);
}
