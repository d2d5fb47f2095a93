import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';

/** A Word file with these paragraphs and, after them, a table; test data only. */
export async function wordFile(
  paragraphs: readonly string[],
  table: readonly (readonly string[])[] = [],
): Promise<Buffer> {
  const rows = table.map(
    (cells) => new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) }),
  );
  const children = [
    ...paragraphs.map((text) => new Paragraph(text)),
    ...(rows.length > 0 ? [new Table({ rows })] : []),
  ];
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

/** A run of text on a page, from the lower left corner, in points. */
export interface PdfText {
  x: number;
  y: number;
  text: string;
  size?: number;
  /** Degrees against the clock. */
  turn?: number;
  /** Operators before the text: `0.8 g` a grey, `3 Tr` invisible. */
  style?: string;
}

export interface PdfPageContent {
  texts: readonly PdfText[];
  /** Operators drawn before the texts: `1 0 0 1 …` in points from the lower left corner. */
  before?: string;
  after?: string;
  rotate?: number;
  size?: readonly [number, number];
}

const FONT_SIZE = 12;
const ucs2 = (text: string): string =>
  [...text].map((char) => (char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('');

function textOperators({ x, y, text, size = FONT_SIZE, turn = 0, style = '' }: PdfText): string {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const matrix = [cos, sin, -sin, cos, x, y].map((value) => value.toFixed(4)).join(' ');
  return `q BT ${style} /F1 ${size} Tf ${matrix} Tm <${ucs2(text)}> Tj ET Q`;
}

/** Operators that draw the lines of a table: places of its lines across and down, in points. */
export function ruledGrid(xs: readonly number[], ys: readonly number[]): string {
  const [left = 0, right = 0, top = 0, bottom = 0] = [
    Math.min(...xs),
    Math.max(...xs),
    Math.max(...ys),
    Math.min(...ys),
  ];
  return [
    ...ys.map((y) => `${left} ${y} m ${right} ${y} l S`),
    ...xs.map((x) => `${x} ${top} m ${x} ${bottom} l S`),
  ].join('\n');
}

/**
 * A PDF of A4 pages in a Chinese font that is named but not embedded (STSong with the predefined UCS-2 map), as many
 * offices print them. An empty page holds nothing, like a scanned one.
 */
export function pdfFile(pages: readonly (readonly PdfText[] | PdfPageContent)[]): Buffer {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  add('<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>');
  add(
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R ' +
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>',
  );
  add(
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 ' +
      '/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  );
  const kids = pages.map((page) => {
    const {
      texts,
      before = '',
      after = '',
      rotate = 0,
      size = [595, 842],
    }: PdfPageContent = 'texts' in page ? page : { texts: page };
    const content = [before, ...texts.map(textOperators), after].join('\n');
    const stream = add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${size.join(' ')}] /Rotate ${rotate} /Contents ${stream} 0 R ` +
        '/Resources << /Font << /F1 3 0 R >> /ExtGState << /Faint << /ca 0.3 >> >> >> >>',
    );
  });
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  return pdfOfObjects(objects);
}

/** A page of Latin text in a standard font, which pdf.js draws with a font of its own on any machine. */
export function latinPage(lines: readonly string[]): Buffer {
  const content = lines.map((text, at) => `BT /F1 24 Tf 80 ${700 - at * 60} Td (${text}) Tj ET`).join('\n');
  return pdfOfObjects([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
}

/** A PDF file of these objects, numbered from 1; the first is the catalog. */
export function pdfOfObjects(objects: readonly (string | Buffer)[]): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n')];
  let length = parts[0]?.length ?? 0;
  const offsets = objects.map((body, index) => {
    const object = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      typeof body === 'string' ? Buffer.from(body, 'latin1') : body,
      Buffer.from('\nendobj\n'),
    ]);
    const offset = length;
    parts.push(object);
    length += object.length;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** Lines down a column, 18 points apart. */
export function column(x: number, lines: readonly string[], top = 760): PdfText[] {
  return lines.map((text, index) => ({ x, y: top - index * 18, text }));
}
