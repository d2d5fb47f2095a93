import type { Block, PaceRecord } from '../pace/sharedPace';

/** The block of WeChat that is in force at `now`; null when there is none. */
export function blockNow(pace: PaceRecord | null, now: Date): Block | null {
  const block = pace?.block ?? null;
  return block !== null && block.at.getTime() + block.ms > now.getTime() ? block : null;
}
