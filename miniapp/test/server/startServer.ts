import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DEMO_BUNDLE, requireBuilt, SERVER_BUNDLE } from './paths';

const START_MS = 60_000;
const STOP_MS = 15_000;
const READY = /朔知已就绪 → (http:\/\/[^/\s]+)\//;

export interface StartedServer {
  /** Scheme, host and port. */
  origin: string;
  dataDir: string;
  /** What the server wrote, for the message of a failed test. */
  output(): string;
  stop(): Promise<void>;
}

/** The environment without what belongs to the test runner, so that the server runs as for a newcomer. */
function cleanEnvironment(extra: Record<string, string>): NodeJS.ProcessEnv {
  const { NODE_ENV: _runner, NODE_OPTIONS: _options, MONGODB_URI: _database, ...rest } = process.env;
  return { ...rest, ...extra };
}

/**
 * Starts the built server as `npm start` does: embedded database and simulator, on a data folder and a port of its
 * own. Throws with the server's output when it does not become ready.
 */
export async function startServer(environment: Record<string, string> = {}): Promise<StartedServer> {
  requireBuilt(SERVER_BUNDLE);
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'shuozhi-'));
  const child = spawn(process.execPath, [SERVER_BUNDLE], {
    env: cleanEnvironment({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn', ...environment }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { text, origin } = await readyLine(child);
  return {
    origin,
    dataDir,
    output: text,
    stop: async () => {
      await ended(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function readyLine(child: ChildProcess): Promise<{ origin: string; text: () => string }> {
  let written = '';
  const text = () => written;
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`the server ${why}:\n${written.slice(-4000)}`));
    };
    const timer = setTimeout(() => fail(`was not ready after ${START_MS} ms`), START_MS);
    const read = (chunk: Buffer) => {
      written += chunk.toString();
      const origin = READY.exec(written)?.[1];
      if (!origin) return;
      clearTimeout(timer);
      resolve({ origin, text });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    child.removeAllListeners('exit');
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** Runs `npm run demo` against a started server: two people publish a notice through the staff API. */
export function publishDemoNotice(server: StartedServer): Promise<void> {
  requireBuilt(DEMO_BUNDLE);
  const child = spawn(process.execPath, [DEMO_BUNDLE], {
    env: cleanEnvironment({ DATA_DIR: server.dataDir, SHUOZHI_URL: server.origin }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm run demo ended with ${code}:\n${written}`)),
    );
  });
}

/** The demo accounts of a started server. */
export function demoStaff(server: StartedServer): { name: string; role: string; password: string }[] {
  return JSON.parse(readFileSync(path.join(server.dataDir, 'demo-staff.json'), 'utf8')) as ReturnType<typeof demoStaff>;
}
