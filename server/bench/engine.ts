import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import { connectDatabase, disconnectDatabase } from '../src/database';
import { startEngine } from '../devtools/src/engine';
import { printTable } from './support/table';

const KILLS = 100;
const WRITERS = 16;

/** Acknowledged writes of one life of the engine, and how many of them a kill -9 took. */
interface Life {
  acknowledged: number;
  lost: number;
  /** How long before the kill the oldest lost one was acknowledged, in milliseconds. */
  oldestMs: number;
}

/**
 * One life of the engine: writes, asking for `w: majority, j: true` as the program does, until it is killed; then whether every
 * acknowledged id is there.
 * @param writers at once; 1: one write at a time with a pause after it, the kill right behind an acknowledgement
 */
async function oneLife(dataDir: string, life: number, writers: number): Promise<Life> {
  const engine = await startEngine({ dataDir });
  const gone = new Promise<void>((resolve) => engine.onLost(resolve));
  await connectDatabase(engine.uri, { dbName: 'kills' });
  const collection = mongoose.connection.collection<{ _id: string; n: number }>('acknowledged');
  const acknowledged = new Map<string, number>();
  let killedAt = Infinity;
  let next = 0;
  const write = async (): Promise<void> => {
    while (killedAt === Infinity) {
      const id = `${life}-${next++}`;
      try {
        await collection.insertOne({ _id: id, n: 0 });
        acknowledged.set(id, performance.now());
      } catch {
        return;
      }
      if (writers === 1) await pause(50);
    }
  };
  const all = Array.from({ length: writers }, write);
  const kill = (): void => {
    killedAt = performance.now();
    process.kill(engine.pid, 'SIGKILL');
  };
  await pause(300 + Math.random() * 400);
  if (writers === 1) {
    const before = acknowledged.size;
    while (acknowledged.size === before) await pause(0);
  }
  kill();
  await gone;
  await Promise.all(all);
  await disconnectDatabase();

  const again = await startEngine({ dataDir });
  await connectDatabase(again.uri, { dbName: 'kills' });
  const found = await mongoose.connection
    .collection<{ _id: string }>('acknowledged')
    .find({ _id: { $regex: `^${life}-` } })
    .toArray();
  const there = new Set(found.map(({ _id }) => _id));
  const lost = [...acknowledged].filter(([id, at]) => at < killedAt && !there.has(id));
  await disconnectDatabase();
  await again.stop();
  return {
    acknowledged: acknowledged.size,
    lost: lost.length,
    oldestMs: Math.max(0, ...lost.map(([, at]) => killedAt - at)),
  };
}

/** `npm run bench -- engine [KILLS]`: whether the embedded engine keeps what it acknowledged when it is killed. */
export async function run([kills]: readonly string[] = []): Promise<void> {
  const count = Number(kills ?? KILLS);
  const rows = [['', 'kills', 'acknowledged', 'kills that lost some', 'lost', 'oldest lost, ms before the kill']];
  for (const [name, writers] of [
    ['idle: one write at a time', 1],
    [`under load: ${WRITERS} writers`, WRITERS],
  ] as const) {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'shuozhi-engine-'));
    const lives: Life[] = [];
    for (let life = 0; life < count; life++) {
      const one = await oneLife(dataDir, life, writers);
      process.stdout.write(one.lost > 0 ? `lost ${one.lost} ` : '.');
      lives.push(one);
    }
    rmSync(dataDir, { recursive: true, force: true });
    const sum = (of: (life: Life) => number): number => lives.reduce((total, one) => total + of(one), 0);
    const hurt = lives.filter(({ lost }) => lost > 0).length;
    const oldest = Math.max(...lives.map(({ oldestMs }) => oldestMs));
    rows.push(
      [name, count, sum((one) => one.acknowledged), hurt, sum((one) => one.lost), Math.round(oldest)].map(String),
    );
  }
  process.stdout.write('\nthe embedded engine, killed with kill -9; writes asked for w: majority, j: true\n');
  printTable(rows);
}
