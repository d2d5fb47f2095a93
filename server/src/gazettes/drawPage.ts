import { runIsolated, type IsolationLimits } from '../untrusted';

export interface DrawTask {
  bytes: Uint8Array;
  /** 1-based. */
  page: number;
}

const LIMITS: IsolationLimits = { time: 30_000, memory: 1024, output: 16 * 1024 * 1024 };

/**
 * A page of a PDF, or a picture, as a JPEG: drawn in a child process with hard limits.
 * @throws AppError as runIsolated says
 */
export async function drawPage(bytes: Uint8Array, page: number): Promise<Buffer> {
  return Buffer.from(await runIsolated<Uint8Array>('drawPage', { bytes, page } satisfies DrawTask, LIMITS));
}
