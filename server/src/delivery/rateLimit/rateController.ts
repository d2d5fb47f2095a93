import type { Logger } from '../../observability';
import { clearBlock, raiseRate, setPublishedLimit } from './sharedRate';
import type { RateLimiter } from './rateLimiter';

/** What the provider says of its limits. */
export interface ProviderQuota {
  daily: { remain: number };
  /** Calls allowed in a window, when it limits them. */
  rate: { calls: number; seconds: number } | null;
}

const MINUTE_MS = 60_000;
const FIRST_ASK_MS = 2000;
const LONGEST_ASK_MS = 5 * MINUTE_MS;
const LIMIT_ASK_MS = 10 * MINUTE_MS;

/**
 * Adjusts the shared rate, in one worker of all: raises it minute by minute, keeps it below what the provider publishes, and
 * while the daily quota is used up asks the provider at growing intervals whether it was reset or enlarged.
 */
export class RateController {
  private raisedAt: number;
  private limitAskedAt = -Infinity;
  private blockId: string | null = null;
  private askAt = -Infinity;
  private askMs = FIRST_ASK_MS;

  constructor(
    private readonly limiter: RateLimiter,
    private readonly quota: () => Promise<ProviderQuota | null>,
    private readonly logger: Logger,
    private readonly monotonic: () => number = () => performance.now(),
  ) {
    this.raisedAt = monotonic();
  }

  /** To be called about once a second. */
  async adjust(): Promise<void> {
    const now = this.monotonic();
    const block = this.limiter.currentBlock();
    if (block === null) {
      await this.adjustRate(now);
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
    const quota = await this.quota();
    this.askAt = this.monotonic() + this.askMs;
    if (quota?.daily.remain === 0) {
      this.askMs = Math.min(LONGEST_ASK_MS, this.askMs * 2);
      return;
    }
    // When the provider does not say, sending is the question: a refusal by quota delivers nothing and blocks again for longer.
    this.logger.info({ action: 'push.quota', remain: quota?.daily.remain ?? null });
    await clearBlock(block.id);
  }

  private async adjustRate(now: number): Promise<void> {
    if (now - this.raisedAt > MINUTE_MS) {
      this.raisedAt = now;
      await raiseRate();
    }
    if (now - this.limitAskedAt > LIMIT_ASK_MS) {
      this.limitAskedAt = now;
      const quota = await this.quota();
      // Without an answer the limit known before stands.
      if (quota) await setPublishedLimit(quota.rate && quota.rate.calls / quota.rate.seconds);
    }
  }
}
