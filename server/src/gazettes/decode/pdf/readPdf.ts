import { AppError } from '../../../errors';
import { LineWriter, type SourceText } from '../source';
import { drawnPage, type Glyph } from './drawnPage';
import { isTrusted } from './fontTrust';
import { largeImages, pagesWithLargePictures } from './pictures';
import { pageLines } from './pageLines';
import { loadPdfModule, sourceOptions, type PdfDocument, type PdfFont, type PdfModule } from './pdfjs';
import { visibleText, type LeftOut, type VisibleText } from './visibleText';

const MAX_PAGES = 2000;
/** A page with fewer letters than this is a picture. */
const LETTERS_OF_A_TEXT_PAGE = 8;
/** Pictures are not decoded for their text. */
const NO_PICTURES = 1;
/** What stands for a letter whose font does not say which it is. */
const UNREADABLE = '〓';
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
 * @throws AppError `not_a_gazette` when the pages are only pictures or its fonts do not say which letters they draw,
 *   `unsupported_media_type` when the file is broken or locked
 */
export async function readPdf(bytes: Uint8Array): Promise<SourceText> {
  const pdf = await loadPdfModule();
  const task = pdf.getDocument(sourceOptions(pdf, bytes, NO_PICTURES));
  try {
    return await new PdfReader(pdf, bytes).read(await task.promise.catch(refuse));
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

const NAMES: Record<LeftOut, string> = {
  watermark: '水印',
  aside: '与正文方向不同的文字',
  hidden: '看不见的文字',
};

class PdfReader {
  private readonly out = new LineWriter();
  private readonly trusted = new Map<string, boolean>();
  private readonly pictures: number[] = [];
  private letters = 0;
  private unreadable = 0;

  constructor(
    private readonly pdf: PdfModule,
    private readonly bytes: Uint8Array,
  ) {}

  async read(document: PdfDocument): Promise<SourceText> {
    const { numPages } = document;
    if (numPages > MAX_PAGES) throw new AppError('payload_too_large', { detail: `PDF 超过 ${MAX_PAGES} 页` });
    for (let number = 1; number <= numPages; number += 1) {
      const page = await document.getPage(number);
      const drawn = await drawnPage(this.pdf, page);
      page.cleanup();
      this.page(visibleText(drawn), drawn.fonts, number);
    }
    this.refuseWithoutText(numPages);
    await this.doubtPictures(numPages);
    return this.out.finish();
  }

  private page(text: VisibleText, fonts: ReadonlyMap<string, PdfFont>, number: number): void {
    this.judgeFonts(text.glyphs, fonts);
    const glyphs = text.glyphs.map((glyph) => (this.trusted.get(glyph.font) === false ? this.unread(glyph) : glyph));
    const lines = pageLines({ ...text, glyphs });
    const letters = lines.join('').replace(/\s/g, '').length;
    this.letters += letters;
    if (letters < LETTERS_OF_A_TEXT_PAGE) this.pictures.push(number);
    this.out.beginPage();
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
    if (this.pictures.length > numPages / 2) {
      throw new AppError('not_a_gazette', {
        detail: `这份 PDF 是扫描图片（${numPages} 页中有 ${this.pictures.length} 页没有文字），请换带文字的 PDF 或 Word 文件`,
      });
    }
    if (this.unreadable > this.letters * UNREADABLE_SHARE) {
      throw new AppError('not_a_gazette', {
        detail: '这份 PDF 的字体没有编码信息（ToUnicode），看得见但读不出文字，请换 Word 文件或重新导出的 PDF',
      });
    }
  }

  /** Pages that are pictures, and large pictures beside text: what they say is missing. */
  private async doubtPictures(numPages: number): Promise<void> {
    const found = largeImages(this.bytes);
    if (this.pictures.length > 0 && found > 0)
      this.out.doubtFile(`第 ${this.pictures.join('、')} 页是图片，其中的文字没有读出`);
    if (found <= this.pictures.length) return;
    const isPicture = new Set(this.pictures);
    const pages = Array.from({ length: numPages }, (_, at) => at + 1).filter((number) => !isPicture.has(number));
    for (const number of await pagesWithLargePictures(this.pdf, this.bytes, pages))
      this.out.doubtFile(`第 ${number} 页有大幅图片，其中的文字没有读出`);
  }
}
