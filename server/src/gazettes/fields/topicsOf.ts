import { TOPIC_IDS, type TopicId } from '@shuozhi/shared';
import type { Evidence } from '../types';
import type { Flow } from '../lines/flow';
import { TOPIC_WORDS } from './topicWords';

export interface TopicScore {
  topic: TopicId;
  score: number;
  /** Words found, best first. */
  words: string[];
}

export interface FoundTopics {
  topics: TopicId[];
  scores: TopicScore[];
  evidence: Evidence[];
  confidence: number;
}

/** A word of the title counts as much as many of the body; the body only breaks ties and speaks for vague titles. */
const TITLE_FACTOR = 6;
const BODY_FACTOR = 1.5;
/** From here on the title is clear and the body may add at most BODY_LIMIT to a topic. */
const CLEAR_TITLE = 24;
const BODY_LIMIT = 22;
/** The second topic must carry at least this share of the first. */
const SECOND_SHARE = 0.4;
/** … and this much when the title does not speak of it. */
const UNTITLED_SHARE = 0.65;
const BODY_SAMPLE = 6000;

interface Entry {
  word: string;
  topic: TopicId;
  weight: number;
}
const ENTRIES: Entry[] = TOPIC_IDS.flatMap((topic) =>
  Object.entries(TOPIC_WORDS[topic]).map(([word, weight]) => ({ word, topic, weight })),
);
const BY_WORD = new Map<string, Entry[]>();
for (const entry of ENTRIES) BY_WORD.set(entry.word, [...(BY_WORD.get(entry.word) ?? []), entry]);
const LONGEST_FIRST = new RegExp([...BY_WORD.keys()].sort((a, b) => b.length - a.length).join('|'), 'g');

/** Words the issuer's own name brings into every title and text; they say nothing about the matter. */
function withoutIssuers(title: string, issuers: readonly string[]): string {
  return issuers.reduce((text, issuer) => text.replace(issuer, ''), title).replaceAll('人民政府', '');
}

/** Names of organs (`市农业农村局`) fill lists of responsibilities; they do not tell what a text is about. */
const ORGANS =
  /(?:[市县区省州])[\u4e00-\u9fa5]{2,14}?(?:管理局|监督局|分局|局|委员会|委|厅|中心|办公室|支队|大队|服务站|监测站|监督站)/g;

/** How often each topic word occurs in compact text. */
function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(LONGEST_FIRST)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/**
 * One or two topics (订阅主题) of a document, main first, from weighted words in its title and body; `issuers` lends a
 * weak hint (a health bureau writes about health). Always answers one topic; confidence tells how clear it was.
 */
export function topicsOf(title: string, flow: Flow, issuers: readonly string[]): FoundTopics {
  const scores = new Map<TopicId, { score: number; words: Map<string, number> }>();
  const add = (entry: Entry, points: number): void => {
    const current = scores.get(entry.topic) ?? { score: 0, words: new Map<string, number>() };
    current.score += points;
    current.words.set(entry.word, (current.words.get(entry.word) ?? 0) + points);
    scores.set(entry.topic, current);
  };
  const bare = withoutIssuers(title, issuers);
  for (const [word, count] of countWords(bare))
    for (const entry of BY_WORD.get(word) ?? []) add(entry, entry.weight * TITLE_FACTOR * Math.min(count, 2));
  const titlePoints = Math.max(0, ...[...scores.values()].map((each) => each.score));
  const body = flow.text.slice(0, BODY_SAMPLE).replace(ORGANS, '').replaceAll('人民政府', '');
  const perThousand = 1000 / Math.max(body.length, 300);
  const room = new Map<TopicId, number>();
  for (const [word, count] of countWords(body)) {
    for (const entry of BY_WORD.get(word) ?? []) {
      const left = room.get(entry.topic) ?? (titlePoints >= CLEAR_TITLE ? BODY_LIMIT : Infinity);
      const points = Math.min(left, Math.min(entry.weight * count * perThousand, entry.weight * 2) * BODY_FACTOR);
      room.set(entry.topic, left - points);
      add(entry, points);
    }
  }
  const ranked = [...scores]
    .map(([topic, { score, words }]) => ({
      topic,
      score,
      words: [...words].sort((a, b) => b[1] - a[1]).map(([word]) => word),
    }))
    .sort((a, b) => b.score - a.score);
  return choose(
    ranked,
    flow,
    new Set([...countWords(bare).keys()].flatMap((word) => (BY_WORD.get(word) ?? []).map((entry) => entry.topic))),
  );
}

function choose(ranked: TopicScore[], flow: Flow, titled: ReadonlySet<TopicId>): FoundTopics {
  const [first, second] = ranked;
  if (first === undefined) return { topics: ['government'], scores: [], evidence: [], confidence: 0.2 };
  const topics = [first.topic];
  const share = second === undefined ? 0 : second.score / first.score;
  if (second !== undefined && share >= (titled.has(second.topic) ? SECOND_SHARE : UNTITLED_SHARE))
    topics.push(second.topic);
  const word = first.words[0] ?? '';
  const offset = flow.text.indexOf(word);
  const evidence = [
    {
      quote: first.words.slice(0, 5).join('、'),
      line: offset < 0 ? flow.lineAt(0) : flow.lineAt(offset),
      confidence: 0.9,
    },
  ];
  const lead = second === undefined ? 1 : (first.score - second.score) / first.score;
  return {
    topics,
    scores: ranked,
    evidence,
    confidence: Math.min(0.97, 0.6 + Math.min(first.score, 40) / 120 + lead * 0.2),
  };
}
