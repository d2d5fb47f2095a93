import type { Logger } from '../../observability';
import type { WechatClient } from '../../wechat';
import type { Pacer } from './pacer';
import { clearBlock, raiseRate, setCap } from './sharedPace';

export const SEND_PATH = '/cgi-bin/message/subscribe/send';

const MINUTE_MS = 60_000;
const FIRST_ASK_MS = 2000;
const LONGEST_ASK_MS = 5 * MINUTE_MS;
const LIMIT_ASK_MS = 10 * MINUTE_MS;

/**
 * The director's care for the shared pace: raises the rate minute by minute, keeps it below what WeChat publishes, and
 * while the daily quota is used up asks WeChat at growing intervals whether it was reset or enlarged.
 */
export class PaceTender {
  private raisedAt: number;
  private limitAskedAt = -Infinity;
  private blockId: string | null = null;
  private askAt = -Infinity;
  private askMs = FIRST_ASK_MS;

  constructor(
    private readonly pacer: Pacer,
    private readonly client: Pick<WechatClient, 'quota'>,
    private readonly logger: Logger,
    private readonly monotonic: () => number = () => performance.now(),
  ) {
    this.raisedAt = monotonic();
  }

  /** To be called about once a second by the director. */
  async tend(): Promise<void> {
    const now = this.monotonic();
    const block = this.pacer.currentBlock();
    if (block === null) {
      await this.tendRate(now);
      return;
    }
    if (block.reason !== 'day') return;
    if (this.blockId !== block.id) {
      // A quota that is refused again soon after we were told it is there is asked for less and less often.
      this.askMs = now - this.askAt < LONGEST_ASK_MS ? Math.min(LONGEST_ASK_MS, this.askMs * 2) : FIRST_ASK_MS;
      this.blockId = block.id;
      this.askAt = now + this.askMs;
    }
    if (now < this.askAt) return;
    const quota = await this.client.quota(SEND_PATH);
    this.askAt = this.monotonic() + this.askMs;
    if (quota?.daily.remain === 0) {
      this.askMs = Math.min(LONGEST_ASK_MS, this.askMs * 2);
      return;
    }
    // When WeChat does not say, sending is the question: a refusal by quota delivers nothing and blocks again for longer.
    this.logger.info({ action: 'push.quota', remain: quota?.daily.remain ?? null });
    await clearBlock(block.id);
  }

  private async tendRate(now: number): Promise<void> {
    if (now - this.raisedAt > MINUTE_MS) {
      this.raisedAt = now;
      await raiseRate();
    }
    if (now - this.limitAskedAt > LIMIT_ASK_MS) {
      this.limitAskedAt = now;
      const quota = await this.client.quota(SEND_PATH);
      // Without an answer the last word stands.
      if (quota) await setCap(quota.rate && quota.rate.calls / quota.rate.seconds);
    }
  }
}
