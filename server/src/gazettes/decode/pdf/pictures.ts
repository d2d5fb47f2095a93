import { drawnPage } from './drawnPage';
import { loadPdfModule, sourceOptions, type PdfDocument, type PdfModule } from './pdfjs';

/** Pictures with fewer pixels are logos and seals. */
const LARGE = 160_000;
/** Share of a page from which a picture may hold text. */
const SHARE = 0.2;
/** Pictures with more pixels are not decoded. */
const MAX_PIXELS = 40_000_000;
/** Pages looked at; a longer file with pictures throughout is doubted by these. */
const MAX_PAGES = 40;

/** How many large pictures a file holds: their dictionaries stand uncompressed before their data. */
export function largeImages(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let count = 0;
  for (const match of file.matchAll(/\/Subtype\s*\/Image\b/g)) {
    const from = file.lastIndexOf('obj', match.index);
    const to = file.indexOf('stream', match.index);
    const dictionary = file.slice(
      Math.max(from, match.index - 2000),
      to < 0 ? match.index + 2000 : Math.min(to, match.index + 2000),
    );
    const size = (name: string): number => Number(new RegExp(`/${name}\\s+(\\d+)`).exec(dictionary)?.[1] ?? 0);
    if (size('Width') * size('Height') >= LARGE) count += 1;
  }
  return count;
}

/** Opens a PDF whose pages are to be drawn. */
export async function openPdf(bytes: Uint8Array): Promise<{ document: PdfDocument; close: () => Promise<void> }> {
  const pdf = await loadPdfModule();
  const task = pdf.getDocument(sourceOptions(pdf, bytes, MAX_PIXELS));
  return { document: await task.promise, close: () => task.destroy() };
}

/** Those of some pages that show a large picture. Pictures have to be decoded for it, so only files with any are asked. */
export async function pagesWithLargePictures(
  pdf: PdfModule,
  bytes: Uint8Array,
  pages: readonly number[],
): Promise<number[]> {
  const task = pdf.getDocument(sourceOptions(pdf, bytes, MAX_PIXELS));
  try {
    const document = await task.promise;
    const found: number[] = [];
    for (const number of pages.slice(0, MAX_PAGES)) {
      const page = await document.getPage(number);
      const { images, width, height } = await drawnPage(pdf, page);
      page.cleanup();
      if (images.some(({ x0, y0, x1, y1 }) => (x1 - x0) * (y1 - y0) >= width * height * SHARE)) found.push(number);
    }
    return found;
  } finally {
    await task.destroy();
  }
}
