import { AppError, type ErrorCode } from '../errors';
import { startWorker } from '../runtime';
import type { CityProfile } from './profile/types';
import type { ParsedGazette } from './types';

export interface WorkerTask {
  bytes: Uint8Array;
  profile: CityProfile;
}

export type WorkerAnswer =
  { gazette: ParsedGazette; type: 'text' | 'docx' | 'pdf' } | { code: ErrorCode; detail: string };

export interface ParseLimits {
  /** Milliseconds until the worker is ended. */
  timeout: number;
  /** Megabytes of heap the worker may use. */
  memory: number;
}

export const DEFAULT_LIMITS: ParseLimits = { timeout: 60_000, memory: 512 };

/**
 * Reads and parses a file in a worker thread, off the event loop, with a time and a memory limit. `bytes` is copied.
 * @throws AppError `payload_too_large` when a limit is reached; `unsupported_media_type`, `not_a_gazette` as
 *   readSourceFile says; `not_a_gazette` when there is no document in the file; `internal` for a fault of ours
 */
export async function parseInWorker(
  bytes: Uint8Array,
  profile: CityProfile,
  limits: ParseLimits = DEFAULT_LIMITS,
): Promise<ParsedGazette> {
  const answer = await runWorker({ bytes, profile }, limits);
  if ('code' in answer) {
    throw answer.code === 'internal'
      ? new AppError('internal', { cause: answer.detail })
      : new AppError(answer.code, { detail: answer.detail });
  }
  if (answer.gazette.documents.length === 0) {
    throw new AppError('not_a_gazette', {
      detail: '没有在文件中找到公文：既没有单独成行的发文字号，也没有“关于……的通知”这样的标题',
    });
  }
  return answer.gazette;
}

function runWorker(task: WorkerTask, limits: ParseLimits): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    const worker = startWorker('parseWorker', {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: limits.memory },
    });
    const settle = (answer: () => void): void => {
      clearTimeout(timer);
      void worker.terminate();
      answer();
    };
    const timer = setTimeout(() => {
      settle(() =>
        reject(
          new AppError('payload_too_large', {
            detail: `读了 ${limits.timeout / 1000} 秒还没有读完，文件太大或结构异常`,
          }),
        ),
      );
    }, limits.timeout);
    worker.once('message', (answer: WorkerAnswer) => settle(() => resolve(answer)));
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      settle(() =>
        reject(
          new AppError(
            memory ? 'payload_too_large' : 'internal',
            memory ? { detail: '文件内容太大，内存不够读完' } : { cause: error },
          ),
        ),
      );
    });
    worker.once('exit', (code) =>
      settle(() => reject(new AppError('internal', { cause: `parse worker left with code ${code}` }))),
    );
  });
}
