import { normalizeText } from '@shuozhi/shared';
import mongoose from 'mongoose';
import { currentCatalogue } from '../../src/items';
import { collectionOf } from '../../src/database';
import { NoticeIndex, type NoticeIndexRecord } from '../../src/search/fulltext';
import { hashesOf } from '../../src/search/fulltext/segment';
import { packSentences } from '../../src/search/fulltext/sentences';
import { tokenCounts } from '../../src/search/fulltext/tokenize';

const BATCH = 1000;
const POOL = 20_000;
const WORDS_A_SENTENCE = 14;
/** Sentences of a notice: as many short ones as in real gazettes, and some long. About 1,000 characters on the average. */
const FEWEST = 8;
const MOST = 60;

/** A repeatable random number generator (mulberry32), 0 ≤ x < 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Words as unevenly frequent as in real texts: the vocabulary of search first, made-up words behind (Zipf). */
async function zipfWords(): Promise<(x: number) => string> {
  const { search } = await currentCatalogue();
  const real = [...search.lexicon.words()].filter((word) => word.length > 1);
  const next = random(7);
  const made = Array.from({ length: 20_000 }, () =>
    String.fromCharCode(
      ...Array.from({ length: 2 + (next() > 0.6 ? 1 : 0) }, () => 0x4e00 + Math.floor(next() * 3000)),
    ),
  );
  const words = [...real, ...made];
  for (let i = words.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    [words[i], words[j]] = [words[j] as string, words[i] as string];
  }
  return (x) => words[Math.min(words.length - 1, Math.floor(words.length ** x) - 1)] as string;
}

interface PooledSentence {
  text: string;
  counts: Map<string, number>;
}

/** Sentences with their tokens, cut once: a notice is a choice of them. */
function sentencePool(word: (x: number) => string, next: () => number): PooledSentence[] {
  return Array.from({ length: POOL }, () => {
    const text = `${Array.from({ length: WORDS_A_SENTENCE }, () => word(0.25 + 0.75 * next())).join('')}。`;
    return { text, counts: tokenCounts(normalizeText(text)) };
  });
}

function notice(i: number, pool: readonly PooledSentence[], next: () => number) {
  const chosen = Array.from(
    { length: FEWEST + Math.floor((MOST - FEWEST) * next() ** 3) },
    () => pool[Math.floor(next() * pool.length)] as PooledSentence,
  );
  const title = `关于${chosen[0]?.text.slice(0, 14)}的通知`;
  const day = new Date(Date.UTC(2000, 0, 1) + Math.floor(next() * 9000) * 86_400_000);
  const writtenOn = day.toISOString().slice(0, 10);
  const counts = new Map<string, number>();
  for (const one of chosen) for (const [token, n] of one.counts) counts.set(token, (counts.get(token) ?? 0) + n);
  const inTitle = new Set(tokenCounts(normalizeText(title)).keys());
  const tokens = [...inTitle, ...[...counts.keys()].filter((token) => !inTitle.has(token))];
  const sentences = packSentences(chosen.map(({ text }, block) => ({ text, block, anchor: null, under: '' })));
  const id = `synthetic-${i}`;
  const dates = { writtenOn, effectiveFrom: null, effectiveTo: null, startsAt: null, endsAt: null, repealedOn: null };
  const index: NoticeIndexRecord = {
    _id: id,
    changedAt: day,
    indexedAt: new Date(Date.now() - 60_000 + (i % 50_000)),
    dictionary: '',
    title,
    isPublic: true,
    tokens: Buffer.from(hashesOf(tokens).buffer),
    titleTokens: inTitle.size,
    counts: Buffer.from(tokens.map((token) => Math.min(127, counts.get(token) ?? 1))),
    size: sentences.plain.length,
    ...dates,
    rank: day.getTime(),
    ...sentences,
  };
  const record = {
    _id: id,
    docNo: null,
    title,
    kind: '通知',
    issuers: ['测试机关'],
    status: 'published',
    ...dates,
    topics: [],
    regions: [],
    level: null,
    summary: null,
    sample: false,
    publishedAt: day,
    listedAt: day,
    changedAt: day,
    pendingEvents: [],
    repeals: [],
    cites: [],
  };
  return { index, record };
}

/**
 * Adds synthetic notices with whole texts to the index and to the notices, with words as unevenly frequent as in real
 * texts. Repeatable: the same notices every time. They are indexed in the last minute, in the order of their numbers.
 */
export async function addSyntheticNotices(total: number): Promise<void> {
  const next = random(42);
  const pool = sentencePool(await zipfWords(), next);
  const notices = mongoose.connection.collection<{ _id: string }>('notices');
  for (let from = 0; from < total; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, total - from) }, (_, i) => notice(from + i, pool, next));
    await collectionOf(NoticeIndex).insertMany(rows.map((row) => row.index));
    await notices.insertMany(rows.map((row) => row.record));
  }
}
