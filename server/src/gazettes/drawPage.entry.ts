/** The child process that draws one page of a file (see drawPage). */
import { serveIsolated } from '../untrusted';
import { jpegOfFile, jpegOfPage } from './decode/ocr/pictures';
import { openPdf } from './decode/pdf/pictures';
import { sniffType } from './decode/sniffType';
import type { DrawTask } from './drawPage';

serveIsolated(async ({ bytes, page }: DrawTask): Promise<Uint8Array> => {
  if (sniffType(bytes) !== 'pdf') return jpegOfFile(bytes);
  const { document, close } = await openPdf(bytes);
  try {
    return await jpegOfPage(await document.getPage(page));
  } finally {
    await close();
  }
});
