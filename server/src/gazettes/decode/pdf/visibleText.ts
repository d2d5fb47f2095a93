import type { Box, DrawnPage, Fill, Glyph } from './drawnPage';

/** What a page shows to read, and what it holds beside. */
export interface VisibleText {
  width: number;
  height: number;
  glyphs: Glyph[];
  rules: Box[];
  /** Texts left out, by why. */
  left: Record<LeftOut, string[]>;
  /** Letters that lie on other letters. */
  overlaps: string[];
  /** The visible text is only a picture; what can be read is invisible: an OCR layer. */
  isOcrLayer: boolean;
}

/** `watermark` slanting or pale, `aside` at right angles to the page's text, `hidden` not to be seen. */
export type LeftOut = 'watermark' | 'aside' | 'hidden';

const SLANT = 3;
/** Letters drawn again this close (in their width) make a line look bold. */
const TWICE = 0.45;
const WHITE = 0.95;
const PALE = 0.6;
const FAINT = 0.6;
const SMALLEST = 2;
const COVERS = 0.35;
/** Marks are set closer than their boxes. */
const MARK = /^[\s\p{P}\p{S}]*$/u;

const right = (angle: number): number => (((Math.round(angle / 90) * 90) % 360) + 360) % 360;
const isSlanting = (angle: number): boolean => {
  const off = Math.abs(angle - Math.round(angle / 90) * 90);
  return off > SLANT;
};
const weight = (glyphs: readonly Glyph[]): number => glyphs.filter((glyph) => glyph.text.trim() !== '').length;
const boxOf = ({ x, y, width, size }: Glyph): Box => ({ x0: x, y0: y - size * 0.8, x1: x + width, y1: y + size * 0.2 });
const inside = (box: Box, x: number, y: number): boolean => x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;

/** More cells than a page has in a column. */
const COLUMN = 100_000;

/** Glyphs near a place, without comparing all with all. */
class Neighbours {
  private readonly cells = new Map<number, Glyph[]>();
  constructor(private readonly size: number) {}
  private key = (x: number, y: number): number => Math.floor(x / this.size) * COLUMN + Math.floor(y / this.size);
  add(glyph: Glyph): void {
    const key = this.key(glyph.x, glyph.y);
    const cell = this.cells.get(key);
    if (cell === undefined) this.cells.set(key, [glyph]);
    else cell.push(glyph);
  }
  /** Whether a glyph near this one is as asked. */
  some(glyph: Glyph, test: (other: Glyph) => boolean): boolean {
    const at = this.key(glyph.x, glyph.y);
    for (let column = -COLUMN; column <= COLUMN; column += COLUMN)
      for (let row = -1; row <= 1; row += 1) if (this.cells.get(at + column + row)?.some(test)) return true;
    return false;
  }
}

/** Letters drawn twice or more, nearly in the same place, once. */
function once(glyphs: readonly Glyph[]): Glyph[] {
  const seen = new Neighbours(24);
  return glyphs.filter((glyph) => {
    const again = seen.some(
      glyph,
      (other) =>
        other.text === glyph.text &&
        Math.abs(other.size - glyph.size) < glyph.size * 0.15 &&
        Math.abs(other.x - glyph.x) < Math.max(other.width, glyph.width) * TWICE &&
        Math.abs(other.y - glyph.y) < glyph.size * 0.25,
    );
    if (!again) seen.add(glyph);
    return !again;
  });
}

/** Turns the page so that most of its text runs from left to right. */
function upright(page: DrawnPage): DrawnPage {
  const counts = new Map<number, number>();
  for (const { angle, text } of page.glyphs)
    if (text.trim() !== '' && !isSlanting(angle)) counts.set(right(angle), (counts.get(right(angle)) ?? 0) + 1);
  const main = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  if (main === 0) return page;
  const { width: w, height: h } = page;
  const turns: Record<number, (x: number, y: number) => [number, number]> = {
    90: (x, y) => [y, w - x],
    180: (x, y) => [w - x, h - y],
    270: (x, y) => [h - y, x],
  };
  const turn = turns[main] ?? ((x: number, y: number): [number, number] => [x, y]);
  const turnBox = <B extends Box>(box: B): B => {
    const [ax, ay] = turn(box.x0, box.y0);
    const [bx, by] = turn(box.x1, box.y1);
    return { ...box, x0: Math.min(ax, bx), y0: Math.min(ay, by), x1: Math.max(ax, bx), y1: Math.max(ay, by) };
  };
  return {
    ...page,
    ...(main === 180 ? {} : { width: h, height: w }),
    glyphs: page.glyphs.map((glyph) => {
      const [x, y] = turn(glyph.x, glyph.y);
      return { ...glyph, x, y, angle: glyph.angle - main };
    }),
    rules: page.rules.map(turnBox),
    fills: page.fills.map(turnBox),
    images: page.images.map(turnBox),
  };
}

/** White letters, letters without ink, too small, off the page, or painted over. */
function isHidden(glyph: Glyph, page: DrawnPage): boolean {
  const x = glyph.x + glyph.width / 2;
  const y = glyph.y - glyph.size * 0.3;
  if (glyph.invisible || glyph.alpha < 0.05 || glyph.size < SMALLEST) return true;
  if (x < 0 || y < 0 || x > page.width || y > page.height) return true;
  const over = page.fills.filter((fill: Fill) => inside(fill, x, y));
  if (over.some((fill) => fill.order > glyph.order && fill.tone > WHITE)) return true;
  if (glyph.tone <= WHITE) return false;
  const ground = over.filter((fill) => fill.order < glyph.order).at(-1);
  return (ground === undefined || ground.tone > WHITE) && !page.images.some((image) => inside(image, x, y));
}

const middle = (numbers: number[]): number => numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

/** Pale letters that lie on others, or are much larger than the page's text, are a watermark. */
function withoutPale(glyphs: readonly Glyph[], watermark: Glyph[]): Glyph[] {
  const isPale = (glyph: Glyph): boolean => glyph.tone > PALE || glyph.alpha < FAINT;
  const dark = glyphs.filter((glyph) => !isPale(glyph));
  const pale = glyphs.filter(isPale);
  if (pale.length === 0 || weight(dark) === 0) return [...glyphs];
  const usual = middle(dark.map((glyph) => glyph.size));
  const others = new Neighbours(Math.max(24, usual * 2));
  for (const glyph of dark) others.add(glyph);
  const lies = (glyph: Glyph): boolean => others.some(glyph, (other) => overlap(glyph, other) > 0.1);
  const suspects = pale.filter((glyph) => glyph.size > usual * 1.6 || lies(glyph));
  // One watermark is one drawing: with most of its letters on others, all of it goes.
  const styles = new Map<string, { all: number; bad: number }>();
  const styleOf = (glyph: Glyph): string => `${glyph.tone.toFixed(2)} ${glyph.alpha} ${glyph.size.toFixed(0)}`;
  for (const glyph of pale) {
    const style = styles.get(styleOf(glyph)) ?? { all: 0, bad: 0 };
    style.all += 1;
    styles.set(styleOf(glyph), style);
  }
  for (const glyph of suspects) (styles.get(styleOf(glyph)) ?? { all: 0, bad: 0 }).bad += 1;
  return glyphs.filter((glyph) => {
    const style = isPale(glyph) ? styles.get(styleOf(glyph)) : undefined;
    if (style === undefined || style.bad * 4 < style.all) return true;
    watermark.push(glyph);
    return false;
  });
}

/** Share of the smaller letter that two letters have in common. */
function overlap(one: Glyph, other: Glyph): number {
  const [a, b] = [boxOf(one), boxOf(other)];
  const across = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  const down = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  if (across <= 0 || down <= 0) return 0;
  const smaller = Math.min((a.x1 - a.x0) * (a.y1 - a.y0), (b.x1 - b.x0) * (b.y1 - b.y0));
  return smaller === 0 ? 0 : (across * down) / smaller;
}

function overlapsOf(glyphs: readonly Glyph[]): string[] {
  const seen = new Neighbours(24);
  const found: string[] = [];
  for (const glyph of glyphs) {
    if (MARK.test(glyph.text)) continue;
    if (seen.some(glyph, (other) => overlap(glyph, other) > COVERS)) found.push(glyph.text);
    seen.add(glyph);
  }
  return found;
}

/** The text of glyphs as they were drawn, in pieces where the drawing jumps. */
function piecesOf(glyphs: readonly Glyph[]): string[] {
  const pieces: string[] = [];
  let last: Glyph | null = null;
  for (const glyph of glyphs) {
    const isNext =
      last !== null && Math.hypot(glyph.x - last.x, glyph.y - last.y) < Math.max(glyph.size, last.size) * 2.5;
    if (isNext) pieces[pieces.length - 1] += glyph.text;
    else pieces.push(glyph.text);
    last = glyph;
  }
  return pieces.map((piece) => piece.replace(/\s+/g, '')).filter((piece) => piece !== '');
}

/** What of a page is there to be read. */
export function visibleText(drawn: DrawnPage): VisibleText {
  const page = upright(drawn);
  const shown: Glyph[] = [];
  const hidden: Glyph[] = [];
  const watermark: Glyph[] = [];
  const aside: Glyph[] = [];
  for (const glyph of page.glyphs) {
    if (isHidden(glyph, page)) hidden.push(glyph);
    else if (isSlanting(glyph.angle)) watermark.push(glyph);
    else if (right(glyph.angle) !== 0) aside.push(glyph);
    else shown.push(glyph);
  }
  const isOcrLayer = weight(shown) < 8 && weight(hidden.filter((glyph) => glyph.invisible)) >= 8;
  const glyphs = withoutPale(once(isOcrLayer ? hidden.filter((glyph) => glyph.invisible) : shown), watermark);
  return {
    width: page.width,
    height: page.height,
    glyphs,
    rules: page.rules,
    isOcrLayer,
    left: {
      watermark: piecesOf(once(watermark)),
      aside: piecesOf(once(aside)),
      hidden: isOcrLayer ? [] : piecesOf(hidden),
    },
    overlaps: overlapsOf(glyphs),
  };
}
