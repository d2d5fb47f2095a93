import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { loadConfig, type Config } from '../../src/config';
import { connectDatabase, disconnectDatabase, ensureIndexes } from '../../src/database';
import { startEngine } from '../../devtools/src/engine';
import type { RunningEngine } from '../../src/development';
import { bundleOf } from './bundles';

/** What the simulator counted for one message. */
export interface JournalMessage {
  accepted: number;
  recipients: number;
  duplicates: number;
  missing: { count: number; named: string[] };
}
export interface JournalSummary {
  firstAt: number | null;
  lastAt: number | null;
  outcomes: Record<string, number>;
  messages: JournalMessage[];
}

export interface LabOptions {
  latencyMs?: number;
  /** Sends each bench resident accepts per template. */
  benchCredit?: number;
  templates?: Config['wechat']['templates'];
}

export interface WorkerOptions {
  rate?: number;
  concurrency?: number;
  leaseMs?: number;
  answerTimeoutMs?: number;
  env?: NodeJS.ProcessEnv;
}

export interface LabWorker {
  pid: number;
  /** Ends it without a word, as kill -9 does; returns when it is gone. */
  kill: () => Promise<void>;
  /** Asks it to end in order. */
  stop: () => Promise<void>;
  shiftClock: (ms: number) => void;
  memory: () => Promise<{ rss: number }>;
}

const DB_NAME = 'pushlab';

function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null, signal: string | null) => {
      reject(new Error(`process ended: ${signal ?? code}`));
    };
    child.once('exit', onExit);
    child.once('message', (value) => {
      child.off('exit', onExit);
      resolve(value as T);
    });
  });
}

/** Everything push needs as real processes: database engine, simulated WeChat, and workers that can be killed. */
export class PushLab {
  private readonly workers = new Set<ChildProcess>();

  private constructor(
    readonly dataDir: string,
    private engine: RunningEngine,
    private readonly simulator: ChildProcess,
    /** Address of the simulated API. */
    readonly apiBase: string,
    readonly config: Config,
  ) {}

  static async open(options: LabOptions = {}): Promise<PushLab> {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'shuozhi-push-'));
    const engine = await startEngine({ dataDir });
    await connectDatabase(engine.uri, { dbName: DB_NAME });
    await ensureIndexes();
    const simulator = fork(bundleOf('simulator'), [], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        NODE_ENV: 'test',
        PORT: '0',
        LATENCY_MS: String(options.latencyMs ?? 20),
        BENCH_CREDIT: String(options.benchCredit ?? 1000),
        ...(options.templates ? { WECHAT_TEMPLATES: JSON.stringify(options.templates) } : {}),
      },
    });
    const { base } = await message<{ base: string }>(simulator);
    const config = loadConfig({
      NODE_ENV: 'test',
      JWT_SECRET: 'a secret of the lab, long enough for HS256',
      MONGODB_URI: engine.uri,
      WECHAT_API_BASE: base,
      DATA_DIR: dataDir,
      ...(options.templates ? { WECHAT_TEMPLATES: JSON.stringify(options.templates) } : {}),
    });
    return new PushLab(dataDir, engine, simulator, base, config);
  }

  /** Starts a worker process; returns when it works. */
  async startWorker(options: WorkerOptions = {}): Promise<LabWorker> {
    const child = fork(bundleOf('pushWorker'), [], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        NODE_ENV: 'test',
        DATA_DIR: this.dataDir,
        MONGODB_URI: this.engine.uri,
        DB_NAME,
        WECHAT_API_BASE: this.apiBase,
        WECHAT_TEMPLATES: JSON.stringify(this.config.wechat.templates),
        LOG_LEVEL: process.env.LAB_LOG ?? 'silent',
        PUSH_RATE: String(options.rate ?? 100_000),
        PUSH_CONCURRENCY: String(options.concurrency ?? 16),
        PUSH_LEASE_MS: String(options.leaseMs ?? 2000),
        ANSWER_TIMEOUT_MS: String(options.answerTimeoutMs ?? 1000),
        ...options.env,
      },
    });
    this.workers.add(child);
    child.once('exit', () => this.workers.delete(child));
    await message(child);
    return {
      pid: child.pid ?? 0,
      kill: () => {
        child.kill('SIGKILL');
        return gone(child);
      },
      stop: () => {
        child.kill('SIGTERM');
        return gone(child);
      },
      shiftClock: (ms) => child.send({ shiftClock: ms }),
      memory: () => {
        child.send({ memory: true });
        return message<{ rss: number }>(child);
      },
    };
  }

  /** Kills the database without a word and starts it again on the same data. */
  async killDatabase(): Promise<void> {
    process.kill(this.engine.pid, 'SIGKILL');
    await new Promise<void>((resolve) => this.engine.onLost(resolve));
    this.engine = await startEngine({ dataDir: this.dataDir });
  }

  /** Calls what lies below /simulator. */
  async control<T = unknown>(method: 'GET' | 'POST' | 'DELETE', where: string, body?: unknown): Promise<T> {
    const response = await fetch(this.apiBase.replace(/\/wechat$/, where), {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${where}: ${response.status}`);
    return (await response.json()) as T;
  }

  /** What was accepted; `expected` bench residents should have got each message. */
  journal(expected = 0): Promise<JournalSummary> {
    return this.control<JournalSummary>('GET', `/journal?expected=${expected}`);
  }

  /** Forgets campaigns and what was sent, keeps subscribers. */
  async reset(): Promise<void> {
    await this.control('DELETE', '/faults');
    await this.control('DELETE', '/journal');
    for (const name of ['campaigns', 'deliveries', 'notices']) {
      await mongoose.connection.collection(name).deleteMany({});
    }
  }

  /** Sets the rate that the workers share; they follow within a fifth of a lease's life. */
  async setRate(rate: number): Promise<void> {
    const shared = mongoose.connection.collection<{ _id: string }>('pushrate');
    await shared.updateOne({ _id: 'send' }, { $set: { rate, block: null } });
  }

  async close(): Promise<void> {
    for (const child of this.workers) child.kill('SIGKILL');
    this.simulator.kill('SIGKILL');
    await disconnectDatabase();
    await this.engine.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
