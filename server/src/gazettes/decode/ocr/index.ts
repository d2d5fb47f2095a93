/** Reads scanned pages and pictures, where the optional package server/ocr is installed. */
import { AppError } from '../../../errors';
import type { PdfPage } from '../pdf/pdfjs';
import { MAX_SCANNED_PAGES } from '../scanned';
import { isOcrInstalled, loadOcr } from './engine';
import type { Picture } from './image';
import { ocrText, type OcrText } from './ocrText';
import { pictureOfFile, pictureOfPage } from './pictures';

export { isOcrInstalled };

export interface ScanReader {
  page(page: PdfPage, number: number, pages: number): Promise<OcrText>;
  picture(bytes: Uint8Array): Promise<OcrText>;
}

/** How far a file has been read. */
export interface ScanProgress {
  page: number;
  pages: number;
}

/**
 * Loads the recognition and reads pages one after the other.
 * @param onProgress called before each page
 * @throws when the optional package is not installed; its readers throw AppError `payload_too_large` for too many pages
 */
export async function scanReader(onProgress: (progress: ScanProgress) => void): Promise<ScanReader> {
  const ocr = await loadOcr();
  let read = 0;
  const recognise = async (picture: Picture): Promise<OcrText> =>
    ocrText(await ocr(picture), picture.width, picture.height);
  return {
    page: async (page, number, pages) => {
      read += 1;
      if (read > MAX_SCANNED_PAGES)
        throw new AppError('payload_too_large', { detail: `扫描页超过 ${MAX_SCANNED_PAGES} 页，请分成几个文件` });
      onProgress({ page: number, pages });
      return recognise(await pictureOfPage(page));
    },
    picture: async (bytes) => recognise(await pictureOfFile(bytes)),
  };
}
