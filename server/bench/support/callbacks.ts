import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import mongoose from 'mongoose';
import { serverPath } from '../../src/runtime';
import type { PushLab } from '../../test/push/lab';
import { seedSubscribers } from '../../test/push/pushTools';
import { startServer } from '../../test/startServer';
import { REPEAT_EVERY, type Wave, type WaveResult } from './callbackLoad';
import { printTable } from './table';

const SECONDS = 3;
const STORM = { rate: 3333, count: 10_000 };
/** More than one process can carry. */
const BEYOND = { rate: 8000, count: 24_000 };
const WAVES = [...[500, 1000, 2000, 3000].map((rate) => ({ rate, count: rate * SECONDS })), STORM, BEYOND];
const WARM_UP = { rate: 1000, count: 3000 };
const SETTLE_MS = 60_000;

const ACCOUNT = { appId: 'wxba5fad812f8e6fb9', token: 'AAAAA', aesKey: 'A'.repeat(43) };

function start(file: string): ChildProcess {
  const tsx = pathToFileURL(createRequire(serverPath('package.json')).resolve('tsx')).href;
  return fork(serverPath('bench', 'support', file), [], { execArgv: ['--import', tsx] });
}

const heard = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve) => child.once('message', (message) => resolve(message as T)));

const events = () => mongoose.connection.collection('wechatevents');

/** How many events of a wave are stored, once they are as many as expected or a minute has passed. */
async function stored(createTime: number, expected: number): Promise<number> {
  const until = performance.now() + SETTLE_MS;
  for (;;) {
    const count = await events().countDocuments({ at: new Date(createTime * 1000) });
    if (count >= expected || performance.now() > until) return count;
    await pause(50);
  }
}

/** Waits until workers have handled every event. @returns how many that were, and how fast */
async function handled(): Promise<string> {
  const waiting = () => events().countDocuments({ state: 'new' });
  const count = await waiting();
  const started = performance.now();
  while ((await waiting()) > 0) await pause(100);
  const seconds = (performance.now() - started) / 1000;
  return `${count} in ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(0)}/s`;
}

const HEAD = ['callbacks/s', 'server', 'p50 ms', 'p99 ms', 'max ms', 'over 50 ms', 'answered success', 'events stored'];

function rowOf(rate: number, server: string, result: WaveResult, kept: string): string[] {
  const { success = 0, ...others } = result.answers;
  const said = [String(success), ...Object.entries(others).map(([status, n]) => `${n} × ${status}`)].join(', ');
  const times = [result.p50, result.p99, result.max].map((ms) => ms.toFixed(1));
  return [String(rate), server, ...times, `${(result.late * 100).toFixed(2)} %`, said, kept];
}

/** Sends waves from the one sending process; each has a time of its own, by which its events are told apart. */
class Sender {
  private readonly process = start('callbackLoad.ts');
  private second = 1_700_000_000;

  constructor(private readonly templateId: string) {}

  private async send(url: string, load: { rate: number; count: number }): Promise<WaveResult> {
    this.second += 1;
    const wave: Wave = {
      target: { ...ACCOUNT, url },
      templateId: this.templateId,
      createTime: this.second,
      ...load,
    };
    const result = heard<WaveResult>(this.process);
    this.process.send(wave);
    return result;
  }

  async toBare(origin: string, load: { rate: number; count: number }): Promise<string[]> {
    return rowOf(load.rate, 'bare', await this.send(`${origin}/`, load), '–');
  }

  async toProgram(origin: string, roles: string, load: { rate: number; count: number }): Promise<string[]> {
    const result = await this.send(`${origin}/api/v1/wechat/callback`, load);
    const distinct = load.count - Math.floor(load.count / REPEAT_EVERY);
    const refused = load.count - (result.answers.success ?? 0);
    return rowOf(load.rate, roles, result, `${await stored(this.second, distinct - refused)} of ${distinct}`);
  }

  stop(): void {
    this.process.disconnect();
  }
}

/** The program as an operator runs it: production settings, log lines written. */
function startProgram(lab: PushLab, roles: string): ReturnType<typeof startServer> {
  return startServer({
    NODE_ENV: 'production',
    ROLES: roles,
    LOG_LEVEL: 'info',
    MONGODB_URI: (lab.config.mongodbUri ?? '').replace('/?', `/${mongoose.connection.name}?`),
    JWT_SECRET: 'a secret of the bench, long enough for HS256',
    WECHAT_API_BASE: lab.apiBase,
    WECHAT_APPID: ACCOUNT.appId,
    WECHAT_SECRET: 'bench',
    WECHAT_TOKEN: ACCOUNT.token,
    WECHAT_AES_KEY: ACCOUNT.aesKey,
    WECHAT_TEMPLATES: JSON.stringify(lab.config.wechat.templates),
  });
}

/** Answers of a web process and of the bare server by turns, so that both meet the same machine. */
async function answers(lab: PushLab, sender: Sender, stops: (() => unknown)[]): Promise<string[][]> {
  const bare = start('bareSuccess.ts');
  stops.push(() => bare.disconnect());
  const bareOrigin = `http://127.0.0.1:${await heard<number>(bare)}`;
  const web = await startProgram(lab, 'web');
  stops.push(web.stop);
  await sender.toBare(bareOrigin, WARM_UP);
  await sender.toProgram(web.origin, 'web', WARM_UP);
  const rows: string[][] = [];
  for (const wave of WAVES) {
    rows.push(await sender.toBare(bareOrigin, wave));
    rows.push(await sender.toProgram(web.origin, 'web', wave));
  }
  return rows;
}

/**
 * (e): WeChat's callbacks (安全, JSON) at the real program in a process of its own, sent by another process at given
 * rates whether answered or not. The baseline is a bare server that reads the body and answers `success`.
 */
export async function callbacks(lab: PushLab): Promise<void> {
  await mongoose.connection.collection('subscriptions').deleteMany({});
  await events().deleteMany({});
  await seedSubscribers(STORM.count);
  const sender = new Sender(lab.config.wechat.templates.notice?.id ?? '');
  const stops: (() => unknown)[] = [];
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    const rows = [HEAD, ...(await answers(lab, sender, stops))];
    await stopAll();
    await events().deleteMany({});

    const both = await startProgram(lab, 'web,worker');
    stops.push(both.stop);
    await sender.toProgram(both.origin, 'web,worker', WARM_UP);
    await handled();
    rows.push(await sender.toProgram(both.origin, 'web,worker', STORM));
    const rate = await handled();
    process.stdout.write(`\npush: callbacks, ${SECONDS} s each; ${STORM.rate}/s are a storm of ${STORM.count}\n`);
    printTable(rows);
    process.stdout.write(`\nhandled after the storm by the web,worker process: ${rate}\n`);
  } finally {
    await stopAll();
    sender.stop();
  }
}
