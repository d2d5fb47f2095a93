import { createRequire } from 'node:module';
import { AppError } from '../../../errors';
import { serverPath } from '../../../runtime';
import type { PdfPage } from '../pdf/pdfjs';
import type { Picture } from './image';

/** Pages are drawn this wide, in points of the picture: 150 a inch on A4. */
const WIDTH = 1240;
const MAX_PIXELS = 40_000_000;

interface Canvas {
  width: number;
  height: number;
  getContext(kind: '2d'): Context;
  encode(format: 'jpeg', quality: number): Promise<Uint8Array>;
}
interface Context {
  fillStyle: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  drawImage(image: Image, x: number, y: number, width: number, height: number): void;
  getImageData(x: number, y: number, width: number, height: number): Picture;
}
interface Image {
  width: number;
  height: number;
}
interface CanvasModule {
  createCanvas(width: number, height: number): Canvas;
  loadImage(bytes: Uint8Array): Promise<Image>;
}

/** The canvas that comes with pdf.js, found from its place. */
const canvasModule = (): CanvasModule => {
  const pdfjs = createRequire(serverPath('package.json')).resolve('pdfjs-dist/package.json');
  return createRequire(pdfjs)('@napi-rs/canvas') as CanvasModule;
};

function paper(width: number, height: number): { canvas: Canvas; context: Context } {
  const canvas = canvasModule().createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  return { canvas, context };
}

/** Good enough to compare letters by eye, at a fifth of the size. */
const JPEG_QUALITY = 80;

/** A page of a PDF drawn on paper. */
async function drawnPage(page: PdfPage): Promise<{ canvas: Canvas; context: Context }> {
  const shown = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: WIDTH / Math.min(shown.width, shown.height) });
  const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
  if (width * height > MAX_PIXELS) throw new AppError('payload_too_large', { detail: '扫描页太长，不是正常的纸张' });
  const { canvas, context } = paper(width, height);
  await page.render({ canvas, canvasContext: context, viewport }).promise;
  return { canvas, context };
}

/** A page of a PDF as it looks. */
export async function pictureOfPage(page: PdfPage): Promise<Picture> {
  const { canvas, context } = await drawnPage(page);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** A page of a PDF as a JPEG. */
export const jpegOfPage = async (page: PdfPage): Promise<Uint8Array> =>
  (await drawnPage(page)).canvas.encode('jpeg', JPEG_QUALITY);

async function drawnFile(bytes: Uint8Array): Promise<{ canvas: Canvas; context: Context }> {
  const image = await canvasModule()
    .loadImage(bytes)
    .catch((cause: unknown) => {
      throw new AppError('unsupported_media_type', { detail: '图片已损坏或格式不支持，请换 PNG 或 JPEG', cause });
    });
  if (image.width * image.height > MAX_PIXELS) throw new AppError('payload_too_large', { detail: '图片太大' });
  const scale = Math.min(1, (WIDTH * 1.2) / Math.min(image.width, image.height));
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
  const drawn = paper(width, height);
  drawn.context.drawImage(image, 0, 0, width, height);
  return drawn;
}

/** A picture file (PNG, JPEG, GIF, WebP), large ones made smaller. */
export async function pictureOfFile(bytes: Uint8Array): Promise<Picture> {
  const { canvas, context } = await drawnFile(bytes);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** A picture file as a JPEG of our own making. */
export const jpegOfFile = async (bytes: Uint8Array): Promise<Uint8Array> =>
  (await drawnFile(bytes)).canvas.encode('jpeg', JPEG_QUALITY);
