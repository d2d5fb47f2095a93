const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
/** So many people, and this share of those who were answered last, without a good answer: the provider is down. */
const FEWEST = 8;
const SHARE = 0.5;
/** The people who were answered last, and for how long that counts. */
const LAST = 64;
const WINDOW_MS = 10_000;
/** People whose failures are known to be their own; the oldest is forgotten first. */
const KNOWN = 10_000;

/** A busy, missing or good answer to a recipient. */
interface Answered {
  at: number;
  good: boolean;
}

/**
 * How many requests may be in flight. It trips when a large share of the people who were answered last had no good answer: then one probe
 * at a time goes out, at growing intervals, until a good answer resets it; further good ones widen the window one by one.
 * Who fails again and again while others are answered well is no sign of an outage, however long they are tried.
 */
export class CircuitBreaker {
  private window: number;
  private trips = 0;
  private trippedAt = -Infinity;
  private waitUntil = -Infinity;
  /** By recipient, the last answer at the end. */
  private readonly last = new Map<string, Answered>();
  private bad = 0;
  /** Recipients who failed while others were answered well. */
  private readonly failing = new Set<string>();

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

  /** Milliseconds since it tripped, 0 while the provider seems well. */
  trippedMs(now: number): number {
    return this.isTripped() ? now - this.trippedAt : 0;
  }

  /** Whether a probe to this recipient says something about the provider. */
  isTelling(recipient: string): boolean {
    return !this.failing.has(recipient);
  }

  /** Milliseconds until a request may go out again, 0 when one may now. */
  waitMs(now: number): number {
    return Math.max(0, this.waitUntil - now);
  }

  /** A good answer to a request that left at `startedAt`; late ones of before the outage say nothing of its end. */
  good(now: number, recipient: string, startedAt: number): void {
    if (this.isTripped() && startedAt < this.waitUntil) return;
    this.trips = 0;
    this.window = Math.min(this.concurrency, this.window + 1);
    this.failing.delete(recipient);
    this.note(recipient, { at: now, good: true });
    if (this.bad > 0 && this.bad < SHARE * this.last.size) this.blameRecipients(startedAt);
  }

  /** A busy or missing answer to a request that left at `startedAt`. */
  busy(now: number, recipient: string, startedAt: number): void {
    if (this.isTripped()) {
      if (startedAt >= this.waitUntil) this.wait(now);
      return;
    }
    if (this.failing.has(recipient)) return;
    this.note(recipient, { at: now, good: false });
    if (this.bad < FEWEST || this.bad < SHARE * this.last.size) return;
    this.trippedAt = now;
    this.window = 1;
    this.wait(now);
    this.last.clear();
    this.bad = 0;
  }

  private wait(now: number): void {
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.trips);
    this.trips += 1;
    this.waitUntil = now + wait * (0.75 + this.random() / 4);
  }

  private note(recipient: string, answer: Answered): void {
    this.forget(recipient);
    this.last.set(recipient, answer);
    if (!answer.good) this.bad += 1;
    for (const [oldest, { at }] of this.last) {
      if (this.last.size <= LAST && answer.at - at < WINDOW_MS) break;
      this.forget(oldest);
    }
  }

  private forget(recipient: string): void {
    if (this.last.get(recipient)?.good === false) this.bad -= 1;
    this.last.delete(recipient);
  }

  /** Somebody was answered well since these failed: it is theirs. */
  private blameRecipients(since: number): void {
    for (const [recipient, { at, good }] of this.last) {
      if (good || at > since) continue;
      this.forget(recipient);
      this.failing.add(recipient);
    }
    for (const oldest of this.failing) {
      if (this.failing.size <= KNOWN) break;
      this.failing.delete(oldest);
    }
  }
}
