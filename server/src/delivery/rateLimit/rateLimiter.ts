import { databaseNow } from '../../database';
import type { Logger } from '../../observability';
import type { ProviderDown } from '../leases/model';
import type { Decision } from '../ports';
import { CircuitBreaker } from './circuitBreaker';
import { loadSharedRate, readSharedRate, setBlock, type Block, type SharedRate } from './sharedRate';
import { TokenBucket } from './tokenBucket';

/** How the provider reacted to a send. */
export type RateSignal = 'good' | 'busy' | 'minute' | 'day' | null;

/** Longer than a time-out and the wait for the next attempt together. */
const SILENT_MS = 30_000;

/** Decides how many sends may begin now, from the shared rate and blocks and from what this worker's sends meet. */
export class RateLimiter {
  private isLoaded = false;
  private rate = 0;
  private block: Block | null = null;
  private blockedUntil = -Infinity;
  private reporting = false;
  private reads = 0;
  private applied = 0;
  private heardAt = -Infinity;
  private busyCode = 0;
  private readonly bucket: TokenBucket;
  private readonly breaker: CircuitBreaker;

  /**
   * @param limits.rate sends a second of all workers together
   * @param limits.concurrency slots of this worker
   * @param share how much of the shared rate is this worker's, 0…1
   */
  constructor(
    private readonly limits: { rate: number; concurrency: number },
    private readonly share: () => number,
    private readonly logger: Logger,
    private readonly monotonic: () => number = () => performance.now(),
  ) {
    this.bucket = new TokenBucket(monotonic());
    this.breaker = new CircuitBreaker(limits.concurrency);
  }

  /** Reads the shared rate, and makes it the first time; to be called at every heartbeat. */
  async refresh(): Promise<void> {
    const read = ++this.reads;
    const shared = this.isLoaded ? await readSharedRate() : await loadSharedRate(this.limits.rate);
    this.isLoaded = true;
    // A read that began earlier knows less: it must not lift a block that was set meanwhile.
    if (shared === null || read < this.applied) return;
    this.applied = read;
    this.apply(shared);
  }

  private apply({ rate, block }: SharedRate): void {
    this.rate = rate;
    if (block?.id !== this.block?.id) {
      this.block = block;
      // What is left of the block by the wall clock, but never longer than it was meant to be.
      const left = block ? Math.min(block.ms, block.at.getTime() + block.ms - databaseNow().getTime()) : 0;
      this.blockedUntil = this.monotonic() + Math.max(0, left);
    }
  }

  isBlocked(): boolean {
    return this.monotonic() < this.blockedUntil;
  }

  /** The block in force, for the one who may end it. */
  currentBlock(): Block | null {
    return this.isBlocked() ? this.block : null;
  }

  /** Whether the provider as a whole seems down. */
  isProviderDown(): boolean {
    return this.breaker.isTripped();
  }

  /** For how long the provider as a whole has seemed down, and its last code; null while it seems well. */
  providerDown(): ProviderDown | null {
    if (!this.breaker.isTripped()) return null;
    return { seconds: Math.round(this.breaker.trippedMs(this.monotonic()) / 1000), code: this.busyCode };
  }

  /** Whether a send to this recipient says something about the provider. */
  isTelling(recipient: string): boolean {
    return this.breaker.isTelling(recipient);
  }

  /** Whether the provider has given no useful answer to anybody here for a while. */
  isProviderSilent(): boolean {
    return this.monotonic() - this.heardAt > SILENT_MS;
  }

  /**
   * How many of `wanted` sends may begin now.
   * @param inFlight sends under way or about to be
   */
  take(wanted: number, inFlight: number): number {
    const now = this.monotonic();
    if (now < this.blockedUntil) return 0;
    const room = Math.max(0, this.breaker.allowed(now) - inFlight);
    return this.bucket.take(Math.min(wanted, room), this.perSecond(), now);
  }

  /** Sends a second that are this worker's part of the shared rate. */
  perSecond(): number {
    return this.rate * this.share();
  }

  giveBack(count: number): void {
    this.bucket.giveBack(count);
  }

  /** Milliseconds after which asking again makes sense. */
  waitMs(): number {
    const now = this.monotonic();
    return Math.max(this.blockedUntil - now, this.breaker.waitMs(now), this.bucket.waitMs(this.perSecond()), 0);
  }

  /** Learns from the outcome of a send to `recipient` that left at `startedAt` (monotonic milliseconds). */
  learn({ signal, code }: Pick<Decision, 'signal' | 'code'>, recipient: string, startedAt: number): void {
    const now = this.monotonic();
    if (signal !== 'busy') this.heardAt = now;
    if (signal === 'good') this.breaker.good(now, recipient, startedAt);
    if (signal !== 'busy') return this.learnLimit(signal);
    this.busyCode = code;
    this.breaker.busy(now, recipient, startedAt);
  }

  private learnLimit(signal: RateSignal): void {
    if (signal === 'minute' || signal === 'day') void this.reportLimit(signal);
  }

  private async reportLimit(reason: 'minute' | 'day'): Promise<void> {
    if (this.reporting || this.isBlocked()) return;
    this.reporting = true;
    try {
      // Stand still at once, then tell the others.
      const known = this.block?.id ?? null;
      this.blockedUntil = this.monotonic() + 1000;
      await setBlock(reason, known, databaseNow());
      await this.refresh();
      this.logger.warn({ action: 'push.limit', reason, block: this.block?.id });
    } catch (err) {
      this.logger.error({ action: 'push.limit', reason, err });
    } finally {
      this.reporting = false;
    }
  }
}
