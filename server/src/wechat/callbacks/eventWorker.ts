import type { Logger } from '../../observability';
import { Poller } from '../../runtime';
import { processWechatEvents, type WechatEventHandlers } from './processEvents';

const POLL_MS = 1000;

/** Handles WeChat's events at the latest a second after they were stored, in whichever process runs this. */
export function startWechatEventWorker(handlers: WechatEventHandlers, logger: Logger): Poller {
  return new Poller({
    action: 'wechat.events_failed',
    work: async () => void (await processWechatEvents(handlers, logger, new Date())),
    pauseMs: POLL_MS,
    logger,
  });
}
