import type { Glyph } from '../pdf/drawnPage';
import { pageLines } from '../pdf/pageLines';
import type { OcrLine } from './engine';

/** Letters below this probability are a doubt. */
const SURE = 0.8;
/** Lines shorter than this (in their heights) do not say how the page lies. */
const LONG = 6;

export interface OcrText {
  lines: string[];
  /** Words that were read with doubt, in their line. */
  doubts: { line: number; message: string }[];
}

/** How far the page is turned against the clock, in radians: the middle of its long lines. */
function skewOf(lines: readonly OcrLine[]): number {
  const angles = lines.flatMap(({ corners: [left, right, , below] }) => {
    if (left === undefined || right === undefined || below === undefined) return [];
    const across = Math.hypot(right[0] - left[0], right[1] - left[1]);
    const down = Math.hypot(below[0] - left[0], below[1] - left[1]);
    return across > down * LONG ? [Math.atan2(right[1] - left[1], right[0] - left[0])] : [];
  });
  return angles.sort((a, b) => a - b)[angles.length >> 1] ?? 0;
}

/** A recognised line as one piece on an upright page. */
function pieceOf({ corners, text }: OcrLine, skew: number, order: number): Glyph {
  const [cos, sin] = [Math.cos(-skew), Math.sin(-skew)];
  const points = corners.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos] as const);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y).sort((a, b) => a - b);
  const top = ((ys[0] ?? 0) + (ys[1] ?? 0)) / 2;
  const bottom = ((ys[2] ?? 0) + (ys[3] ?? 0)) / 2;
  // The boxes of the model are half a letter larger than the letters.
  const size = (bottom - top) * 0.7;
  const x = Math.min(...xs) + size * 0.2;
  return {
    text,
    x,
    y: bottom - size * 0.4,
    width: Math.max(...xs) - x - size * 0.2,
    size,
    angle: 0,
    font: 'ocr',
    code: 0,
    order,
    tone: 0,
    alpha: 1,
    invisible: false,
  };
}

/** Each run of doubtful letters with its neighbours. */
function doubtfulWords({ text, scores }: OcrLine): string[] {
  const words: string[] = [];
  let from = -1;
  for (let at = 0; at <= scores.length; at += 1) {
    const doubtful = at < scores.length && (scores[at] ?? 1) < SURE;
    if (doubtful && from < 0) from = at;
    if (!doubtful && from >= 0) {
      words.push(text.slice(Math.max(0, from - 2), at + 2));
      from = -1;
    }
  }
  return words;
}

/**
 * The text of a recognised page in reading order, skew taken out, with the words that were read with doubt. A line where
 * nothing could be read is a doubt too.
 */
export function ocrText(recognised: readonly OcrLine[], width: number, height: number): OcrText {
  const read = recognised.filter((line) => line.text.trim() !== '');
  const skew = skewOf(read);
  const lines = pageLines({ glyphs: read.map((line, at) => pieceOf(line, skew, at)), rules: [], width, height });
  const doubts = read.flatMap((line) => {
    const words = doubtfulWords(line);
    if (words.length === 0) return [];
    const at = lines.findIndex((each) => each.includes(line.text));
    return [{ line: Math.max(at, 0), message: `识别把握不高：${words.map((word) => `“${word}”`).join('、')}` }];
  });
  const blank = recognised.length - read.length;
  return { lines, doubts: blank === 0 ? doubts : [...doubts, { line: 0, message: `有 ${blank} 处文字没有认出` }] };
}
