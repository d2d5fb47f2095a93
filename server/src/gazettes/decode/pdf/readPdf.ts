import { AppError } from '../../../errors';
import type { OcrText } from '../ocr/ocrText';
import { recognisedDoubt, ScannedError, writeRecognised } from '../scanned';
import { LineWriter, type SourceText } from '../source';
import { drawnPage, type Glyph } from './drawnPage';
import { isTrusted } from './fontTrust';
import { largeImages, pagesWithLargePictures } from './pictures';
import { pageLines } from './pageLines';
import { loadPdfModule, sourceOptions, type PdfDocument, type PdfFont, type PdfModule, type PdfPage } from './pdfjs';
import { visibleText, type LeftOut, type VisibleText } from './visibleText';

const MAX_PAGES = 2000;
/** A page with fewer letters than this is a picture. */
const LETTERS_OF_A_TEXT_PAGE = 8;
/** Pictures are not decoded for their text. */
const NO_PICTURES = 1;
const MAX_PIXELS = 40_000_000;
/** What stands for a letter whose font does not say which it is. */
const UNREADABLE = '〓';
/** A page without text that draws so many shapes shows letters as outlines. */
const OUTLINES = 50;
/** With more of them than this share the file has no text worth reading. */
const UNREADABLE_SHARE = 0.3;
const QUOTED = 24;
/** A note beside the text that is longer may be part of it. */
const SHORT_ASIDE = 20;
/** A few letters may touch; more lie on one another. */
const LEAST_OVERLAPS = 4;

/**
 * The text of a PDF as it is seen, page after page (a form feed between): reading order of one or two columns, tables by
 * their drawn lines, letters drawn twice once, without watermarks and hidden text.
 * @param recognise reads pages that are pictures; without it they are a doubt
 * @throws ScannedError when most pages are pictures or their fonts do not say which letters they draw, AppError
 *   `unsupported_media_type` when the file is broken or locked
 */
export async function readPdf(bytes: Uint8Array, recognise: RecognisePage | null = null): Promise<SourceText> {
  const pdf = await loadPdfModule();
  const task = pdf.getDocument(sourceOptions(pdf, bytes, recognise === null ? NO_PICTURES : MAX_PIXELS));
  try {
    return await new PdfReader(pdf, bytes, recognise).read(await task.promise.catch(refuse));
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

/** Reads a page from its picture. */
export type RecognisePage = (page: PdfPage, number: number, pages: number) => Promise<OcrText>;

const NAMES: Record<LeftOut, string> = {
  watermark: '水印',
  aside: '与正文方向不同的文字',
  hidden: '看不见的文字',
};

class PdfReader {
  private readonly out = new LineWriter();
  private readonly trusted = new Map<string, boolean>();
  private readonly pictures: number[] = [];
  private readonly blank: number[] = [];
  private readonly largeImages: number;
  private readonly hasPictures: boolean;
  private readonly recognised: number[] = [];
  private letters = 0;
  private unreadable = 0;

  constructor(
    private readonly pdf: PdfModule,
    private readonly bytes: Uint8Array,
    private readonly recognise: RecognisePage | null,
  ) {
    this.largeImages = largeImages(bytes);
    this.hasPictures = this.largeImages > 0;
  }

  async read(document: PdfDocument): Promise<SourceText> {
    const { numPages } = document;
    if (numPages > MAX_PAGES) throw new AppError('payload_too_large', { detail: `PDF 超过 ${MAX_PAGES} 页` });
    for (let number = 1; number <= numPages; number += 1) {
      const page = await document.getPage(number);
      const drawn = await drawnPage(this.pdf, page);
      const text = visibleText(drawn);
      this.judgeFonts(text.glyphs, drawn.fonts);
      this.out.beginPage();
      if (this.recognise !== null && !this.hasText(text)) {
        writeRecognised(this.out, await this.recognise(page, number, numPages), number);
        this.recognised.push(number);
      } else this.page(text, number, this.hasPictures || drawn.shapes >= OUTLINES);
      page.cleanup();
    }
    if (this.recognised.length > 0) this.out.doubtFile(recognisedDoubt(this.recognised));
    this.refuseWithoutText(numPages);
    await this.doubtPictures(numPages);
    const source = this.out.finish();
    if (this.recognised.length > 0 && source.text.trim() === '')
      throw new AppError('not_a_gazette', { detail: '这份 PDF 是扫描图片，没有认出文字' });
    return { ...source, scannedPages: this.pictures.length };
  }

  /** Whether a page can be read without looking at its picture. */
  private hasText({ glyphs, isOcrLayer }: VisibleText): boolean {
    const letters = glyphs.filter((glyph) => glyph.text.trim() !== '');
    const unread = letters.filter((glyph) => this.trusted.get(glyph.font) === false).length;
    return !isOcrLayer && letters.length >= LETTERS_OF_A_TEXT_PAGE && unread <= letters.length * UNREADABLE_SHARE;
  }

  private page(text: VisibleText, number: number, mayBePicture: boolean): void {
    const glyphs = text.glyphs.map((glyph) => (this.trusted.get(glyph.font) === false ? this.unread(glyph) : glyph));
    const lines = pageLines({ ...text, glyphs });
    const letters = lines.join('').replace(/\s/g, '').length;
    this.letters += letters;
    if (letters < LETTERS_OF_A_TEXT_PAGE) (mayBePicture ? this.pictures : this.blank).push(number);
    this.doubtPage(text, number);
    for (const line of lines) {
      const count = line.split(UNREADABLE).length - 1;
      this.unreadable += count;
      if (count > 0)
        this.out.doubt(`此处有 ${count} 个字的字体没有编码信息（ToUnicode），用 ${UNREADABLE} 代替，请对照原件补上`);
      this.out.write(line);
    }
    if (lines.length === 0) this.out.write('');
  }

  /** A font is judged by the first page that draws enough of it. */
  private judgeFonts(glyphs: readonly Glyph[], fonts: ReadonlyMap<string, PdfFont>): void {
    for (const [name, font] of fonts) {
      if (this.trusted.get(name) === false) continue;
      const own = glyphs.filter((glyph) => glyph.font === name);
      if (own.length > 0) this.trusted.set(name, isTrusted(font, own));
    }
  }

  private unread(glyph: Glyph): Glyph {
    return glyph.text.trim() === '' ? glyph : { ...glyph, text: UNREADABLE };
  }

  private doubtPage({ left, overlaps, isOcrLayer }: VisibleText, number: number): void {
    if (isOcrLayer) this.out.doubt(`第 ${number} 页是扫描图片，文字来自文件自带的识别结果，请对照原件`);
    for (const kind of ['watermark', 'aside', 'hidden'] as const) {
      const pieces = left[kind];
      if (pieces.length === 0) continue;
      const longest = Math.max(...pieces.map((piece) => piece.length));
      const quoted = pieces.join(' ').slice(0, QUOTED);
      this.out.doubt(
        `第 ${number} 页有${NAMES[kind]}“${quoted}”，没有收入正文`,
        kind === 'aside' && longest > SHORT_ASIDE,
      );
    }
    if (overlaps.length >= LEAST_OVERLAPS)
      this.out.doubt(`第 ${number} 页有 ${overlaps.length} 个字叠在别的字上，请对照原件`);
  }

  private refuseWithoutText(numPages: number): void {
    const textless = this.pictures.length + this.blank.length;
    if (textless > numPages / 2) {
      throw new ScannedError(
        textless,
        `这份 PDF 是扫描图片（${numPages} 页中有 ${textless} 页没有文字），请换带文字的 PDF 或 Word 文件`,
      );
    }
    if (this.unreadable > this.letters * UNREADABLE_SHARE) {
      throw new ScannedError(
        numPages,
        '这份 PDF 的字体没有编码信息（ToUnicode），看得见但读不出文字，请换 Word 文件或重新导出的 PDF',
      );
    }
  }

  /** Pages that are pictures, and large pictures beside text: what they say is missing. */
  private async doubtPictures(numPages: number): Promise<void> {
    const found = this.largeImages;
    if (this.pictures.length > 0) this.out.doubtFile(`第 ${this.pictures.join('、')} 页是图片，其中的文字没有读出`);
    if (found <= this.pictures.length + this.recognised.length) return;
    const isPicture = new Set([...this.pictures, ...this.recognised]);
    const pages = Array.from({ length: numPages }, (_, at) => at + 1).filter((number) => !isPicture.has(number));
    for (const number of await pagesWithLargePictures(this.pdf, this.bytes, pages))
      this.out.doubtFile(`第 ${number} 页有大幅图片，其中的文字没有读出`);
  }
}
