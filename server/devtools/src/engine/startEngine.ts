import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { EngineOptions, RunningEngine } from '../../../src/development';
import { entryArgs, serverPath, StartupError } from '../../../src/runtime';
import { engineModeFor, installedEngine, systemFacts, type SystemFacts } from './enginePackage';
import { explainEngineFailure, type EngineReport } from './engineReport';
import { engineSocketPath, engineUri, findRunningEngine } from './engineSocket';
import { defaultCacheDir, privateCopy } from './privateCopy';

interface StartOptions extends EngineOptions {
  /** Where a lowered copy of the engine is kept; the user's cache folder by default. */
  readonly cacheDir?: string;
  /** The system to decide for; this one by default. */
  readonly system?: SystemFacts;
}

const UNSUPPORTED =
  '内置数据库不支持本系统（需要 macOS arm64，或 glibc 2.36 以上的 Linux x64/arm64）：请设置 MONGODB_URI。';
const NOT_INSTALLED = '内置数据库没有安装：请运行 npm ci --include=dev，或设置 MONGODB_URI。';
const STOP_TIMEOUT_MS = 10_000;

/** The variables with which the engine's process loads its library. */
async function libraryEnv(options: StartOptions): Promise<NodeJS.ProcessEnv> {
  const system = options.system ?? systemFacts();
  const mode = engineModeFor(system);
  if (mode === 'unsupported') throw new StartupError(UNSUPPORTED);
  const engine = installedEngine(system);
  if (!engine) throw new StartupError(NOT_INSTALLED);
  if (mode === 'native') return {};
  const folders = [options.cacheDir ?? defaultCacheDir(), path.join(options.dataDir, 'cache')];
  return { NAPI_RS_NATIVE_LIBRARY_PATH: await privateCopy(engine, folders, system.arch) };
}

/** Waits for the engine's first word; a process that leaves without one has its last error line as the reason. */
function firstReport(child: ChildProcess): Promise<EngineReport> {
  return new Promise((resolve) => {
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-4000);
    });
    child.once('message', (message) => resolve(message as EngineReport));
    child.once('error', (error) => resolve({ ready: false, message: error.message }));
    child.once('close', (code, signal) => {
      const reason = errors.trim().split('\n').at(-1);
      resolve({ ready: false, message: reason || `its process ended (${signal ?? code})` });
    });
  });
}

function leave(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    child.once('exit', () => {
      clearTimeout(hard);
      resolve();
    });
    child.ref();
    child.kill('SIGTERM');
  });
}

/**
 * Starts the embedded MongoDB of a data folder in a process of its own, which ends with this one.
 * @returns once the engine accepts connections.
 * @throws StartupError with one line that says what to do: folder locked or not writable, system not supported.
 */
export async function startEngine(options: StartOptions): Promise<RunningEngine> {
  const dataDir = path.resolve(options.dataDir);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explainEngineFailure((error as Error).message, dataDir);
  }
  const env = await libraryEnv({ ...options, dataDir });
  const socketPath = engineSocketPath(dataDir);
  const entry = entryArgs('engine', serverPath('devtools'));
  const child = fork(entry.path, [path.join(dataDir, 'database'), socketPath], {
    execArgv: entry.execArgv,
    env: { ...process.env, ...env },
    // A process group of its own: Ctrl-C reaches only us, and we still need the database to finish our work.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const report = await firstReport(child);
  if (!report.ready) {
    await leave(child);
    throw explainEngineFailure(report.message, dataDir);
  }
  // The engine alone does not keep this process alive.
  child.unref();
  child.channel?.unref();
  (child.stderr as unknown as { unref?: () => void } | null)?.unref?.();
  return running(child, engineUri(socketPath));
}

function running(child: ChildProcess, uri: string): RunningEngine {
  let stopping = false;
  return {
    uri,
    pid: child.pid ?? 0,
    onLost: (listener) => void child.once('exit', () => stopping || listener()),
    stop: () => {
      stopping = true;
      return leave(child);
    },
  };
}

/**
 * Gives the engine of a data folder for the time of a command: the running one when there is one, else one started now.
 * `stop()` ends only what was started here.
 */
export async function borrowEngine(options: EngineOptions): Promise<Pick<RunningEngine, 'uri' | 'stop'>> {
  const uri = await findRunningEngine(options.dataDir);
  return uri ? { uri, stop: () => Promise.resolve() } : startEngine(options);
}
