import { serialize } from 'node:v8';
import { AppError } from '../errors';
import type { ChildMessage, IsolatedTask } from './runIsolated';

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error &&
  /allocation failed|out of memory|Invalid (?:typed )?(?:array|string) length/i.test(error.message);

function refusalOf(error: unknown): ChildMessage {
  if (error instanceof AppError)
    return { kind: 'refused', code: error.code, detail: error.message, errors: error.errors };
  if (isOutOfMemory(error)) return { kind: 'refused', code: 'payload_too_large', detail: '文件内容太大，内存不够读完' };
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: 'refused', code: 'internal', detail };
}

/**
 * The child's side of runIsolated: waits for its one task and answers it. An AppError of `read` is a refusal that the
 * caller gets as it is; an answer above the output limit is refused here, before it reaches the other process.
 * @param read reads one file; `progress` may be called any number of times before it answers
 */
export function serveIsolated<Input>(
  read: (input: Input, progress: (value: unknown) => void) => Promise<unknown>,
): void {
  const send = (message: ChildMessage): void => void process.send?.(message);
  const refuse = (error: unknown): void => send(refusalOf(error));
  process.once('uncaughtException', refuse);
  process.once('disconnect', () => process.exit());
  process.once('message', ({ input, output }: IsolatedTask) => {
    read(input as Input, (value) => send({ kind: 'progress', value })).then((value) => {
      if (serialize(value).length > output) refuse(new AppError('payload_too_large', { detail: '文件内容太多' }));
      else send({ kind: 'answer', value });
    }, refuse);
  });
}
