import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import { collectionOf } from '../src/database';
import { createLogger } from '../src/observability';
import { deriveCampaign } from '../src/campaigns/outboxRelay';
import { Campaigns } from '../src/campaigns/model';
import { Deliveries } from '../src/campaigns/deliveries';
import { Subscriptions } from '../src/subscriptions/model';
import { createWechatClient, type WechatClient } from '../src/wechat';
import { WorkerPool, runScenario, SCENARIOS } from '../test/push/faultScenarios';
import { runWrong, WRONG_WECHAT } from '../test/push/wrongWechat';
import { PushLab, type LabWorker } from '../test/push/lab';
import { campaignDone, publishedEvent, seedSubscribers } from '../test/push/pushTools';
import { callbacks } from './support/callbacks';
import { bareLoop, jobPerRecipient } from './support/pushPeers';
import { printTable } from './support/table';

const CONCURRENCY = 64;
const ROUNDS = 3;
const SENDS = 8000;
const PEER_SENDS = 500;
const SCALES = [1000, 10_000, 100_000];
const FULL_SCALE = 1_000_000;
const FAULT_RESIDENTS = 400;
const WATCH_MS = 10_000;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const round = (value: number, digits = 0): string => value.toFixed(digits);

function show(title: string, rows: readonly (readonly string[])[]): void {
  process.stdout.write(`\n${title}\n`);
  printTable(rows);
}

/** Forgets deliveries quickly. */
async function clear(lab: PushLab): Promise<void> {
  await collectionOf(Deliveries).drop();
  await Deliveries.createIndexes();
  await lab.reset();
}

async function seed(count: number): Promise<void> {
  await collectionOf(Subscriptions).drop();
  await Subscriptions.createIndexes();
  await seedSubscribers(count, { credits: { notice: 1000 } });
}

async function startCampaign(): Promise<string> {
  const event = await publishedEvent({ title: '关于森林草原禁火的通告' });
  await deriveCampaign(event);
  return event.id;
}

/** Sends a second of the whole pipeline: from the event to the last outcome written. */
async function pipeline(lab: PushLab, count: number): Promise<number> {
  await clear(lab);
  const started = Date.now();
  const campaign = await campaignDone(await startCampaign(), 300_000);
  const sent = campaign.counts?.sent ?? 0;
  if (sent !== count) throw new Error(`sent ${sent} of ${count}: ${JSON.stringify(campaign.counts)}`);
  return (count / ((campaign.finishedAt?.getTime() ?? NaN) - started)) * 1000;
}

/** (a) and (b): bare loop, pipeline and peer by turns, so that all meet the same machine. */
async function compare(lab: PushLab, client: WechatClient): Promise<void> {
  const templateId = lab.config.wechat.templates.notice?.id ?? '';
  await seed(SENDS);
  const worker = await lab.startWorker({ concurrency: CONCURRENCY, answerTimeoutMs: 5000 });
  await bareLoop(client, templateId, 1000, CONCURRENCY);
  await pipeline(lab, SENDS);
  const rates: { bare: number; ours: number }[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const before = await bareLoop(client, templateId, SENDS, CONCURRENCY);
    const ours = await pipeline(lab, SENDS);
    const after = await bareLoop(client, templateId, SENDS, CONCURRENCY);
    const bare = (before + after) / 2;
    rates.push({ bare, ours });
    process.stdout.write(`round ${i + 1}: bare ${round(bare)}/s, ours ${round(ours)}/s, ${round(ours / bare, 2)}\n`);
  }
  await worker.stop();
  const peer = await jobPerRecipient(client, templateId, PEER_SENDS, CONCURRENCY);
  const bare = median(rates.map((rate) => rate.bare));
  const ours = median(rates.map((rate) => rate.ours));
  const ratio = median(rates.map((rate) => rate.ours / rate.bare));
  show(`push: ${SENDS} messages, ${CONCURRENCY} at once, WeChat answers after 20 ms`, [
    ['', 'sends/s', 'of the bare loop'],
    ['bare loop of the same calls', round(bare), '1.00'],
    ['the pipeline, event to last outcome', round(ours), round(ratio, 2)],
    ['one agenda job per recipient', round(peer), round(peer / bare, 2)],
  ]);
}

async function bytesPerDelivery(): Promise<number> {
  const stats = await mongoose.connection.db?.command({ collStats: 'deliveries' });
  const { size, totalIndexSize, count } = stats as { size: number; totalIndexSize: number; count: number };
  return (size + totalIndexSize) / Math.max(1, count);
}

/** (c): how the audience's size is felt. Memory is watched while the audience is written down and sending runs. */
async function scale(lab: PushLab, residents: number): Promise<string[]> {
  await seed(residents);
  await clear(lab);
  const worker = await lab.startWorker({ concurrency: CONCURRENCY, answerTimeoutMs: 5000 });
  let peak = 0;
  const started = Date.now();
  const id = await startCampaign();
  let audienceMs = 0;
  let watchUntil = Infinity;
  while (Date.now() < watchUntil) {
    peak = Math.max(peak, (await worker.memory()).rss);
    const status = (await Campaigns.findById(id, 'status').lean())?.status;
    if (status !== 'planned' && status !== 'expanding' && audienceMs === 0) {
      audienceMs = Date.now() - started;
      watchUntil = Date.now() + WATCH_MS;
    }
    if (status === 'done') break;
    await pause(200);
  }
  const { firstAt } = await lab.journal();
  const bytes = await bytesPerDelivery();
  await worker.kill();
  return [
    residents.toLocaleString('en'),
    round(((firstAt ?? NaN) - started) / 1000, 2),
    round(audienceMs / 1000, 1),
    round(peak / 1e6),
    round(bytes),
  ];
}

/** (d): more worker processes on the same machine. */
async function severalWorkers(lab: PushLab): Promise<void> {
  await seed(SENDS);
  const rows = [['workers', 'sends/s']];
  const workers: LabWorker[] = [];
  for (let count = 1; count <= 3; count++) {
    workers.push(await lab.startWorker({ concurrency: CONCURRENCY, answerTimeoutMs: 5000 }));
    // Partitions are released within two heartbeats.
    await pause(3000);
    rows.push([String(count), round(await pipeline(lab, SENDS))]);
  }
  for (const worker of workers) await worker.stop();
  show(`push: workers on this machine, ${CONCURRENCY} requests at once each`, rows);
}

async function faults(lab: PushLab): Promise<void> {
  await seed(FAULT_RESIDENTS);
  const pool = new WorkerPool(lab);
  pool.startOne();
  pool.startOne();
  const rows = [['fault', 'recipients', 'lost', 'twice', 'allowed', 'adds up', 's']];
  for (const scenario of SCENARIOS) {
    const row = await runScenario(lab, pool, scenario, FAULT_RESIDENTS);
    const { fault, recipients, lost, duplicates, bound, addsUp, seconds } = row;
    const numbers = [recipients, lost, duplicates, bound].map(String);
    rows.push([fault, ...numbers, addsUp ? 'yes' : 'NO', round(seconds, 1)]);
  }
  show('push: faults with real processes', rows);
  for (const worker of await pool.ready()) await worker.stop();
  await wrongWechat(lab);
}

/** @param name only the scenarios with this in their name */
async function wrongWechat(lab: PushLab, name = ''): Promise<void> {
  const rows = [['WeChat gone wrong', 'as promised', 'seen']];
  for (const scenario of WRONG_WECHAT.filter((one) => one.name.includes(name))) {
    const { fault, kept, figure } = await runWrong({ lab, residents: FAULT_RESIDENTS, slack: 1.2 }, scenario);
    process.stdout.write('.');
    rows.push([fault, kept ? 'yes' : 'NO', figure]);
  }
  show('push: WeChat gone wrong, with real processes', rows);
}

/**
 * `npm run bench -- push [faults|wechat|compare|scale|workers|callbacks]`: all parts, or the named ones; `wechat [NAME]` is the second table of `faults`, or a part of it. BENCH_FULL=1 adds a
 * million residents.
 */
export async function run(args: readonly string[] = []): Promise<void> {
  const wanted = (part: string) => args.length === 0 || args.includes(part);
  const lab = await PushLab.open({ latencyMs: 20, benchCredit: 60_000 });
  const client = createWechatClient(lab.config.wechat, createLogger('silent'));
  try {
    await seedSubscribers(1);
    if (wanted('compare')) await compare(lab, client);
    if (wanted('scale')) {
      const rows = [['residents', 'first send s', 'audience written s', 'worker MB', 'bytes a delivery']];
      const sizes = process.env.BENCH_FULL === '1' ? [...SCALES, FULL_SCALE] : SCALES;
      for (const residents of sizes) rows.push(await scale(lab, residents));
      show('push: size of the audience', rows);
    }
    if (wanted('workers')) await severalWorkers(lab);
    if (wanted('faults')) await faults(lab);
    else if (args.includes('wechat')) await wrongWechat(lab, args[args.indexOf('wechat') + 1]);
    if (wanted('callbacks')) await callbacks(lab);
  } finally {
    await client.close();
    await lab.close();
  }
}
