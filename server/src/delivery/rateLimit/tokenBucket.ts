/** Longest burst in seconds of the rate. */
const BURST_S = 0.1;

/** A token bucket on the monotonic clock: `take` answers how many may go now. */
export class TokenBucket {
  private tokens = 0;
  private filledAt: number;

  constructor(now: number) {
    this.filledAt = now;
  }

  /** Fills up at `rate` a second until `now` (monotonic milliseconds). */
  private fill(rate: number, now: number): void {
    const most = Math.max(1, rate * BURST_S);
    this.tokens = Math.min(most, this.tokens + ((now - this.filledAt) / 1000) * rate);
    this.filledAt = now;
  }

  /** Takes up to `wanted` tokens. */
  take(wanted: number, rate: number, now: number): number {
    this.fill(rate, now);
    const taken = Math.min(wanted, Math.floor(this.tokens));
    this.tokens -= taken;
    return taken;
  }

  /** Gives back what was not used. */
  giveBack(count: number): void {
    this.tokens += count;
  }

  /** Milliseconds until the next token. */
  waitMs(rate: number): number {
    return this.tokens >= 1 || rate <= 0 ? 0 : Math.ceil(((1 - this.tokens) / rate) * 1000);
  }
}
