import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { SubscribeMessage, WechatClient } from '../../src/wechat';

const PEER_MS = 15_000;

/** The same call for everybody: what a campaign sends. */
const messageTo = (openid: string, templateId: string): SubscribeMessage => ({
  touser: openid,
  templateId,
  page: 'pages/notice/index?id=bench&from=push',
  data: {
    thing1: { value: '森林草原禁火' },
    thing2: { value: '某市人民政府' },
    time3: { value: '2026年3月26日 08:00' },
    thing4: { value: '点开查看全文和办理办法' },
  },
});

/** The baseline: a loop that sends to `count` people, `concurrency` at once, and remembers nothing. Sends a second. */
export async function bareLoop(
  client: WechatClient,
  templateId: string,
  count: number,
  concurrency: number,
): Promise<number> {
  let next = 0;
  const started = performance.now();
  const sender = async () => {
    while (next < count) {
      const result = await client.sendSubscribeMessage(messageTo(`bench-${next++}`, templateId));
      if (result.status !== 'answered' || result.errcode !== 0) throw new Error(JSON.stringify(result));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, sender));
  return (count / (performance.now() - started)) * 1000;
}

/**
 * The peer: one agenda job for each recipient, as a plain design would do it.
 * @returns sends a second, jobs' creation included; counted over at most `PEER_MS`
 */
export async function jobPerRecipient(
  client: WechatClient,
  templateId: string,
  count: number,
  concurrency: number,
): Promise<number> {
  const mongo = mongoose.connection.db;
  if (!mongo) throw new Error('not connected');
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo, collection: 'peerjobs' }),
    processEvery: 100,
    maxConcurrency: concurrency,
    defaultConcurrency: concurrency,
    defaultLockLifetime: 5000,
  });
  let sent = 0;
  let finished: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (finished = resolve));
  agenda.define<{ openid: string }>('send', async (job) => {
    await client.sendSubscribeMessage(messageTo(job.attrs.data.openid, templateId));
    sent += 1;
    if (sent === count) finished();
  });
  await agenda.start();
  const started = performance.now();
  for (let n = 0; n < count; n++) await agenda.now('send', { openid: `bench-${n}` });
  await Promise.race([done, pause(PEER_MS, undefined, { ref: false })]);
  const rate = (sent / (performance.now() - started)) * 1000;
  // Stopping waits for locked jobs; the process ends with the bench anyway.
  await Promise.race([agenda.stop(), pause(1000, undefined, { ref: false })]);
  return rate;
}
