import { highlightParts, matchTerm, normalizeText, type TextPart } from '@shuozhi/shared';
import type { WeightedTerm } from './findCandidates';
import { sentenceAt, type Prepared } from './prepare';

export interface Passage {
  parts: TextPart[];
  block: number;
  anchor: string | null;
}

export interface PassageHit {
  /** Share of the query that the sentence (with its heading) answers: 0–1, and a little more when it shows what is asked. */
  score: number;
  /** Index of the sentence. */
  at: number;
}

/** A hit in the heading, the title or the sentence before counts less than one in the sentence itself. */
const IN_CONTEXT = 0.5;
const IN_NEIGHBOUR = 0.35;
const SHOWS_ASKED = 0.25;
const TOO_SHORT = 8;
/** Longer sentences are cut around the first hit, in characters. */
const LONGEST = 120;
const BEFORE_HIT = 24;

/** How well each sentence holds the term: 0–1. */
function qualities(term: WeightedTerm, body: Prepared): Float32Array {
  const of = new Float32Array(body.sentences.length);
  for (const option of term.options) {
    const single = option.text.length === 1 && term.text.length > 1;
    const quality = single ? option.weight / 2 : option.weight;
    for (let at = body.text.indexOf(option.text); at !== -1; at = body.text.indexOf(option.text, at + 1)) {
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

/** A sentence as readers see it: cut to length around what was found, which is marked. */
export function presentPassage(terms: readonly WeightedTerm[], body: Prepared, at: number): Passage {
  const sentence = body.sentences[at] as (typeof body.sentences)[number];
  const text = normalizeText(sentence.text);
  const words = terms.flatMap((term) => {
    const { found } = matchTerm(term, text);
    return [found, ...term.options.map((option) => option.text).filter((word) => word.length > 1)];
  });
  return {
    parts: highlightParts(cutAround(sentence.text, words.filter(Boolean)), words),
    block: sentence.block,
    anchor: sentence.anchor,
  };
}

/**
 * The sentence of a notice that answers best: it holds the query's words itself, else under its heading or beside its
 * neighbour, and shows what is asked for (a number to call, an amount, a day).
 * @param shows pattern of what the question asks for; null when it asks for nothing of the kind
 * @returns null when no sentence holds any word of the query
 */
export function bestPassage(terms: readonly WeightedTerm[], body: Prepared, shows: RegExp | null): PassageHit | null {
  const total = terms.reduce((sum, term) => sum + term.importance * term.idf, 0);
  if (total === 0) return null;
  const plainTitle = normalizeText(body.title);
  const judged = terms.map((term) => ({
    weight: (term.importance * term.idf) / total,
    here: qualities(term, body),
    inHeading: body.headings.map((heading) => matchTerm(term, heading).quality * IN_CONTEXT),
    inTitle: matchTerm(term, plainTitle).quality * IN_CONTEXT,
  }));
  let best = -1;
  let bestScore = 0;
  for (let at = 0; at < body.sentences.length; at += 1) {
    let own = 0;
    let score = 0;
    for (const { weight, here, inHeading, inTitle } of judged) {
      const quality = here[at] as number;
      own += weight * quality;
      const near = at > 0 ? (here[at - 1] as number) * IN_NEIGHBOUR : 0;
      score += weight * Math.max(quality, near, inHeading[body.under[at] as number] as number, inTitle);
    }
    if (own === 0 && (shows === null || score === 0)) continue;
    const text = body.sentences[at]?.text ?? '';
    const answers = shows !== null && shows.test(text);
    if (own === 0 && !answers) continue;
    if (answers) score += SHOWS_ASKED;
    if (text === body.title || text.length < TOO_SHORT) score -= 0.1;
    if (score <= bestScore) continue;
    best = at;
    bestScore = score;
  }
  return best === -1 ? null : { score: bestScore, at: best };
}
