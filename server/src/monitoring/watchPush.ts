import { relayOutbox } from '../campaigns';
import type { Logger } from '../observability';
import type { WechatClient } from '../wechat';
import { checkPushHealth } from './healthCheck';
import { repairDueTimes } from './repairDueTimes';

/** How often push is watched: each alarm is there within a minute, and gone within a minute of the mending. */
export const WATCH_MS = 10_000;

/**
 * What the coordinator looks after: events without a campaign, due times that no clock will reach, and whether push is broken. Clock-driven
 * jobs would leave it to whichever process's wall clock is ahead.
 */
export async function watchPush(client: Pick<WechatClient, 'check'>, now: () => Date, logger: Logger): Promise<void> {
  try {
    await relayOutbox();
    await repairDueTimes(now());
  } finally {
    await checkPushHealth(now(), logger, await client.check());
  }
}
