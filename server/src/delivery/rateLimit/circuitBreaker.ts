const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
/** So many busy answers in a row, to so many recipients, mean that the provider is down, not that a delivery is unlucky. */
const STREAK = 16;
const RECIPIENTS = 8;

/**
 * How many requests may be in flight. A streak of busy or missing answers trips it: then one probe at a time goes out, at
 * growing intervals, until a good answer resets it; further good ones widen the window one by one. Single failures change
 * nothing.
 */
export class CircuitBreaker {
  private window: number;
  private streak = 0;
  private readonly recipients = new Set<string>();
  private trips = 0;
  private waitUntil = -Infinity;

  /**
   * @param concurrency the window when all is well
   * @param random jitter, 0…1
   */
  constructor(
    private readonly concurrency: number,
    private readonly random: () => number = Math.random,
  ) {
    this.window = concurrency;
  }

  /** Requests that may be in flight at the monotonic time `now` (milliseconds). */
  allowed(now: number): number {
    return now < this.waitUntil ? 0 : this.window;
  }

  /** Whether the provider as a whole seems down: then a busy answer is not the delivery's fault. */
  isTripped(): boolean {
    return this.trips > 0;
  }

  /** Milliseconds until a request may go out again, 0 when one may now. */
  waitMs(now: number): number {
    return Math.max(0, this.waitUntil - now);
  }

  good(): void {
    this.endStreak();
    this.trips = 0;
    this.window = Math.min(this.concurrency, this.window + 1);
  }

  /** @param recipient whose delivery it was */
  busy(now: number, recipient: string): void {
    this.streak += 1;
    this.recipients.add(recipient);
    const enough = Math.max(1, Math.min(this.window, STREAK));
    if (now < this.waitUntil || this.streak < enough || this.recipients.size < Math.min(enough, RECIPIENTS)) return;
    this.endStreak();
    this.window = 1;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.trips);
    this.trips += 1;
    this.waitUntil = now + wait * (0.75 + this.random() / 4);
  }

  private endStreak(): void {
    this.streak = 0;
    this.recipients.clear();
  }
}
