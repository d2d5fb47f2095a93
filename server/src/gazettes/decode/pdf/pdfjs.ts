import { createRequire } from 'node:module';
import path from 'node:path';
import { serverPath } from '../../../runtime';

/** The parts of pdf.js that are used here; its own types need the DOM library. */
export interface PdfModule {
  getDocument(source: object): { promise: Promise<PdfDocument>; destroy(): Promise<void> };
  VerbosityLevel: { ERRORS: number };
  OPS: Readonly<Record<string, number>>;
}
export interface PdfDocument {
  numPages: number;
  getPage(number: number): Promise<PdfPage>;
}
export interface PdfPage {
  getViewport(options: { scale: number }): { width: number; height: number; transform: number[] };
  getOperatorList(options: { annotationMode: number }): Promise<{ fnArray: number[]; argsArray: unknown[][] }>;
  render(options: object): { promise: Promise<void> };
  commonObjs: { get(name: string): PdfFont };
  cleanup(): void;
}
export interface PdfFont {
  name: string;
  missingFile?: boolean;
  isType3Font?: boolean;
  vertical?: boolean;
  composite?: boolean;
  fontMatrix?: number[];
  /** A map by character code; an identity map has none. */
  toUnicode?: { _map?: (string | undefined)[] };
  /** Glyph names by character code, when the font's dictionary gives them. */
  differences?: (string | undefined)[];
  cMap?: { name?: string; builtInCMap?: boolean };
}

/** Annotations (comments, stamps) are no part of the document. */
export const NO_ANNOTATIONS = 0;

export async function loadPdfModule(): Promise<PdfModule> {
  return await import('pdfjs-dist/legacy/build/pdf.mjs');
}

/** What pdf.js is told for every file: no evaluation, no fetching, its own tables from the package's folder. */
export function sourceOptions(pdf: PdfModule, bytes: Uint8Array, maxImageSize: number): object {
  const root = path.dirname(createRequire(serverPath('package.json')).resolve('pdfjs-dist/package.json'));
  return {
    data: Uint8Array.from(bytes),
    cMapUrl: `${root}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${root}/standard_fonts/`,
    wasmUrl: `${root}/wasm/`,
    isEvalSupported: false,
    disableFontFace: true,
    useWorkerFetch: false,
    fontExtraProperties: true,
    maxImageSize,
    verbosity: pdf.VerbosityLevel.ERRORS,
  };
}
