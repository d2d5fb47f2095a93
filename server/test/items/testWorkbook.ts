import { strToU8, zipSync } from 'fflate';

const NS = 'http://schemas.openxmlformats.org';

/** Makes a row of cells: a text is an inline string, anything else is the cell's own XML with `@` for its address. */
export type TestCell = string | { xml: string };

function cellXml(cell: TestCell, address: string): string {
  return typeof cell === 'string'
    ? `<c r="${address}" t="inlineStr"><is><t>${cell}</t></is></c>`
    : cell.xml.replace('@', address);
}

/** A workbook with one sheet; test data only. Style 1 shows a date, style 2 a date in a format of its own. */
export function workbook(rows: readonly (readonly TestCell[])[], after = ''): Uint8Array {
  const sheet = rows
    .map(
      (row, at) =>
        `<row r="${at + 1}">${row.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${at + 1}`)).join('')}</row>`,
    )
    .join('');
  return workbookOf(`<sheetData>${sheet}</sheetData>${after}`);
}

/** A workbook whose only sheet has this content. */
export function workbookOf(content: string): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="${NS}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      `<styleSheet xmlns="${NS}/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs></styleSheet>`,
    ),
    'xl/sharedStrings.xml': strToU8(
      `<sst xmlns="${NS}/spreadsheetml/2006/main"><si><r><t>一楼</t></r><r><t> 3 号</t></r><rPh><t>yi lou</t></rPh></si></sst>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet xmlns="${NS}/spreadsheetml/2006/main">${content}</worksheet>`),
  });
}
