import type { Logger } from '../../observability';
import { processWechatEvents, type WechatEventHandlers } from './processEvents';

const POLL_MS = 1000;

/**
 * Handles WeChat's events about a second after they were stored, by whichever process runs this.
 * @returns `stop`, which lets the events under way end
 */
export function startWechatEventWorker(handlers: WechatEventHandlers, logger: Logger): { stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running = Promise.resolve();

  async function round(): Promise<void> {
    try {
      await processWechatEvents(handlers, logger, new Date());
    } catch (error) {
      logger.error({ action: 'wechat.events_failed', err: error });
    }
    if (!stopped) schedule();
  }
  function schedule(): void {
    timer = setTimeout(() => {
      running = round();
    }, POLL_MS);
  }
  schedule();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
