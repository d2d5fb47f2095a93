import { AppError } from '../../../errors';
import type { PdfFont, PdfModule, PdfPage } from './pdfjs';
import { NO_ANNOTATIONS } from './pdfjs';

/** A letter as it is drawn; places in points from the page's upper left corner as the page is shown. */
export interface Glyph {
  text: string;
  x: number;
  /** The base line. */
  y: number;
  width: number;
  /** Height of the letters. */
  size: number;
  /** Degrees clockwise from left to right; a vertical font runs at 90. */
  angle: number;
  font: string;
  code: number;
  /** Place in the order of drawing. */
  order: number;
  /** 0 black to 1 white. */
  tone: number;
  alpha: number;
  /** Drawn without filling or stroking. */
  invisible: boolean;
}

export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** An area filled with one colour. */
export interface Fill extends Box {
  order: number;
  tone: number;
}

export interface DrawnPage {
  width: number;
  height: number;
  glyphs: Glyph[];
  /** Straight lines across or down the page, thin filled areas among them. */
  rules: Box[];
  fills: Fill[];
  images: Box[];
  /** How many shapes it draws: letters turned into outlines are shapes. */
  shapes: number;
  fonts: ReadonlyMap<string, PdfFont>;
}

type Matrix = readonly [number, number, number, number, number, number];

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const MAX_GLYPHS = 100_000;
const MAX_RULES = 50_000;
/** A filled area thinner than this is a line. */
const THIN = 3;
/** A line shorter than this is part of a letter or a dash. */
const SHORTEST = 1.5;

/** `first` applied before `then`. */
function multiply(then: Matrix, first: Matrix): Matrix {
  return [
    then[0] * first[0] + then[2] * first[1],
    then[1] * first[0] + then[3] * first[1],
    then[0] * first[2] + then[2] * first[3],
    then[1] * first[2] + then[3] * first[3],
    then[0] * first[4] + then[2] * first[5] + then[4],
    then[1] * first[4] + then[3] * first[5] + then[5],
  ];
}

function matrixOf(values: unknown): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.from((values ?? []) as ArrayLike<number>);
  return [a, b, c, d, e, f];
}

interface State {
  matrix: Matrix;
  font: string;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
  mode: number;
  tone: number;
  alpha: number;
}

interface PdfGlyph {
  originalCharCode: number;
  unicode: string;
  width: number;
  isSpace: boolean;
  vmetric?: number[] | null;
}

const MODE_INVISIBLE = [3, 7];
/** Codes of pdf.js's path data and how many numbers follow each. */
const PATH_NUMBERS: readonly number[] = [2, 2, 6, 4, 0];
const CURVES = [2, 3];

function toneOf(color: unknown): number {
  const hex = typeof color === 'string' ? /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(color) : null;
  if (hex === null) return 0;
  const [red = 0, green = 0, blue = 0] = hex.slice(1).map((part) => parseInt(part, 16) / 255);
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** Follows the drawing operators of a page. */
class Interpreter {
  readonly glyphs: Glyph[] = [];
  readonly rules: Box[] = [];
  readonly fills: Fill[] = [];
  readonly images: Box[] = [];
  private readonly stack: State[] = [];
  private state: State = {
    matrix: IDENTITY,
    font: '',
    size: 0,
    charSpacing: 0,
    wordSpacing: 0,
    scale: 1,
    leading: 0,
    rise: 0,
    mode: 0,
    tone: 0,
    alpha: 1,
  };
  private textMatrix: Matrix = IDENTITY;
  private lineMatrix: Matrix = IDENTITY;
  private order = 0;
  shapes = 0;

  constructor(
    private readonly base: Matrix,
    private readonly fontOf: (name: string) => PdfFont | undefined,
    private readonly paints: { fill: ReadonlySet<number>; stroke: ReadonlySet<number> },
  ) {}

  readonly operators: Readonly<Record<string, (args: unknown[]) => void>> = {
    save: () => this.stack.push({ ...this.state }),
    restore: () => {
      this.state = this.stack.pop() ?? this.state;
    },
    transform: (args) => {
      this.state.matrix = multiply(this.state.matrix, matrixOf(args));
    },
    paintFormXObjectBegin: ([matrix]) => {
      this.stack.push({ ...this.state });
      if (matrix) this.state.matrix = multiply(this.state.matrix, matrixOf(matrix));
    },
    paintFormXObjectEnd: () => {
      this.state = this.stack.pop() ?? this.state;
    },
    setGState: ([entries]) => {
      for (const [key, value] of entries as [string, unknown][]) {
        if (key === 'ca') this.state.alpha = Number(value);
        if (key === 'Font') this.setFont(value as [string, number]);
      }
    },
    setFont: (args) => this.setFont(args as [string, number]),
    setCharSpacing: ([value]) => void (this.state.charSpacing = value as number),
    setWordSpacing: ([value]) => void (this.state.wordSpacing = value as number),
    setHScale: ([value]) => void (this.state.scale = (value as number) / 100),
    setLeading: ([value]) => void (this.state.leading = -(value as number)),
    setTextRise: ([value]) => void (this.state.rise = value as number),
    setTextRenderingMode: ([value]) => void (this.state.mode = value as number),
    setFillRGBColor: ([color]) => void (this.state.tone = toneOf(color)),
    setFillColorN: () => void (this.state.tone = 0),
    beginText: () => {
      this.textMatrix = IDENTITY;
      this.lineMatrix = IDENTITY;
    },
    setTextMatrix: ([matrix]) => {
      this.textMatrix = matrixOf(matrix);
      this.lineMatrix = this.textMatrix;
    },
    moveText: ([x, y]) => this.moveText(x as number, y as number),
    setLeadingMoveText: ([x, y]) => {
      this.state.leading = y as number;
      this.moveText(x as number, y as number);
    },
    nextLine: () => this.moveText(0, this.state.leading),
    showText: ([glyphs]) => this.showText(glyphs as (PdfGlyph | number)[]),
    constructPath: ([paint, data]) => this.path(paint as number, (data as (Float32Array | null)[])[0] ?? null),
    paintImageXObject: () => this.image(),
    paintImageMaskXObject: () => this.image(),
    paintInlineImageXObject: () => this.image(),
    paintImageXObjectRepeat: () => this.image(),
  };

  step(): void {
    this.order += 1;
  }

  private setFont([name, size]: [string, number]): void {
    this.state.font = name;
    this.state.size = size;
  }

  private moveText(x: number, y: number): void {
    this.lineMatrix = multiply(this.lineMatrix, [1, 0, 0, 1, x, y]);
    this.textMatrix = this.lineMatrix;
  }

  private showText(glyphs: readonly (PdfGlyph | number)[]): void {
    const { font: name, size, charSpacing, wordSpacing, scale, rise, mode, tone, alpha } = this.state;
    const font = this.fontOf(name);
    const unit = font?.isType3Font ? Math.abs(font.fontMatrix?.[0] ?? 0.001) : 0.001;
    const vertical = font?.vertical === true;
    const matrix = multiply(multiply(this.base, this.state.matrix), this.textMatrix);
    const across = Math.hypot(matrix[0], matrix[1]);
    const height = Math.abs(size) * Math.hypot(matrix[2], matrix[3]) * (font?.isType3Font ? unit * 1000 : 1);
    const angle = vertical
      ? 90
      : (Math.atan2(matrix[1] * Math.sign(size), matrix[0] * Math.sign(size)) * 180) / Math.PI;
    let along = 0;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        along -= (glyph / 1000) * size * (vertical ? 1 : scale);
        continue;
      }
      const advance = glyph.width * unit * size;
      const spacing = charSpacing + (glyph.isSpace ? wordSpacing : 0);
      const [left, base] = vertical ? [-advance / 2, along - size] : [along, rise];
      if (this.glyphs.length >= MAX_GLYPHS)
        throw new AppError('payload_too_large', { detail: 'PDF 的一页上文字太多，不是正常的公文' });
      this.glyphs.push({
        text: glyph.unicode,
        x: matrix[0] * left + matrix[2] * base + matrix[4],
        y: matrix[1] * left + matrix[3] * base + matrix[5],
        width: Math.abs(advance * scale) * across,
        size: height,
        angle,
        font: name,
        code: glyph.originalCharCode,
        order: this.order,
        tone,
        alpha,
        invisible: MODE_INVISIBLE.includes(mode),
      });
      along += vertical
        ? -((glyph.vmetric?.[0] === undefined ? 1000 : -glyph.vmetric[0]) * 0.001 * size + spacing)
        : (advance + spacing) * scale;
    }
    this.textMatrix = multiply(this.textMatrix, vertical ? [1, 0, 0, 1, 0, along] : [1, 0, 0, 1, along, 0]);
  }

  private point(x: number, y: number): [number, number] {
    const [a, b, c, d, e, f] = multiply(this.base, this.state.matrix);
    return [a * x + c * y + e, b * x + d * y + f];
  }

  /** Straight lines of a path as rules; a filled area as a fill, or as a rule when it is thin. */
  private path(paint: number, data: Float32Array | null): void {
    const isFill = this.paints.fill.has(paint);
    const isStroke = this.paints.stroke.has(paint);
    if (data === null || (!isFill && !isStroke)) return;
    this.shapes += 1;
    let points: [number, number][] = [];
    let curved = false;
    const finish = (): void => {
      if (isFill && points.length >= 3 && !curved) this.area(points);
      points = [];
      curved = false;
    };
    for (let at = 0; at < data.length;) {
      const code = data[at] ?? 0;
      const numbers = PATH_NUMBERS[code] ?? 0;
      if (code === 0) finish();
      if (numbers >= 2) {
        const next = this.point(data[at + numbers - 1] ?? 0, data[at + numbers] ?? 0);
        const last = points.at(-1);
        if (CURVES.includes(code)) curved = true;
        else if (code === 1 && isStroke && last !== undefined) this.rule(last, next);
        points.push(next);
      } else if (isStroke && points.length > 1)
        this.rule(points.at(-1) as [number, number], points[0] as [number, number]);
      at += 1 + numbers;
    }
    finish();
  }

  private rule([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): void {
    const across = Math.abs(x1 - x0);
    const down = Math.abs(y1 - y0);
    if (this.rules.length >= MAX_RULES || Math.min(across, down) > 1 || Math.max(across, down) < SHORTEST) return;
    this.rules.push({ x0: Math.min(x0, x1), y0: Math.min(y0, y1), x1: Math.max(x0, x1), y1: Math.max(y0, y1) });
  }

  private area(points: readonly [number, number][]): void {
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const box = { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
    const [across, down] = [box.x1 - box.x0, box.y1 - box.y0];
    if (Math.min(across, down) <= THIN) {
      if (this.state.tone > 0.97 || this.state.alpha < 0.1) return;
      if (across > down) this.rule([box.x0, (box.y0 + box.y1) / 2], [box.x1, (box.y0 + box.y1) / 2]);
      else this.rule([(box.x0 + box.x1) / 2, box.y0], [(box.x0 + box.x1) / 2, box.y1]);
    } else if (this.state.alpha > 0.9 && this.fills.length < MAX_RULES)
      this.fills.push({ ...box, order: this.order, tone: this.state.tone });
  }

  private image(): void {
    const corners = [this.point(0, 0), this.point(1, 0), this.point(0, 1), this.point(1, 1)];
    const xs = corners.map(([x]) => x);
    const ys = corners.map(([, y]) => y);
    this.images.push({ x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) });
  }
}

const FILLS = ['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'];
const STROKES = ['stroke', 'closeStroke', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'];

/** Everything that a page draws. */
export async function drawnPage(pdf: PdfModule, page: PdfPage): Promise<DrawnPage> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: NO_ANNOTATIONS });
  const names = new Map(Object.entries(pdf.OPS).map(([name, code]) => [code, name]));
  const codes = (of: readonly string[]): Set<number> => new Set(of.map((name) => pdf.OPS[name] ?? -1));
  const fonts = new Map<string, PdfFont>();
  const fontOf = (name: string): PdfFont | undefined => {
    if (!fonts.has(name) && name !== '') fonts.set(name, page.commonObjs.get(name));
    return fonts.get(name);
  };
  const paints = { fill: codes(FILLS), stroke: codes(STROKES) };
  const interpreter = new Interpreter(matrixOf(transform), fontOf, paints);
  fnArray.forEach((code, at) => {
    interpreter.step();
    interpreter.operators[names.get(code) ?? '']?.(argsArray[at] ?? []);
  });
  const { glyphs, rules, fills, images, shapes } = interpreter;
  return { width, height, glyphs, rules, fills, images, shapes, fonts };
}
