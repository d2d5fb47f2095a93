import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { engineSocketPath, engineUri, findRunningEngine } from './engineSocket';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'socket-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('the socket lies in the data folder, and is the same for every way to write the folder', () => {
  expect(engineSocketPath(dataDir)).toBe(path.join(dataDir, 'engine.sock'));
  expect(engineSocketPath(path.relative(process.cwd(), dataDir))).toBe(path.join(dataDir, 'engine.sock'));
});

test('a folder too deep for a socket gets one of its own elsewhere', () => {
  const deep = (name: string) => path.join(dataDir, '数据'.repeat(20), name);
  expect(Buffer.byteLength(engineSocketPath(deep('a')))).toBeLessThanOrEqual(107);
  expect(engineSocketPath(deep('a'))).toMatch(/\.sock$/);
  expect(engineSocketPath(deep('a'))).not.toBe(engineSocketPath(deep('b')));
});

test('the address asks for journalled writes and no sessions', () => {
  const [, options] = engineUri('/data/engine.sock').split('?');
  expect(Object.fromEntries(new URLSearchParams(options))).toEqual({
    directConnection: 'true',
    retryWrites: 'false',
    journal: 'true',
  });
});

test('finds nothing where nobody listens', async () => {
  expect(await findRunningEngine(dataDir)).toBeUndefined();
  writeFileSync(engineSocketPath(dataDir), 'not a socket');
  expect(await findRunningEngine(dataDir)).toBeUndefined();
});

test('finds who listens', async () => {
  const server = createServer((socket) => socket.resume());
  await new Promise<void>((resolve) => server.listen(engineSocketPath(dataDir), resolve));
  expect(await findRunningEngine(dataDir)).toBe(engineUri(engineSocketPath(dataDir)));
  await new Promise((resolve) => server.close(resolve));
});
