import { noticeIdsByDocNo } from '../src/notices';
import { maintainSearchIndex, searchAll } from '../src/search';
import { indexSnapshot } from '../src/search/fulltext';
import { invalidateSnapshot } from '../src/search/fulltext/snapshot';
import { suggest } from '../src/search/suggest';
import { startServer } from '../test/startServer';
import { askOverHttp, askQuestions, QUESTION_SETS, type QuestionSet } from './support/askQuestions';
import { withCorpus } from './support/corpus';
import { FIRST } from './support/judgeSearch';
import { qualityOf, questionSets, type Question } from './support/questions';
import { miniSearch, mongoText, sqliteFts, type Peer } from './support/searchPeers';
import { addSyntheticNotices } from './support/syntheticNotices';
import { printTable } from './support/table';

const SYNTHETIC = 100_000;
const LIMIT = 5;
const CONNECTIONS = 4;
/** 0-based rank of the first expected document or item, each in its own group; −1 when there is none. */
async function rankOf(question: Question, now: Date): Promise<number> {
  const { notices, items } = await searchAll(question.q, LIMIT, now);
  const ranks = [
    notices.findIndex((notice) => (question.docs ?? []).includes(notice.docNo ?? '')),
    items.findIndex((item) => (question.items ?? []).includes(item.no)),
  ].filter((rank) => rank >= 0);
  return ranks.length === 0 ? -1 : Math.min(...ranks);
}

async function peerRank(question: Question, peer: Peer): Promise<number> {
  const ids = new Set((await noticeIdsByDocNo(question.docs ?? [])).values());
  return (await peer.search(question.q)).slice(0, LIMIT).findIndex((id) => ids.has(id));
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

async function reportQuality(label: string, peers: readonly Peer[], now: Date): Promise<void> {
  const rows: string[][] = [['questions', 'engine', 'asked', 'recall@5', 'MRR', 'false confident']];
  for (const { name, queries, negatives } of questionSets()) {
    const ranks: number[] = [];
    for (const question of queries) ranks.push(await rankOf(question, now));
    let falseConfident = 0;
    for (const { q } of negatives) if ((await searchAll(q, LIMIT, now)).itemsConfident) falseConfident += 1;
    const own = qualityOf(ranks);
    const confident = `${falseConfident} of ${negatives.length}`;
    rows.push([name, 'ours', `${own.asked}`, percent(own.recall), own.mrr.toFixed(3), confident]);
    const aboutDocuments = queries.filter((question) => (question.docs?.length ?? 0) > 0);
    for (const peer of peers) {
      const peerRanks: number[] = [];
      for (const question of aboutDocuments) peerRanks.push(await peerRank(question, peer));
      const quality = qualityOf(peerRanks);
      rows.push([
        name,
        `${peer.name}, documents only`,
        `${quality.asked}`,
        percent(quality.recall),
        quality.mrr.toFixed(3),
        '',
      ]);
    }
  }
  process.stdout.write(`\n${label}\n`);
  printTable(rows);
}

interface Times {
  p50: number;
  p99: number;
}

function timesOf(all: number[]): Times {
  all.sort((a, b) => a - b);
  const at = (share: number) => all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** What stands in the box while the questions are typed, and some initials. */
const typed = (questions: readonly string[]): string[] => [
  ...questions.flatMap((q) => [1, 2, 3, 4].map((length) => q.slice(0, length))),
  ...['y', 'yl', 'ylj', 'yljg', 'yanglao', 'jinhuo'],
];

/** Milliseconds of each call of `ask` over the questions, one after the other; the first round warms up. */
async function timed(questions: readonly string[], ask: (q: string) => Promise<unknown>): Promise<Times> {
  for (const q of questions) await ask(q);
  const all: number[] = [];
  for (const q of questions) {
    const started = performance.now();
    await ask(q);
    all.push(performance.now() - started);
  }
  return timesOf(all);
}

/** Two web processes against the same database, several readers at once; no answer comes from a response cache. */
async function timedOverHttp(uri: string, questions: readonly string[]) {
  const servers = [
    await startServer({ MONGODB_URI: uri, ROLES: 'web' }),
    await startServer({ MONGODB_URI: uri, ROLES: 'web' }),
  ];
  for (const { origin } of servers) {
    const started = performance.now();
    await (await fetch(`${origin}/api/v1/search?q=${encodeURIComponent('禁火')}`)).arrayBuffer();
    process.stdout.write(`first search after a start: ${(performance.now() - started).toFixed(0)} ms\n`);
  }
  try {
    const all: number[] = [];
    for (const round of [0, 1]) {
      let next = 0;
      const reader = async (which: number) => {
        for (let q = questions[next++]; q !== undefined; q = questions[next++]) {
          const started = performance.now();
          const origin = servers[which % servers.length]?.origin ?? '';
          const answer = await fetch(`${origin}/api/v1/search?q=${encodeURIComponent(q)}&limit=${5 + round}`);
          await answer.arrayBuffer();
          if (!answer.ok) throw new Error(`search answered ${answer.status}`);
          if (round > 0) all.push(performance.now() - started);
        }
      };
      const started = performance.now();
      await Promise.all(Array.from({ length: CONNECTIONS }, (_, i) => reader(i)));
      if (round > 0)
        process.stdout.write(
          `${Math.round(questions.length / ((performance.now() - started) / 1000))} searches/s by two web processes\n`,
        );
    }
    const memory = await Promise.all(
      servers.map(async ({ origin }) => {
        const text = await (await fetch(`${origin}/metrics`)).text();
        return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1] ?? 0) / 2 ** 20;
      }),
    );
    return { ...timesOf(all), memory };
  } finally {
    for (const server of servers) await server.stop();
  }
}

const isQuestionSet = (name: string): name is QuestionSet => (QUESTION_SETS as readonly string[]).includes(name);

async function runSet(set: QuestionSet, origin: string | undefined): Promise<void> {
  if (origin !== undefined) return askQuestions(set, askOverHttp(origin));
  await withCorpus(async (now) => askQuestions(set, (q) => searchAll(q, FIRST, now)));
}

/**
 * Search: quality over the question sets with the gazettes imported, alone and among 100,000 synthetic notices; times
 * against plain MongoDB `$text` and SQLite FTS5 over the same tokens in the same run; memory of the web processes.
 * @param args a smaller number of synthetic notices, for a quick look; or `blind` / `development` for the figures of one
 *   question set, asked here or of the server at the origin that follows
 */
export async function run(args: readonly string[] = []): Promise<void> {
  const [set, origin] = args;
  if (set !== undefined && isQuestionSet(set)) return runSet(set, origin);
  const total = Number(args[0] ?? SYNTHETIC);
  await withCorpus(async (now, uri, folder) => {
    await reportQuality('Quality, gazettes only', [], now);

    await timeAndPrint(`${total} synthetic notices with whole texts`, () => addSyntheticNotices(total));
    await timeAndPrint('packed into segments', () => maintainSearchIndex(new Date()));
    await reportIndex();
    const questions = questionSets().flatMap(({ queries, negatives }) => [...queries, ...negatives].map(({ q }) => q));
    // Ours first: the peers fill this process with their own copies.
    const own = await timed(questions, (q) => searchAll(q, LIMIT, now));
    const typing = await timed(typed(questions), (q) => suggest(q, 8));
    const http = await timedOverHttp(uri, questions);
    const peers: Peer[] = [];
    for (const make of [mongoText, () => sqliteFts(folder), miniSearch]) {
      await timeAndPrint('a peer built', async () => void peers.push(await make()));
    }
    await reportQuality(`Quality among ${total} synthetic notices`, peers, now);
    const measured: [string, Times][] = [];
    for (const peer of peers) measured.push([`${peer.name}, documents only`, await timed(questions, peer.search)]);
    measured.push(['ours, both groups, in one process', own]);
    measured.push([`ours over HTTP, two web processes, ${CONNECTIONS} readers`, http]);
    measured.push(['suggestions while typing, in one process', typing]);
    const base = measured[0]?.[1].p50 ?? 1;
    const rows = measured.map(([name, { p50, p99 }]) => [
      name,
      p50.toFixed(1),
      p99.toFixed(1),
      (p50 / base).toFixed(2),
    ]);
    process.stdout.write('\n');
    printTable([['engine', 'p50 ms', 'p99 ms', 'p50 to $text'], ...rows]);
    process.stdout.write(`memory of the web processes: ${http.memory.map((mb) => `${mb.toFixed(0)} MB`).join(', ')}\n`);
    for (const peer of peers) await peer.close();
  });
}

async function timeAndPrint(what: string, work: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await work();
  process.stdout.write(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

/** How large the index is, and how long a process needs to hold it after a restart. */
async function reportIndex(): Promise<void> {
  const started = performance.now();
  invalidateSnapshot();
  const { segments, size } = await indexSnapshot();
  const bytes = segments.reduce((sum, { segment }) => sum + segment.bytes, 0);
  process.stdout.write(
    `${size} notices in ${segments.length} segments of ${(bytes / 2 ** 20).toFixed(0)} MB, followed in ${(performance.now() - started).toFixed(0)} ms\n`,
  );
}
