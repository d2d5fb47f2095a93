/** Draws three lines of Latin text, recognises them from the picture, and prints what was read. A program of its own. */
import { createRequire } from 'node:module';
import { scanReader } from '../../src/gazettes/decode/ocr';
import { pictureOfPage } from '../../src/gazettes/decode/ocr/pictures';
import { loadPdfModule, sourceOptions } from '../../src/gazettes/decode/pdf/pdfjs';
import { readSourceFile } from '../../src/gazettes/decode/readSourceFile';
import { serverPath } from '../../src/runtime';
import { latinPage } from './testFiles';

interface Canvas {
  getContext(kind: '2d'): {
    createImageData(width: number, height: number): { data: { set(bytes: ArrayLike<number>): void } };
    putImageData(data: object, x: number, y: number): void;
  };
  toBuffer(type: 'image/png'): Buffer;
}

const pdf = await loadPdfModule();
const document = await pdf.getDocument(sourceOptions(pdf, latinPage(process.argv.slice(2)), -1)).promise;
const picture = await pictureOfPage(await document.getPage(1));
const pdfjs = createRequire(serverPath('package.json')).resolve('pdfjs-dist/package.json');
const module = createRequire(pdfjs)('@napi-rs/canvas') as { createCanvas(width: number, height: number): Canvas };
const canvas = module.createCanvas(picture.width, picture.height);
const context = canvas.getContext('2d');
const image = context.createImageData(picture.width, picture.height);
image.data.set(picture.data);
context.putImageData(image, 0, 0);
const { text, doubts } = await readSourceFile(canvas.toBuffer('image/png'), await scanReader(() => undefined));
process.stdout.write(JSON.stringify({ text, held: doubts.filter((doubt) => doubt.holds).length }));
