import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../observability';
import { Notifier } from '../runtime';
import { InFlightTracker } from './inFlightTracker';
import { inFlightGauge, outcomesCounter } from './metrics';
import { OutcomeWriter } from './outcomeWriter';
import type { Decision, Delivery, DeliveryPorts, Outcome } from './ports';
import { Prefetcher } from './prefetcher';
import type { RateLimiter } from './rateLimit/rateLimiter';

const IDLE_MS = 250;
const RETRY_LOG_MS = 200;
/** Answers are gathered this long before the log is written: less long when more than half of the slots are taken. */
const GATHER_MS = 5;
const SCARCE_GATHER_MS = 1;
/** Gather time before outcomes are written: short for those that hold a slot, longer for those that the log remembers. */
const HOLDING_GATHER_MS = 3;
const LOGGED_GATHER_MS = 30;
/** Accepted deliveries that the log may remember beyond the slots; more means that the database does not keep up. */
const BACKLOG = 1000;
/** The part of the deliveries at hand that is looked at for a probe. */
const PROBE_SHARE = 0.2;

interface SendLoopDeps<T extends Delivery, D extends Decision> {
  ports: DeliveryPorts<T, D>;
  limiter: RateLimiter;
  logger: Logger;
  /** The name of this worker's in-flight log. */
  worker: string;
  /** Slots: deliveries of this worker whose outcome is not durable yet. */
  concurrency: number;
  /** Partitions that are ours now. */
  partitions: () => readonly number[];
  now: () => Date;
}

/**
 * The life of a delivery, in the order of this file: prefetched → chosen → named in the in-flight log → sent → decided →
 * acknowledged in the log, or its outcome written → its slot free again. A slot is free only when the outcome is durable, so
 * a crash leaves at most `concurrency` deliveries that may have arrived without our knowing.
 */
export class SendLoop<T extends Delivery, D extends Decision> {
  private readonly prefetcher: Prefetcher<T>;
  private readonly tracker: InFlightTracker<T, D>;
  /** Writes outcomes whose deliveries hold a slot until then. */
  private readonly slotHoldingWriter: OutcomeWriter<Outcome<T, D>>;
  /** Writes outcomes that the in-flight log remembers. */
  private readonly acceptedWriter: OutcomeWriter<Outcome<T, D>>;
  private readonly notifier = new Notifier();
  private readonly running: Promise<void>;
  private stopping = false;

  constructor(private readonly deps: SendLoopDeps<T, D>) {
    const { ports, limiter, logger, worker, partitions, now } = deps;
    const { nextDue, record, refresh } = ports;
    const perSecond = (): number => limiter.perSecond();
    this.prefetcher = new Prefetcher({ nextDue, partitions, now, logger, perSecond, found: this.notifier });
    this.tracker = new InFlightTracker(worker, refresh);
    this.slotHoldingWriter = new OutcomeWriter({ record, gatherMs: HOLDING_GATHER_MS, logger });
    this.acceptedWriter = new OutcomeWriter({ record, gatherMs: LOGGED_GATHER_MS, logger });
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

  /** Whether deliveries of a partition are still in flight here, or named by the log. */
  isBusyIn(partition: number): boolean {
    return this.tracker.isBusyIn(partition);
  }

  /** Begins nothing new and waits until everything in flight is answered and written. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.notifier.notify();
    await this.running;
    await Promise.all([this.slotHoldingWriter.stop(), this.acceptedWriter.stop()]);
    await this.tracker.end();
  }

  private async run(): Promise<void> {
    while (!this.stopping || this.tracker.deliveries.size > 0) {
      try {
        await this.turn();
      } catch (err) {
        this.deps.logger.error({ action: 'push.send-loop', err });
        await pause(RETRY_LOG_MS);
      }
    }
  }

  private async turn(): Promise<void> {
    const { tracker, prefetcher } = this;
    if (tracker.slotsTaken > 0) await pause(this.gatherMs());
    if (!this.stopping) prefetcher.fill(tracker.deliveries);
    const next = this.stopping ? [] : this.chooseNext();
    if (next.length === 0 && !tracker.mustWriteWithoutNew) await this.notifier.wait(this.idleMs());
    else if (await this.log(next)) this.sendAll(next);
  }

  private gatherMs(): number {
    return this.tracker.slotsTaken > this.deps.concurrency / 2 ? SCARCE_GATHER_MS : GATHER_MS;
  }

  private idleMs(): number {
    if (this.stopping || this.prefetcher.length === 0) return IDLE_MS;
    return Math.min(IDLE_MS, Math.max(1, this.deps.limiter.waitMs()));
  }

  /** The prefetched deliveries that go out now: as many as slots and rate allow. */
  private chooseNext(): T[] {
    const { limiter, concurrency } = this.deps;
    const { slotsTaken } = this.tracker;
    const backlog = this.tracker.deliveries.size - slotsTaken;
    const wanted = backlog > BACKLOG ? 0 : Math.min(this.prefetcher.length, concurrency - slotsTaken);
    const allowed = wanted <= 0 ? 0 : limiter.take(wanted, slotsTaken);
    if (allowed === 0) return [];
    const probes = limiter.isProviderDown() ? this.choose(allowed, (delivery) => this.isGoodProbe(delivery)) : [];
    const chosen = probes.length > 0 ? probes : this.choose(allowed, () => true);
    limiter.giveBack(allowed - chosen.length);
    // What was left has been dropped.
    if (chosen.length === 0) this.tellWhenIdle();
    return chosen;
  }

  /**
   * While the provider is down, the first probes are deliveries without an unanswered attempt, to people who were not failing before; at
   * random, because those who come first may be the very ones to whom nothing can be sent.
   */
  private isGoodProbe({ uncertain, recipient }: T): boolean {
    return !uncertain && this.deps.limiter.isTelling(recipient) && Math.random() < PROBE_SHARE;
  }

  /** Up to `most` deliveries that are `wanted`: still to be sent, in time, and one at a time for each recipient. */
  private choose(most: number, wanted: (delivery: T) => boolean): T[] {
    const { ports, now, logger } = this.deps;
    const partitions = new Set(this.deps.partitions());
    const recipients = new Set<string>();
    const delays: { delivery: T; until: Date }[] = [];
    const at = now();
    const chosen = this.prefetcher.take(most, (delivery) => {
      const { recipient } = delivery;
      if (!partitions.has(delivery.partition) || !ports.maySend(delivery)) return 'drop';
      if (!wanted(delivery) || recipients.has(recipient) || this.tracker.isInFlight(recipient)) return 'later';
      const until = ports.notBefore(delivery, at);
      if (until) {
        delays.push({ delivery, until });
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
   * Names deliveries in the in-flight log, and notes there what was accepted since the last write.
   * @returns whether they may be sent
   */
  private async log(next: readonly T[]): Promise<boolean> {
    try {
      const { acknowledged, isLogged } = await this.tracker.write(next);
      void this.recordAccepted(acknowledged);
      if (isLogged) return true;
    } catch (err) {
      // The database is away: the log may or may not have been written, and nothing was sent.
      this.deps.logger.error({ action: 'push.in-flight-log', err });
      await pause(RETRY_LOG_MS);
      return false;
    }
    // Deliveries were taken back: what was prefetched before may be among them.
    this.deps.limiter.giveBack(next.length);
    this.prefetcher.clear();
    return false;
  }

  private sendAll(deliveries: readonly T[]): void {
    const { ports, limiter } = this.deps;
    const partitions = new Set(this.deps.partitions());
    const blocked = this.stopping || limiter.isBlocked();
    // Withdraw what a hold, a released partition or a limit took away while the log was written.
    const isWithdrawn = (delivery: T): boolean =>
      blocked || !partitions.has(delivery.partition) || !ports.maySend(delivery);
    const withdrawn = new Set(deliveries.filter(isWithdrawn));
    for (const delivery of withdrawn) this.tracker.remove(delivery);
    limiter.giveBack(withdrawn.size);
    for (const delivery of deliveries) if (!withdrawn.has(delivery)) void this.send(delivery);
    inFlightGauge.set(this.tracker.slotsTaken);
  }

  private async send(delivery: T): Promise<void> {
    try {
      const outcome = await this.attempt(delivery);
      const { state, code } = outcome.decision;
      outcomesCounter.inc({ state, code: String(code) });
      if (state === 'sent' && code === 0) this.noteAccepted(outcome);
      else await this.recordThenFreeSlot(outcome);
    } catch (err) {
      this.deps.logger.error({ action: 'push.attempt', err });
      await this.leaveInDoubt(delivery);
    }
  }

  private async attempt(delivery: T): Promise<Outcome<T, D>> {
    const { ports, limiter, now } = this.deps;
    const startedAt = performance.now();
    const result = await ports.send(delivery);
    const conditions = { isProviderDown: limiter.isProviderDown(), isProviderSilent: limiter.isProviderSilent() };
    const decision = ports.decide(delivery, result, conditions);
    limiter.learn(decision, delivery.recipient, startedAt);
    return { delivery, decision, at: now() };
  }

  /** Nobody could say what its attempt means, so it may have arrived: the domain decides as after a crash. */
  private async leaveInDoubt(delivery: T): Promise<void> {
    const { id, attempt, partition } = delivery;
    const { ports, now, logger } = this.deps;
    for (let isWritten = false; !isWritten;) {
      try {
        await ports.recordInDoubt([{ id, attempt, partition, accepted: null }], now());
        isWritten = true;
      } catch (err) {
        logger.error({ action: 'push.in-doubt', err });
        await pause(RETRY_LOG_MS);
      }
    }
    this.forget([delivery]);
  }

  /** Accepted: the next write of the log notes it, frees the slot, and hands the outcome on to `recordAccepted`. */
  private noteAccepted(outcome: Outcome<T, D>): void {
    this.tracker.acknowledge(outcome);
    this.notifier.notify();
  }

  private async recordAccepted(acknowledged: readonly Outcome<T, D>[]): Promise<void> {
    if (acknowledged.length === 0) return;
    await this.acceptedWriter.write(acknowledged);
    this.forget(acknowledged.map(({ delivery }) => delivery));
  }

  /** Every other outcome holds its slot until it is written. */
  private async recordThenFreeSlot(outcome: Outcome<T, D>): Promise<void> {
    await this.slotHoldingWriter.write([outcome]);
    this.forget([outcome.delivery]);
  }

  /** The outcomes of these deliveries are durable. */
  private forget(deliveries: readonly T[]): void {
    for (const delivery of deliveries) this.tracker.remove(delivery);
    this.tellWhenIdle();
    this.notifier.notify();
  }

  private tellWhenIdle(): void {
    if (this.tracker.deliveries.size === 0 && this.prefetcher.length === 0) this.deps.ports.onIdle();
  }
}
