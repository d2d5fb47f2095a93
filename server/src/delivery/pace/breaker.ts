const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
/** So many busy answers in a row, to so many people, mean that WeChat as a whole is busy, not a message unlucky. */
const STREAK = 16;
const PEOPLE = 8;

/**
 * How many requests may be in flight. A streak of busy or missing answers closes the window down to one probe at growing
 * intervals; good answers open it again one by one. Single failures change nothing.
 */
export class Breaker {
  private window: number;
  private streak = 0;
  private readonly people = new Set<string>();
  private closings = 0;
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

  /** Whether WeChat as a whole seems down: then a busy answer is not the message's fault. */
  isProbing(): boolean {
    return this.closings > 0;
  }

  /** Milliseconds until a request may go out again, 0 when one may now. */
  waitMs(now: number): number {
    return Math.max(0, this.waitUntil - now);
  }

  good(): void {
    this.endStreak();
    this.closings = 0;
    this.window = Math.min(this.concurrency, this.window + 1);
  }

  /** @param person whose message it was */
  busy(now: number, person: string): void {
    this.streak += 1;
    this.people.add(person);
    const enough = Math.max(1, Math.min(this.window, STREAK));
    if (now < this.waitUntil || this.streak < enough || this.people.size < Math.min(enough, PEOPLE)) return;
    this.endStreak();
    this.window = 1;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.closings);
    this.closings += 1;
    this.waitUntil = now + wait * (0.75 + this.random() / 4);
  }

  private endStreak(): void {
    this.streak = 0;
    this.people.clear();
  }
}
