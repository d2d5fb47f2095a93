import { existsSync } from 'node:fs';
import type { Middleware } from 'koa';
import type { Config } from '../config';
import { serverPath, StartupError } from '../runtime';

/** Set by esbuild (scripts/lib/buildServer.cjs) in the bundle only. */
declare const SERVER_BUNDLE: boolean | undefined;

export interface EngineOptions {
  /** The folder of all local data; the database lives in its subfolder `database`. */
  readonly dataDir: string;
}

/** An embedded database engine in a process of its own. */
export interface RunningEngine {
  readonly uri: string;
  /** The engine's process. */
  readonly pid: number;
  /** Calls back once when the engine ends without having been asked to. */
  onLost(listener: () => void): void;
  /** Closes the engine and waits until its process has left. */
  stop(): Promise<void>;
}

/** The account of the simulated WeChat, and where it tells its events. */
export type SimulatorOptions = Pick<Config['wechat'], 'appId' | 'secret' | 'templates'> & {
  /** Token and key of the message push, and where events go. */
  callback: { url: string } & Pick<Config['wechat'], 'token' | 'aesKey'>;
  /** Where the demo residents' consents and messages outlive a restart. */
  stateFile: string;
};

/** What the workspace `server/devtools` (package `@shuozhi/devtools`) gives the server. */
export interface Devtools {
  /**
   * Starts the engine of a data folder; it ends with this process.
   * @throws StartupError when it cannot be had: folder locked or not writable, system not supported
   */
  startEngine(options: EngineOptions): Promise<RunningEngine>;
  /** The running engine of a data folder, else one started for the time of a command. `stop()` ends only the latter. */
  borrowEngine(options: EngineOptions): Promise<Pick<RunningEngine, 'uri' | 'stop'>>;
  /** The simulated WeChat, which serves everything below /simulator. */
  createSimulator(options: SimulatorOptions): { middleware: Middleware };
}

/**
 * Loads the development tools: their bundle when we are the bundle, else their TypeScript source. The server imports
 * nothing of them otherwise, so that production does without.
 * @throws StartupError when they are not here, with what to set instead
 */
export async function loadDevtools(): Promise<Devtools> {
  const file =
    typeof SERVER_BUNDLE === 'undefined'
      ? serverPath('devtools', 'src', 'index.ts')
      : serverPath('devtools', 'dist', 'index.js');
  if (!existsSync(file)) {
    throw new StartupError(
      '没有安装内置数据库和模拟微信（只供开发）：请设置 MONGODB_URI 和 WECHAT_APPID 等变量，或运行 npm ci --include=dev。',
    );
  }
  const { devtools } = (await import(file)) as { devtools: Devtools };
  return devtools;
}
