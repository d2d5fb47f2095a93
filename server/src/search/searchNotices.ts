import { highlightParts, type CivilDate, type TextPart } from '@shuozhi/shared';
import type { Asks, Term } from '@shuozhi/shared';
import { bodiesOf } from './bodies';
import { findCandidates, weighTerms } from './findCandidates';
import { indexSnapshot } from './indexSnapshot';
import { patternFor } from './answerPatterns';
import { bestPassage, presentPassage, type Passage } from './passage';
import { boostOf } from './scoreNotice';

export interface FoundNotice {
  id: string;
  score: number;
  highlight: TextPart[];
  passage: Passage | null;
}

/** So many of the best by words are read for the sentence that answers. */
const READ = 20;
const PASSAGE_SHARE = 0.6;
/** Below this share of the best one's score a notice is noise. */
const NOISE = 0.3;
const LOWEST = 0.08;

/**
 * Notices that answer a query, best first.
 * @param asks what the question asks for
 * @param terms its meaningful words
 * @param today decides which notices are in force
 */
export async function searchNotices(
  asks: readonly Asks[],
  terms: readonly Term[],
  limit: number,
  today: CivilDate,
): Promise<FoundNotice[]> {
  const postings = await indexSnapshot();
  const weighed = weighTerms(terms, postings);
  const byWords = findCandidates(weighed, postings, today, Math.max(READ, limit));
  const bodies = await bodiesOf(byWords.map(({ notice }) => notice));
  const shows = patternFor(asks);
  const marked = weighed.flatMap((term) => term.options.map((option) => option.text)).filter((text) => text.length > 1);

  const ranked = byWords.flatMap(({ notice, words }) => {
    const body = bodies.get(notice.id);
    if (body === undefined) return [];
    const hit = bestPassage(weighed, body, shows);
    const score = (1 - PASSAGE_SHARE) * words + PASSAGE_SHARE * (hit?.score ?? 0) * boostOf(notice, today);
    return [{ id: notice.id, score, body, hit }];
  });
  ranked.sort((a, b) => b.score - a.score);
  const floor = Math.max(LOWEST, (ranked[0]?.score ?? 0) * NOISE);
  return ranked
    .filter((one) => one.score >= floor)
    .slice(0, limit)
    .map(({ id, score, body, hit }) => ({
      ...{ id, score, highlight: highlightParts(body.title, marked) },
      passage: hit === null ? null : presentPassage(weighed, body, hit.at),
    }));
}
