import { AppError, type ErrorCode } from '../../errors';
import { type LineWriter } from './source';
import type { OcrText } from './ocr/ocrText';

/** Most pages that are read from pictures in one file. */
export const MAX_SCANNED_PAGES = 200;

/** A file whose text is in pictures: it can be read where text recognition is installed. */
export class ScannedError extends AppError {
  /** @param pages how many pages are pictures */
  constructor(
    readonly pages: number,
    detail: string,
    code: ErrorCode = 'not_a_gazette',
  ) {
    super(code, {
      detail: `${detail}；安装文字识别（npm run ocr:install）后可以识别，识别结果须经人工核对`,
    });
  }
}

/** Writes a recognised page: every word of it is for a person to compare. */
export function writeRecognised(out: LineWriter, { lines, doubts }: OcrText, number: number): void {
  lines.forEach((line, at) => {
    for (const doubt of doubts) if (doubt.line === at) out.doubt(`第 ${number} 页${doubt.message}`);
    out.write(line);
  });
  if (lines.length === 0) {
    for (const { message } of doubts) out.doubt(`第 ${number} 页${message}`);
    out.write('');
  }
}

/** What is said of every file with recognised pages. */
export function recognisedDoubt(pages: readonly number[]): string {
  return `第 ${pages.join('、')} 页由程序从图片识别，可能有错字，请对照原件逐字核对`;
}
