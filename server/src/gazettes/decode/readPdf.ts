import { createRequire } from 'node:module';
import path from 'node:path';
import { AppError } from '../../errors';
import { serverPath } from '../../runtime';
import { pageLines, type TextItem } from './pdfLines';

const MAX_PAGES = 2000;
/** A page with fewer letters than this is a picture. */
const LETTERS_OF_A_TEXT_PAGE = 8;

interface PdfItem {
  str?: string;
  transform?: number[];
  width?: number;
  height?: number;
}

/** The parts of pdf.js this file uses; its own types need the DOM library. */
interface PdfModule {
  getDocument(source: object): { promise: Promise<PdfDocument>; destroy(): Promise<void> };
  VerbosityLevel: { ERRORS: number };
}
interface PdfDocument {
  numPages: number;
  getPage(number: number): Promise<{
    getViewport(options: { scale: number }): { width: number; height: number };
    getTextContent(): Promise<{ items: PdfItem[] }>;
    cleanup(): void;
  }>;
}

/**
 * The text layer of a PDF, page after page (a form feed between), in reading order of one or two columns.
 * @throws AppError `not_a_gazette` when the pages are only pictures, `unsupported_media_type` when the file is broken
 *   or locked
 */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  const pdf = (await import('pdfjs-dist/legacy/build/pdf.mjs')) as unknown as PdfModule;
  const root = path.dirname(createRequire(serverPath('package.json')).resolve('pdfjs-dist/package.json'));
  const task = pdf.getDocument({
    data: Uint8Array.from(bytes),
    cMapUrl: `${root}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${root}/standard_fonts/`,
    isEvalSupported: false,
    disableFontFace: true,
    useWorkerFetch: false,
    verbosity: pdf.VerbosityLevel.ERRORS,
  });
  try {
    return await readPages(await task.promise.catch(refuse));
  } finally {
    await task.destroy();
  }
}

function refuse(error: unknown): never {
  const locked = error instanceof Error && error.name === 'PasswordException';
  throw new AppError('unsupported_media_type', {
    detail: locked ? 'PDF 有密码，打不开' : 'PDF 文件已损坏，打不开',
    cause: error,
  });
}

async function readPages(document: PdfDocument): Promise<string> {
  if (document.numPages > MAX_PAGES) throw new AppError('payload_too_large', { detail: `PDF 超过 ${MAX_PAGES} 页` });
  const pages: string[] = [];
  let pictures = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const lines = pageLines(items.flatMap(textItem), width);
    if (lines.join('').length < LETTERS_OF_A_TEXT_PAGE) pictures += 1;
    pages.push(lines.join('\n'));
    page.cleanup();
  }
  if (pictures > document.numPages / 2) {
    throw new AppError('not_a_gazette', {
      detail: `这份 PDF 是扫描图片（${document.numPages} 页中有 ${pictures} 页没有文字），请换带文字的 PDF 或 Word 文件`,
    });
  }
  return pages.join('\f');
}

function textItem(item: PdfItem): TextItem[] {
  const { str = '', transform = [], width = 0, height = 0 } = item;
  if (str.trim() === '') return [];
  return [
    {
      text: str,
      x: transform[4] ?? 0,
      y: transform[5] ?? 0,
      width,
      height: height || Math.abs(transform[3] ?? 0) || 10,
    },
  ];
}
