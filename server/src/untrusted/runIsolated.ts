import { spawn, type ChildProcess } from 'node:child_process';
import os from 'node:os';
import { AppError, type ErrorCode, type FieldError } from '../errors';
import { entryArgs } from '../runtime';

/** What one file may cost. Each is a hard limit: the child is ended when it reaches one. */
export interface IsolationLimits {
  /** Milliseconds until the child is ended. */
  time: number;
  /** Megabytes of heap and buffers together. */
  memory: number;
  /** Largest answer, in bytes. */
  output: number;
}

export type ChildMessage =
  | { kind: 'answer'; value: unknown }
  | { kind: 'refused'; code: ErrorCode; detail: string; errors?: FieldError[] | undefined }
  | { kind: 'progress'; value: unknown };

export interface IsolatedTask {
  input: unknown;
  output: number;
}

/** Children at the same time in one process: each may take its whole memory limit. */
const MAX_AT_ONCE = 2;
/** Share of the memory limit that may be JavaScript heap; the rest is buffers and the program itself. */
const HEAP_SHARE = 0.6;
/** Children give way to the requests of the process that started them. */
const NICE = 10;
/** Characters kept of what a dying child wrote. */
const LAST_WORDS = 500;
/** Ends by which V8, malloc and the kernel answer a memory limit. */
const OUT_OF_MEMORY = new Set(['SIGABRT', 'SIGTRAP', 'SIGKILL']);
/** Ends by which a native library answers a file that it cannot take. */
const CRASHED = new Set(['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE']);

let running = 0;

/**
 * Runs the entry `<entry>.entry.ts` (see serveIsolated) on a file from outside, in a child process without our
 * environment. The kernel limits its data segment (heap and buffers alike, where the system supports `ulimit -d`) and its
 * processor time, so that it ends even when this process is gone.
 * @param onProgress called with what the child reports before its answer
 * @throws AppError `payload_too_large` when a limit is reached, `unsupported_media_type` when the file crashes the child, `unavailable` while as many children as allowed run,
 *   what the child refuses with, `internal` for a fault of ours
 */
export async function runIsolated<Answer>(
  entry: string,
  input: unknown,
  limits: IsolationLimits,
  onProgress: (value: unknown) => void = () => undefined,
): Promise<Answer> {
  if (running >= MAX_AT_ONCE)
    throw new AppError('unavailable', { detail: '正在读取其他文件，请稍后再试', retryAfter: 10 });
  running += 1;
  try {
    return (await converse(startChild(entry, limits), { input, output: limits.output }, limits, onProgress)) as Answer;
  } finally {
    running -= 1;
  }
}

function startChild(entry: string, { memory, time }: IsolationLimits): ChildProcess {
  const { path, execArgv } = entryArgs(entry);
  const shell = `ulimit -d ${memory * 1024}; ulimit -t ${Math.ceil(time / 1000) + 5}; exec "$0" "$@"`;
  const heap = `--max-old-space-size=${Math.floor(memory * HEAP_SHARE)}`;
  const child = spawn('/bin/sh', ['-c', shell, process.execPath, heap, ...execArgv, path], {
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  try {
    if (child.pid !== undefined) os.setPriority(child.pid, NICE);
  } catch {
    // It has ended already, or the system does not allow it.
  }
  return child;
}

function converse(
  child: ChildProcess,
  task: IsolatedTask,
  limits: IsolationLimits,
  onProgress: (value: unknown) => void,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let lastWords = '';
    const settle = (action: () => void): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      child.on('error', () => undefined);
      child.kill('SIGKILL');
      action();
    };
    const timer = setTimeout(() => {
      const detail = `读了 ${limits.time / 1000} 秒还没有读完，文件太大或结构异常`;
      settle(() => reject(new AppError('payload_too_large', { detail })));
    }, limits.time);
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString()).slice(-LAST_WORDS);
    });
    child.on('message', (message: ChildMessage) => {
      if (message.kind === 'progress') onProgress(message.value);
      else if (message.kind === 'answer') settle(() => resolve(message.value));
      else settle(() => reject(refusal(message)));
    });
    child.once('error', (error) => settle(() => reject(new AppError('internal', { cause: error }))));
    child.once('close', (code, signal) => settle(() => reject(death(code, signal, lastWords))));
    // A child that dies at once closes the channel; `close` then says why.
    child.send(task, () => undefined);
  });
}

function refusal({ code, detail, errors }: Extract<ChildMessage, { kind: 'refused' }>): AppError {
  if (code === 'internal') return new AppError('internal', { cause: detail });
  return new AppError(code, { detail, ...(errors === undefined ? {} : { errors }) });
}

function death(code: number | null, signal: string | null, lastWords: string): AppError {
  if (signal === 'SIGXCPU') return new AppError('payload_too_large', { detail: '文件结构异常，读不完' });
  const memory = (signal !== null && OUT_OF_MEMORY.has(signal)) || /out of memory|allocation failed/i.test(lastWords);
  if (memory) return new AppError('payload_too_large', { detail: '文件内容太大，内存不够读完' });
  if (signal !== null && CRASHED.has(signal))
    return new AppError('unsupported_media_type', { detail: '文件已损坏或结构异常，读不了' });
  return new AppError('internal', { cause: `the reading process left with ${signal ?? code}: ${lastWords}` });
}
