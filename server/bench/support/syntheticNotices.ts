import mongoose from 'mongoose';
import { currentCatalogue } from '../../src/items';
import { NoticeIndex, type NoticeIndexRecord } from '../../src/search/model';

const BATCH = 1000;
const TOKENS = 60;
const TITLE_TOKENS = 6;
const SENTENCES = 8;
const WORDS_A_SENTENCE = 9;

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

function notice(i: number, word: (x: number) => string, next: () => number) {
  const tokens = new Set<string>();
  while (tokens.size < TOKENS) tokens.add(word(0.25 + 0.75 * next()));
  const list = [...tokens];
  const title = `关于${list.slice(0, TITLE_TOKENS).join('')}的通知`;
  const day = new Date(Date.UTC(2000, 0, 1) + Math.floor(next() * 9000) * 86_400_000);
  const writtenOn = day.toISOString().slice(0, 10);
  const sentences = Array.from({ length: SENTENCES }, (_, at) => ({
    text: `${Array.from({ length: WORDS_A_SENTENCE }, () => list[Math.floor(next() * TOKENS)]).join('')}。`,
    block: at,
    anchor: null,
    under: '',
  }));
  const id = `synthetic-${i}`;
  const index: NoticeIndexRecord = {
    ...{
      _id: id,
      changedAt: day,
      indexedAt: new Date(),
      wordsRevision: 0,
      title,
      tokens: list,
      titleTokens: TITLE_TOKENS,
    },
    ...{ counts: list.map(() => 1 + Math.floor(next() * 4)), size: 2000, writtenOn, rank: day.getTime(), sentences },
    ...{ effectiveFrom: null, effectiveTo: null, repealedOn: null },
  };
  const record = {
    ...{ _id: id, docNo: null, title, kind: '通知', issuers: ['测试机关'], writtenOn, status: 'published' },
    ...{
      effectiveFrom: null,
      effectiveTo: null,
      repealedOn: null,
      topics: [],
      regions: [],
      level: null,
      summary: null,
    },
    ...{ sample: false, publishedAt: day, listedAt: day, changedAt: day, pendingEvents: [], repeals: [], cites: [] },
  };
  return { index, record };
}

/**
 * Adds synthetic notices to the index and to the notices, with words as unevenly frequent as in real texts.
 * Repeatable: the same notices every time.
 */
export async function addSyntheticNotices(total: number): Promise<void> {
  const word = await zipfWords();
  const next = random(42);
  const notices = mongoose.connection.collection<{ _id: string }>('notices');
  for (let from = 0; from < total; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, total - from) }, (_, i) => notice(from + i, word, next));
    await NoticeIndex.insertMany(
      rows.map((row) => row.index),
      { lean: true },
    );
    await notices.insertMany(rows.map((row) => row.record));
  }
}
