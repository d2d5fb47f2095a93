import { createCanvas } from '@napi-rs/canvas';
import { strToU8, zipSync } from 'fflate';

/** A small PDF without pages; test data only. */
export const aPdf = (words = 'words'): Buffer =>
  Buffer.from(`%PDF-1.4\n% ${words}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n`);

/** The parts that tell what an office file is. */
export function anOfficeFile(mainType: string, more: Record<string, Uint8Array> = {}): Buffer {
  const types = `<Types><Override PartName="/main.xml" ContentType="${mainType}"/></Types>`;
  return Buffer.from(zipSync({ '[Content_Types].xml': strToU8(types), ...more }));
}

export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
export const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

/** A picture of 40 by 20 points, left half red, right half blue. */
export function aPicture(format: 'jpeg' | 'png'): Buffer {
  const canvas = createCanvas(40, 20);
  const pen = canvas.getContext('2d');
  pen.fillStyle = 'red';
  pen.fillRect(0, 0, 20, 20);
  pen.fillStyle = 'blue';
  pen.fillRect(20, 0, 20, 20);
  return format === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg');
}

/** The picture as a telephone held upright makes it: turned by its EXIF data, which name a place too. */
export function aTurnedPhoto(): Buffer {
  const jpeg = aPicture('jpeg');
  const orientation = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex');
  const data = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), orientation, Buffer.from('GPS 39.33N 112.43E')]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(data.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, data, jpeg.subarray(2)]);
}
