import { highlightParts, matchTerm, normalizeText, standsInside, type TextPart } from '@shuozhi/shared';
import type { WeightedTerm } from './findCandidates';
import { sentenceAt, sentenceCount, type NoticeBody } from './fulltext';

export interface Passage {
  parts: TextPart[];
  block: number;
  anchor: string | null;
}

/** The sentence of a notice that answers best, and how far the notice can be trusted to answer. */
export interface PassageHit {
  /** Share of the query that the sentence (with its headings) answers: 0–1, and a little more when it shows what is asked. */
  score: number;
  /** Index of the sentence. */
  at: number;
  /** Sentence, headings and title hold every word that names the matter for sure. */
  isCovered: boolean;
  /** The matter stands in the title or a heading, or several of its words stand together in the sentence. */
  isAbout: boolean;
  /** The sentence holds all of them itself. */
  holdsAll: boolean;
}

/** A hit in the heading, the title or the sentence before counts less than one in the sentence itself. */
const IN_CONTEXT = 0.5;
const IN_TITLE = 0.65;
const IN_NEIGHBOUR = 0.35;
const SHOWS_ASKED = 0.4;
const TOO_SHORT = 8;
/** From this quality on a hit can make an answer sure: the word, a synonym, a wider word of documents. */
const SURE = 0.75;
/** A sentence that holds the words next to the one that was chosen. */
const SURE_NEARBY = 0.8;
/** From this importance on a word names the matter; below, it colours the question. */
const NAMES_MATTER = 0.5;
/** Longer sentences are cut around the first hit, in characters. */
const LONGEST = 120;
const BEFORE_HIT = 24;

/** How well each sentence holds the term: 0–1. */
function qualities(term: WeightedTerm, body: NoticeBody): Float32Array {
  const of = new Float32Array(sentenceCount(body));
  for (const { text, weight, notIn } of term.options) {
    const quality = text.length === 1 && term.text.length > 1 ? weight / 2 : weight;
    for (let at = body.text.indexOf(text); at !== -1; at = body.text.indexOf(text, at + 1)) {
      if (standsInside(body.text, at, text, notIn)) continue;
      const i = sentenceAt(body, at);
      if ((of[i] as number) < quality) of[i] = quality;
    }
  }
  return of;
}

function cutAround(text: string, words: readonly string[]): string {
  if (text.length <= LONGEST) return text;
  const hits = words.map((word) => text.indexOf(word)).filter((at) => at >= 0);
  const start = hits.length === 0 ? 0 : Math.max(0, Math.min(...hits) - BEFORE_HIT);
  const piece = text.slice(start, start + LONGEST);
  return `${start > 0 ? '…' : ''}${piece}${start + LONGEST < text.length ? '…' : ''}`;
}

/** Where a sentence stands in its notice. */
export function placeOf(body: NoticeBody, at: number): { block: number; anchor: string | null } {
  const anchor = body.places[at * 3 + 1] as number;
  return { block: body.places[at * 3] as number, anchor: body.anchors[anchor] ?? null };
}

/** A sentence as readers see it: cut to length around what was found, which is marked. */
export function presentPassage(
  terms: readonly WeightedTerm[],
  sentence: string,
  place: { block: number; anchor: string | null },
): Passage {
  const text = normalizeText(sentence);
  const words = terms.flatMap((term) => {
    const { found } = matchTerm(term, text);
    return [found, ...term.options.map((option) => option.text).filter((word) => word.length > 1)];
  });
  return { parts: highlightParts(cutAround(sentence, words.filter(Boolean)), words), ...place };
}

interface JudgedTerm {
  term: WeightedTerm;
  /** Share of the ranking that hangs on it. */
  weight: number;
  here: Float32Array;
  /** By heading. */
  inHeading: number[];
  inTitle: number;
}

/** How well the sentence at `at`, its headings and the title hold a term for sure: 0–1. */
function sureQuality({ here, inHeading, inTitle }: JudgedTerm, body: NoticeBody, at: number): number {
  const heading = inHeading[body.places[at * 3 + 2] as number] ?? 0;
  const own = Math.max(here[at] as number, heading, inTitle);
  if (own >= SURE) return own;
  const near = Math.max(here[at - 1] ?? 0, here[at + 1] ?? 0);
  return near >= SURE ? near * SURE_NEARBY : 0;
}

/** A heading that is a sentence itself names no matter. */
const LONGEST_HEADING = 24;

/** Numbers tell by themselves what is asked for. */
const isNumber = (text: string) => /^\d{3,}$/.test(text);

/**
 * Whether a notice is about the matter: its title names it, a short heading does, or the sentence holds several of its
 * words together. One word somewhere in a body does not make a notice that is about it.
 */
function isAbout(judged: readonly JudgedTerm[], body: NoticeBody, at: number): boolean {
  const matter = judged.filter(({ term }) => term.importance >= NAMES_MATTER);
  if (matter.some(({ term, inTitle }) => term.outside && inTitle < SURE)) return false;
  const heading = body.places[at * 3 + 2] as number;
  const isShort = (body.headings[heading] ?? '').length <= LONGEST_HEADING;
  if (matter.some(({ term, here, inTitle }) => inTitle >= SURE || (isNumber(term.text) && here[at] === 1))) return true;
  const together = matter.filter(({ here }) => (here[at] as number) >= SURE).length;
  const named = isShort && matter.some(({ inHeading }) => (inHeading[heading] ?? 0) >= SURE);
  return together > 1 || (named && together > 0);
}

/**
 * The sentence of a notice that answers best: it holds the query's words itself, else under its heading or beside its
 * neighbour, and shows what is asked for (a number to call, an amount, a day).
 * @param shows pattern of what the question asks for; null when it asks for nothing of the kind
 * @returns null when no sentence holds any word of the query
 */
export function bestPassage(terms: readonly WeightedTerm[], body: NoticeBody, shows: RegExp | null): PassageHit | null {
  const total = terms.reduce((sum, term) => sum + term.importance * term.idf, 0);
  if (total === 0) return null;
  const judged = terms.map((term): JudgedTerm => ({
    term,
    weight: (term.importance * term.idf) / total,
    here: qualities(term, body),
    inHeading: body.headings.map((heading) => matchTerm(term, heading).quality),
    inTitle: matchTerm(term, body.plainTitle).quality,
  }));
  let best = -1;
  let bestScore = 0;
  for (let at = 0; at < sentenceCount(body); at += 1) {
    let own = 0;
    let score = 0;
    for (const { weight, here, inHeading, inTitle } of judged) {
      const quality = here[at] as number;
      const near = at > 0 ? (here[at - 1] as number) * IN_NEIGHBOUR : 0;
      const heading = inHeading[body.places[at * 3 + 2] as number] ?? 0;
      own += weight * Math.max(quality, heading);
      score += weight * Math.max(quality, near, heading * IN_CONTEXT, inTitle * IN_TITLE);
    }
    if (own === 0 && (shows === null || score === 0)) continue;
    const from = body.offsets[at] as number;
    const end = (body.offsets[at + 1] as number) - 1;
    if (shows !== null || end - from < TOO_SHORT) {
      const text = body.text.slice(from, end);
      const answers = shows?.test(text) === true;
      if (own === 0 && !answers) continue;
      if (answers) score += SHOWS_ASKED;
      if (text.length < TOO_SHORT) score -= 0.1;
    }
    if (score <= bestScore) continue;
    best = at;
    bestScore = score;
  }
  if (best === -1) return null;
  const isCovered = judged.every(
    (one) => one.term.importance < NAMES_MATTER || sureQuality(one, body, best) >= SURE * SURE_NEARBY,
  );
  return {
    score: bestScore,
    at: best,
    isCovered,
    isAbout: isAbout(judged, body, best),
    holdsAll: judged.every(({ term, here }) => term.importance < NAMES_MATTER || (here[best] as number) >= SURE),
  };
}
