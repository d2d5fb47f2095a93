import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/** Above this share of its time in use, the process has more urgent work: requests to answer, messages to send. */
const BUSY = 0.85;
const WINDOW_MS = 50;
/** Short enough that four runners still handle some 200 events a second in a process that is never idle. */
const WAIT_MS = 20;

/** The share of time this thread was in use since the last call. */
function utilizationMeter(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}

/**
 * Lets background work yield to requests.
 * @param utilization share of time in use since it was last asked
 * @param wait how it waits, in milliseconds
 * @returns to be awaited before each piece of work: at once in a process with time to spare, after 20 ms in a busy one
 */
export function createYieldWhenBusy(
  utilization: () => number = utilizationMeter(),
  wait: (ms: number) => Promise<void> = pause,
): () => Promise<void> {
  let measured = -Infinity;
  let busy = false;
  return async () => {
    const now = performance.now();
    if (now - measured >= WINDOW_MS) {
      measured = now;
      busy = utilization() > BUSY;
    }
    if (busy) await wait(WAIT_MS);
  };
}
