import type { Lexicon, WordKind } from './lexicon';

export interface Segment {
  text: string;
  start: number;
  /** `unknown`: a stretch without any word of the lexicon. */
  kind: WordKind | 'unknown';
  /** What was meant, when the text as typed is no word: one that sounds like it, or one with a measure word inside. */
  corrected: string | null;
}

/** A general dictionary beside the vocabulary; the server passes jieba, the phone has none. */
export interface Segmenter {
  /** Cuts a stretch without words of the vocabulary into words. */
  cut: (stretch: string) => string[];
  /** 1 for each character of a text that stands in a word of two and more: it is no slip of writing. */
  covered: (text: string) => ArrayLike<number>;
}

const KEEP_WHOLE: Segmenter = { cut: (stretch) => [stretch], covered: () => [] };

interface Step {
  score: number;
  from: number;
  kind: Segment['kind'];
  corrected: string | null;
}

/** Longer words win over shorter ones: the gain grows faster than the length. */
const gain = (length: number) => length ** 1.6;
const UNKNOWN_CHAR = 0.35;
const DROPPED_CHAR = 0.8;
/** A word that only sounds right must be clearly better than leaving the characters unknown. */
const SOUND = 0.55;
const LONGEST_SOUND = 6;
/** 烧点纸, 打口井: a verb and its object with a measure word between. */
const SPLIT = 0.8;

function splitStep(lexicon: Lexicon, word: string): Omit<Step, 'from'> | null {
  if (word.length < 3 || word.length > 4 || !Array.from(word.slice(1, -1)).every(lexicon.isInfix)) return null;
  const meant = `${word[0]}${word.at(-1)}`;
  return lexicon.kindOf(meant) === 'content'
    ? { score: SPLIT * gain(word.length), kind: 'content', corrected: meant }
    : null;
}

function wordStep(lexicon: Lexicon, word: string, isTyped: boolean, maySlip: boolean): Omit<Step, 'from'> | null {
  const kind = lexicon.kindOf(word);
  if (kind !== undefined) {
    const score = word.length === 1 && kind === 'dropped' ? DROPPED_CHAR : gain(word.length);
    return { score, kind, corrected: null };
  }
  if (!isTyped || word.length === 1 || word.length > LONGEST_SOUND || /[^\u4e00-\u9fff]/.test(word)) return null;
  const split = splitStep(lexicon, word);
  if (split !== null) return split;
  if (!maySlip) return null;
  // A measure word or a particle was meant as it stands: 那块地 is no parcel (快递).
  if (Array.from(word).some((char) => lexicon.isInfix(char) || lexicon.kindOf(char) === 'dropped')) return null;
  // 师|证 is no slip for 市政: the last character is a word of its own there.
  if (lexicon.kindOf(word.at(-1) as string) === 'generic') return null;
  const [meant] = lexicon.soundsLike(word);
  return meant === undefined ? null : { score: SOUND * gain(word.length), kind: 'content', corrected: meant };
}

/** @param covered null for a text that was written with care: nothing is a slip */
function bestPath(text: string, lexicon: Lexicon, covered: ArrayLike<number> | null): Step[] {
  const isUncovered = (from: number, end: number) => {
    for (let i = from; i < end; i += 1) if (covered?.[i] === 1) return false;
    return covered !== null;
  };
  const best: Step[] = [{ score: 0, from: 0, kind: 'unknown', corrected: null }];
  for (let end = 1; end <= text.length; end += 1) {
    const before = best[end - 1] as Step;
    let step: Step = { score: before.score + UNKNOWN_CHAR, from: end - 1, kind: 'unknown', corrected: null };
    for (let from = Math.max(0, end - lexicon.longest); from < end; from += 1) {
      const found = wordStep(lexicon, text.slice(from, end), covered !== null, isUncovered(from, end));
      if (found === null) continue;
      const score = (best[from] as Step).score + found.score;
      if (score > step.score) step = { ...found, score, from };
    }
    best.push(step);
  }
  return best;
}

/**
 * Cuts normalized text into words of the lexicon by the best total score; stretches without known words stay together
 * and are cut by the segmenter. Blanks separate.
 * @param exact for texts that were written with care: nothing is taken for a slip
 */
export function segment(text: string, lexicon: Lexicon, segmenter: Segmenter = KEEP_WHOLE, exact = false): Segment[] {
  const segments: Segment[] = [];
  let offset = 0;
  for (const piece of text.split(' ')) {
    const best = bestPath(piece, lexicon, exact ? null : segmenter.covered(piece));
    const found: Segment[] = [];
    for (let end = piece.length; end > 0;) {
      const step = best[end] as Step;
      const next = found[0];
      const stretch = piece.slice(step.from, end);
      if (step.kind === 'unknown' && next?.kind === 'unknown') {
        found[0] = { ...next, text: stretch + next.text, start: offset + step.from };
      } else {
        found.unshift({ text: stretch, start: offset + step.from, kind: step.kind, corrected: step.corrected });
      }
      end = step.from;
    }
    for (const one of found) {
      if (one.kind !== 'unknown') segments.push(one);
      else segments.push(...cutStretch(one, segmenter));
    }
    offset += piece.length + 1;
  }
  return segments;
}

function cutStretch(stretch: Segment, segmenter: Segmenter): Segment[] {
  let start = stretch.start;
  return segmenter.cut(stretch.text).map((text) => {
    const one = { ...stretch, text, start };
    start += text.length;
    return one;
  });
}
