/** The engine as a real process: what happens when it or its owner dies, and what people read when it cannot start. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { mongo } from 'mongoose';
import { entryArgs, serverPath } from '../../../src/runtime';
import { engineSocketPath, findRunningEngine } from './engineSocket';
import type { RunningEngine } from '../../../src/development';
import { borrowEngine, startEngine } from './startEngine';

jest.setTimeout(180_000);

let dataDir: string;
let started: RunningEngine[];
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'engine-'));
  started = [];
});
afterEach(async () => {
  await Promise.all(started.map((engine) => engine.stop()));
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<RunningEngine> {
  const engine = await startEngine({ dataDir });
  started.push(engine);
  return engine;
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when the engine of the data folder closes its socket. */
function engineGone(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(engineSocketPath(dataDir));
    socket.once('close', () => resolve());
    socket.once('error', reject);
    // Once connected, a reset is an end as well as a close is.
    socket.once('connect', () => socket.off('error', reject).on('error', () => undefined));
    socket.resume();
  });
}

test('after kill -9 it opens again with every acknowledged write', async () => {
  const first = await start();
  const client = await mongo.MongoClient.connect(first.uri);
  const writes = client.db('crash').collection<{ _id: number }>('writes');
  const acknowledged: number[] = [];
  const lost = new Promise<void>((resolve) => first.onLost(resolve));
  const write = async (lane: number): Promise<void> => {
    for (let id = lane; ; id += 8) {
      await writes.insertOne({ _id: id });
      acknowledged.push(id);
      if (acknowledged.length === 1000) process.kill(first.pid, 'SIGKILL');
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, (_, lane) => write(lane)));
  await client.close();
  await lost;
  expect(acknowledged.length).toBeGreaterThanOrEqual(1000);

  const second = await start();
  const again = await mongo.MongoClient.connect(second.uri);
  const kept = new Set(
    (await again.db('crash').collection<{ _id: number }>('writes').find().toArray()).map(({ _id }) => _id),
  );
  await again.close();
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
});

test('it ends when the process that started it is killed', async () => {
  const owner = spawn(
    process.execPath,
    [
      ...entryArgs('engine', serverPath('devtools')).execArgv,
      serverPath('devtools', 'test', 'engineOwner.ts'),
      dataDir,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const pid = await new Promise<number>((resolve) =>
    owner.stdout.once('data', (text: Buffer) => resolve(Number(text))),
  );
  expect(runs(pid)).toBe(true);
  const gone = engineGone();
  owner.kill('SIGKILL');
  await gone;
  // The folder is free again: the lock goes with the process, a moment after the socket.
  for (let tries = 0; runs(pid) && tries < 500; tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(runs(pid)).toBe(false);
  await start();
});

test('stop() leaves neither a process nor a socket', async () => {
  const engine = await start();
  expect(existsSync(engineSocketPath(dataDir))).toBe(true);
  await engine.stop();
  expect(runs(engine.pid)).toBe(false);
  expect(existsSync(engineSocketPath(dataDir))).toBe(false);
  await engine.stop();
});

test('a second one on the same folder is refused in one line, and the first is unhurt', async () => {
  const engine = await start();
  await expect(startEngine({ dataDir })).rejects.toMatchObject({
    name: 'StartupError',
    message: expect.stringMatching(/^数据目录 .*正被另一个运行中的朔知使用.*$/),
  });
  const client = await mongo.MongoClient.connect(engine.uri);
  expect(await client.db('a').command({ ping: 1 })).toEqual({ ok: 1 });
  await client.close();
});

test('a command borrows the running engine and leaves it running', async () => {
  const engine = await start();
  const borrowed = await borrowEngine({ dataDir });
  expect(borrowed.uri).toBe(engine.uri);
  await borrowed.stop();
  expect(await findRunningEngine(dataDir)).toBe(engine.uri);
});

test('a command without a running engine has one for its own time', async () => {
  const borrowed = await borrowEngine({ dataDir });
  expect(await findRunningEngine(dataDir)).toBe(borrowed.uri);
  await borrowed.stop();
  expect(await findRunningEngine(dataDir)).toBeUndefined();
});

test('it works in a folder too deep for a socket', async () => {
  dataDir = path.join(dataDir, '数据'.repeat(20));
  const engine = await start();
  const client = await mongo.MongoClient.connect(engine.uri);
  await client.db('a').collection('b').insertOne({ word: '朔' });
  expect(await client.db('a').collection('b').countDocuments()).toBe(1);
  await client.close();
});

test('its cache is bounded', async () => {
  const client = await mongo.MongoClient.connect((await start()).uri);
  const { wiredTiger } = await client.db('admin').command({ serverStatus: 1 });
  await client.close();
  expect(wiredTiger.cache['maximum bytes configured']).toBe(256 * 1024 * 1024);
});

test('a file where the folder should be is named in one line', async () => {
  const file = path.join(dataDir, 'file');
  writeFileSync(file, '');
  await expect(startEngine({ dataDir: file })).rejects.toThrow(/^数据目录 .*不是目录.*$/);
  await expect(startEngine({ dataDir: path.join(file, 'inside') })).rejects.toThrow(/^数据目录 .*不是目录.*$/);
});

test('a folder that may not be written is named in one line', async () => {
  mkdirSync(path.join(dataDir, 'closed'), { mode: 0o500 });
  const closed = path.join(dataDir, 'closed');
  // Root may write everywhere; there the engine starts.
  if (process.getuid?.() === 0) return void started.push(await startEngine({ dataDir: closed }));
  await expect(startEngine({ dataDir: closed })).rejects.toThrow(/^数据目录 .*不可写.*$/);
});

test('a system without an engine is told to set MONGODB_URI', async () => {
  const system = { platform: 'linux' as const, arch: 'x64', glibc: '2.31' };
  await expect(startEngine({ dataDir, system })).rejects.toThrow(/^内置数据库不支持本系统.*MONGODB_URI.*$/);
});

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('a lowered copy that cannot be kept for the user is kept with the data', async () => {
  const cacheDir = path.join(dataDir, 'not-a-folder');
  writeFileSync(cacheDir, '');
  const system = { platform: 'linux' as const, arch: process.arch, glibc: '2.36' };
  const engine = await startEngine({ dataDir, cacheDir, system });
  await engine.stop();
  const [copy] = readdirSync(path.join(dataDir, 'cache'));
  expect(readdirSync(path.join(dataDir, 'cache', copy ?? ''))).toEqual(
    expect.arrayContaining([expect.stringMatching(/\.node$/)]),
  );
});
