import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { entryArgs } from '../src/runtime';

const READY = /→ (http:\/\/\S+?)\/\s/;

/**
 * Starts the whole server in a process and a data folder of its own, with the embedded engine and the simulated WeChat.
 * @returns its address, data folder, `stop`, which answers the exit code, and `kill`
 */
export async function startServer(env: NodeJS.ProcessEnv = {}) {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'server-'));
  const entry = entryArgs('main');
  const child: ChildProcess = fork(entry.path, [], {
    execArgv: entry.execArgv,
    env: {
      ...process.env,
      MONGODB_URI: '',
      NODE_ENV: 'development',
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      RATE_PER_IP: '100000000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const origin = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      const match = READY.exec((text += chunk.toString()));
      if (!match?.[1]) return;
      // What follows are log lines: taken from the pipe, not kept.
      child.stdout?.removeAllListeners('data').resume();
      resolve(match[1]);
    });
    child.once('exit', (code) => reject(new Error(`the server left with ${code}: ${text}`)));
  });
  const stop = () =>
    new Promise<number | null>((resolve) => {
      child.once('exit', (code) => {
        rmSync(dataDir, { recursive: true, force: true });
        resolve(code);
      });
      child.kill('SIGTERM');
    });
  /** Ends it without a word, as kill -9 does. */
  const kill = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => {
        rmSync(dataDir, { recursive: true, force: true });
        resolve();
      });
      child.kill('SIGKILL');
    });
  return { origin, pid: child.pid ?? 0, dataDir, stop, kill };
}
