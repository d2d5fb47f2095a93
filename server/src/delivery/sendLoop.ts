import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../observability';
import { Notifier } from '../runtime';
import { InFlightTracker } from './inFlightTracker';
import { inFlightGauge, outcomesCounter } from './metrics';
import { OutcomeWriter } from './outcomeWriter';
import type { Decision, DeliveryPorts, Message, Outcome } from './ports';
import { Prefetcher } from './prefetcher';
import type { RateLimiter } from './rateLimit/rateLimiter';

const IDLE_MS = 250;
const RETRY_LOG_MS = 200;
/** Answers are gathered this long before the log is written: shortly where slots are scarce. */
const GATHER_MS = 5;
const SCARCE_GATHER_MS = 1;
/** Outcomes that hold a slot are written after so long, those that the log remembers in larger batches. */
const HOLDING_GATHER_MS = 3;
const LOGGED_GATHER_MS = 30;
/** Accepted messages that the log may remember beyond the slots; more means that the database does not keep up. */
const BACKLOG = 1000;

export interface SendLoopDeps<M extends Message, D extends Decision> {
  ports: DeliveryPorts<M, D>;
  limiter: RateLimiter;
  logger: Logger;
  /** The name of this worker's in-flight log. */
  worker: string;
  /** Slots: messages of this worker whose outcome is not durable yet. */
  concurrency: number;
  /** Partitions that are ours now. */
  partitions: () => readonly number[];
  now: () => Date;
}

/**
 * The life of a message, in the order of this file: prefetched → chosen → named in the in-flight log → sent → decided →
 * acknowledged in the log, or its outcome written → its slot free again. A slot is free only when the outcome is durable, so
 * a crash leaves at most `concurrency` messages that may have been delivered without our knowing.
 */
export class SendLoop<M extends Message, D extends Decision> {
  private readonly prefetcher: Prefetcher<M>;
  private readonly tracker: InFlightTracker<M, D>;
  /** Writes outcomes whose messages hold a slot until then. */
  private readonly holding: OutcomeWriter<Outcome<M, D>>;
  /** Writes outcomes that the in-flight log remembers. */
  private readonly logged: OutcomeWriter<Outcome<M, D>>;
  private readonly notifier = new Notifier();
  private readonly running: Promise<void>;
  private stopping = false;

  constructor(private readonly deps: SendLoopDeps<M, D>) {
    const { ports, limiter, logger, worker, partitions, now } = deps;
    const { nextDue, record, refresh } = ports;
    const perSecond = (): number => limiter.perSecond();
    this.prefetcher = new Prefetcher({ nextDue, partitions, now, logger, perSecond, found: this.notifier });
    this.tracker = new InFlightTracker(worker, refresh);
    this.holding = new OutcomeWriter({ record, gatherMs: HOLDING_GATHER_MS, logger });
    this.logged = new OutcomeWriter({ record, gatherMs: LOGGED_GATHER_MS, logger });
    this.running = this.run();
  }

  /** What may be sent changed, or the partitions: what was prefetched may be wrong now. */
  invalidate(): void {
    this.prefetcher.clear();
    this.notifier.notify();
  }

  /** There may be more to send. */
  notify(): void {
    this.prefetcher.expectMore();
    this.notifier.notify();
  }

  /** Whether messages of a partition are still in flight here, or named by the log. */
  isBusyIn(partition: number): boolean {
    return this.tracker.isBusyIn(partition);
  }

  /** Begins nothing new and waits until everything in flight is answered and written. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.notifier.notify();
    await this.running;
    await Promise.all([this.holding.stop(), this.logged.stop()]);
    await this.tracker.end();
  }

  private async run(): Promise<void> {
    const { tracker, prefetcher } = this;
    while (!this.stopping || tracker.messages.size > 0) {
      if (tracker.slotsTaken > 0) await pause(this.gatherMs());
      if (!this.stopping) prefetcher.fill(tracker.messages);
      const next = this.stopping ? [] : this.chooseNext();
      if (next.length === 0 && !tracker.isLogStale) await this.notifier.wait(this.idleMs());
      else if (await this.log(next)) this.sendAll(next);
    }
  }

  private gatherMs(): number {
    return this.tracker.slotsTaken > this.deps.concurrency / 2 ? SCARCE_GATHER_MS : GATHER_MS;
  }

  private idleMs(): number {
    if (this.stopping || this.prefetcher.length === 0) return IDLE_MS;
    return Math.min(IDLE_MS, Math.max(1, this.deps.limiter.waitMs()));
  }

  /** The prefetched messages that go out now: as many as slots and rate allow. */
  private chooseNext(): M[] {
    const { limiter, concurrency } = this.deps;
    const { slotsTaken } = this.tracker;
    const backlog = this.tracker.messages.size - slotsTaken;
    const wanted = backlog > BACKLOG ? 0 : Math.min(this.prefetcher.length, concurrency - slotsTaken);
    const allowed = wanted <= 0 ? 0 : limiter.take(wanted, slotsTaken);
    if (allowed === 0) return [];
    // While the provider is down, probes are first those for whom a lost answer does no harm yet.
    const certain = limiter.isProviderDown() ? this.choose(allowed, ({ uncertain }) => !uncertain) : [];
    const chosen = certain.length > 0 ? certain : this.choose(allowed, () => true);
    limiter.giveBack(allowed - chosen.length);
    return chosen;
  }

  /** Up to `most` messages that are `wanted`: still to be sent, in time, and one at a time for each recipient. */
  private choose(most: number, wanted: (message: M) => boolean): M[] {
    const { ports, now, logger } = this.deps;
    const partitions = new Set(this.deps.partitions());
    const recipients = new Set<string>();
    const delays: { message: M; until: Date }[] = [];
    const at = now();
    const chosen = this.prefetcher.take(most, (message) => {
      const { recipient } = message;
      if (!partitions.has(message.partition) || !ports.maySend(message)) return 'drop';
      if (!wanted(message) || recipients.has(recipient) || this.tracker.isInFlight(recipient)) return 'later';
      const until = ports.notBefore(message, at);
      if (until) {
        delays.push({ message, until });
        return 'drop';
      }
      recipients.add(recipient);
      return 'take';
    });
    if (delays.length > 0) {
      ports.putOff(delays).catch((err: unknown) => logger.error({ action: 'push.put-off', err }));
    }
    return chosen;
  }

  /**
   * Names messages in the in-flight log, and notes there what was accepted since the last write.
   * @returns whether they may be sent
   */
  private async log(next: readonly M[]): Promise<boolean> {
    try {
      const { acknowledged, isLogged } = await this.tracker.write(next);
      void this.transfer(acknowledged);
      if (isLogged) return true;
    } catch (err) {
      // The database is away: the log may or may not stand, and nothing was sent.
      this.deps.logger.error({ action: 'push.in-flight-log', err });
      await pause(RETRY_LOG_MS);
      return false;
    }
    // Messages were taken back: what was prefetched before may be among them.
    this.deps.limiter.giveBack(next.length);
    this.prefetcher.clear();
    return false;
  }

  private sendAll(messages: readonly M[]): void {
    const { ports, limiter } = this.deps;
    const partitions = new Set(this.deps.partitions());
    const blocked = this.stopping || limiter.isBlocked();
    for (const message of messages) {
      // What a hold, a released partition or a limit took away while the log was written.
      if (blocked || !partitions.has(message.partition) || !ports.maySend(message)) this.tracker.remove(message);
      else void this.send(message);
    }
    inFlightGauge.set(this.tracker.slotsTaken);
  }

  private async send(message: M): Promise<void> {
    const { ports, limiter, now } = this.deps;
    const result = await ports.send(message);
    const conditions = { isProviderDown: limiter.isProviderDown(), isProviderSilent: limiter.isProviderSilent() };
    const decision = ports.decide(message, result, conditions);
    limiter.learn(decision.signal, message.recipient);
    outcomesCounter.inc({ state: decision.state, code: String(decision.code) });
    const outcome = { message, decision, at: now() };
    if (decision.state === 'sent' && decision.code === 0) this.acknowledge(outcome);
    else await this.settle(outcome);
  }

  /** Accepted: the next write of the log notes it, frees the slot, and hands the outcome on to `transfer`. */
  private acknowledge(outcome: Outcome<M, D>): void {
    this.tracker.acknowledge(outcome);
    this.notifier.notify();
  }

  private async transfer(acknowledged: readonly Outcome<M, D>[]): Promise<void> {
    if (acknowledged.length === 0) return;
    await this.logged.write(acknowledged);
    this.release(acknowledged);
  }

  /** Every other outcome holds its slot until it is written. */
  private async settle(outcome: Outcome<M, D>): Promise<void> {
    await this.holding.write([outcome]);
    this.release([outcome]);
  }

  /** The outcomes are durable. */
  private release(outcomes: readonly Outcome<M, D>[]): void {
    for (const { message } of outcomes) this.tracker.remove(message);
    if (this.tracker.messages.size === 0 && this.prefetcher.length === 0) this.deps.ports.onIdle();
    this.notifier.notify();
  }
}
