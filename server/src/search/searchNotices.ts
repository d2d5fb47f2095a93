import { dayOfMoment, highlightParts, type Moment, type TextPart } from '@shuozhi/shared';
import { patternFor, PERMIT_PATTERN } from './answerPatterns';
import { findCandidates, weighTerms, type WeightedTerm } from './findCandidates';
import { bodiesOf, indexSnapshot, sentenceText, type IndexedNotice, type NoticeBody } from './fulltext';
import { bestPassage, placeOf, presentPassage, type Passage, type PassageHit } from './passage';
import { isOfPastTime, isOldAction, pastOf, type Past } from './past';
import type { QueryReading } from './readQuery';
import { boostOf } from './scoreNotice';

export interface FoundNotice {
  id: string;
  score: number;
  highlight: TextPart[];
  passage: Passage | null;
  /** The sentence as it stands, uncut; null when none was found. */
  sentence: string | null;
  /** The sentence alone holds every word that names the matter. */
  holdsAll: boolean;
  /** The meaningful words are covered for sure and the notice is about them, whether in force or not. */
  matches: boolean;
  /** It matches, is of today, and shows what is asked. */
  answers: boolean;
  /** Why it no longer tells what holds today; null while it does. */
  past: Past | null;
}

/** So many of the best by words are read for the sentence that answers. */
const READ = 16;
const PASSAGE_SHARE = 0.6;
/** Below this share of the best one's score a notice is noise. */
const NOISE = 0.3;
const LOWEST = 0.08;

/** A line of a list of persons and their posts: who is in office is not told by an old list. */
const ROSTER = /^[^。；，]{0,30}(局长|主任|组长|市长|县长|区长|书记|部长|主席|秘书长|经理|支队长|大队长)$/;

interface Ranked {
  notice: IndexedNotice;
  body: NoticeBody;
  hit: PassageHit | null;
  score: number;
}

async function rank(
  terms: readonly WeightedTerm[],
  shows: RegExp | null,
  limit: number,
  now: Moment,
): Promise<Ranked[]> {
  const byWords = findCandidates(terms, await indexSnapshot(), now, Math.max(READ, limit));
  const bodies = await bodiesOf(byWords.map(({ notice }) => notice));
  const ranked = byWords.flatMap(({ notice, words }): Ranked[] => {
    const body = bodies.get(notice.id);
    if (body === undefined) return [];
    const hit = bestPassage(terms, body, shows);
    const score = (1 - PASSAGE_SHARE) * words + PASSAGE_SHARE * (hit?.score ?? 0) * boostOf(notice, now);
    return [{ notice, body, hit, score }];
  });
  ranked.sort((a, b) => b.score - a.score);
  const floor = Math.max(LOWEST, (ranked[0]?.score ?? 0) * NOISE);
  return ranked.filter((one) => one.score >= floor).slice(0, limit);
}

/**
 * Notices that answer a query, best first.
 * @param reading its meaningful words and what it asks for
 * @param now decides which notices are in force
 */
export async function searchNotices(
  { terms, asks, asksPermit }: Pick<QueryReading, 'terms' | 'asks' | 'asksPermit'>,
  limit: number,
  now: Moment,
): Promise<FoundNotice[]> {
  const weighted = weighTerms(terms, await indexSnapshot());
  const pattern = patternFor(asks);
  const shows = [pattern, asksPermit ? PERMIT_PATTERN : null].filter((one) => one !== null);
  const ranked = await rank(weighted, pattern, limit, now);
  const today = dayOfMoment(now);
  const marked = weighted
    .flatMap((term) => term.options.map((option) => option.text))
    .filter((text) => text.length > 1);
  return ranked.map(({ notice, body, hit, score }) => {
    const sentence = hit === null ? null : sentenceText(body, hit.at);
    const past =
      pastOf(notice, now) ??
      (sentence !== null && isOfPastTime(sentence, notice.writtenOn, today)
        ? { reason: 'over' as const, on: null }
        : null);
    const isList = sentence !== null && ROSTER.test(sentence);
    const matches = hit !== null && hit.isCovered && hit.isAbout && !isList;
    const showsAsked = sentence !== null && shows.every((pattern) => pattern.test(sentence));
    const isOfToday = past === null && !isOldAction(notice, today);
    return {
      id: notice.id,
      score,
      highlight: highlightParts(body.title, marked),
      sentence,
      holdsAll: hit?.holdsAll === true,
      passage: hit === null || sentence === null ? null : presentPassage(weighted, sentence, placeOf(body, hit.at)),
      matches,
      answers: matches && showsAsked && isOfToday,
      past,
    };
  });
}
