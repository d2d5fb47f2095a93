import type { Logger } from '../observability';
import type { Notifier } from '../runtime';
import type { Decision, Delivery, DeliveryPorts } from './ports';

/** Most and fewest deliveries prefetched at once; in between, what a second needs. */
const MOST = 1500;
const FEWEST = 100;
/** Read on when so much of it is left. */
const REFILL_SHARE = 0.25;
/** What was read longer ago may have changed: its resident may have left. */
const STALE_MS = 2000;
/** How long nothing is read after everything was found, unless there may be more. */
const REST_MS = 150;

/** Deliveries that are due, read ahead of their sending, for two seconds at most. */
export class Prefetcher<T extends Delivery> {
  private items: { delivery: T; readAt: number }[] = [];
  private ids = new Set<string>();
  /** While reading: what was prefetched or in flight at any moment since it began; the answer may show it as it was before. */
  private touched = new Set<string>();
  private reading = false;
  private restUntil = -Infinity;
  private generation = 0;

  constructor(
    private readonly deps: {
      nextDue: DeliveryPorts<T, Decision>['nextDue'];
      partitions: () => readonly number[];
      now: () => Date;
      logger: Logger;
      /** Sends a second that may be expected. */
      perSecond: () => number;
      /** Notified when there is something to take. */
      found: Pick<Notifier, 'notify'>;
    },
  ) {}

  get length(): number {
    return this.items.length;
  }

  /** Forgets everything: what may be sent changed, or the partitions. */
  clear(): void {
    this.generation += 1;
    this.items = [];
    this.ids.clear();
    this.restUntil = -Infinity;
  }

  /** There may be more to find: the next `fill` reads at once when nothing is left. */
  expectMore(): void {
    if (this.items.length === 0) this.restUntil = -Infinity;
  }

  /** Takes up to `most` for which `accept` says `take`; those it says `later` stay, `drop` goes. */
  take(most: number, accept: (delivery: T) => 'take' | 'later' | 'drop'): T[] {
    const taken: T[] = [];
    const later: typeof this.items = [];
    const staleBefore = performance.now() - STALE_MS;
    let looked = 0;
    for (; looked < this.items.length && taken.length < most; looked++) {
      const item = this.items[looked] as (typeof this.items)[number];
      const { delivery, readAt } = item;
      const verdict = readAt < staleBefore ? 'drop' : accept(delivery);
      if (verdict === 'later') {
        later.push(item);
        continue;
      }
      this.ids.delete(delivery.id);
      this.touched.add(delivery.id);
      if (verdict === 'take') taken.push(delivery);
    }
    if (looked > 0) this.items = [...later, ...this.items.slice(looked)];
    return taken;
  }

  /**
   * Reads on when little is left; one reading at a time.
   * @param inFlight by id: the database may still show them as waiting
   */
  fill(inFlight: ReadonlyMap<string, unknown>): void {
    const enough = this.items.length > this.size() * REFILL_SHARE;
    if (this.reading || enough || performance.now() < this.restUntil) return;
    this.reading = true;
    void this.read(inFlight).finally(() => {
      this.reading = false;
    });
  }

  private size(): number {
    return Math.min(MOST, Math.max(FEWEST, Math.ceil(this.deps.perSecond())));
  }

  private async read(inFlight: ReadonlyMap<string, unknown>): Promise<void> {
    const { nextDue, partitions, now, logger, found } = this.deps;
    const { generation } = this;
    const readAt = performance.now();
    const most = this.size();
    this.touched = new Set([...inFlight.keys(), ...this.ids]);
    try {
      const ours = partitions();
      const deliveries = ours.length === 0 ? [] : await nextDue(ours, now(), most, this.touched);
      // Cleared meanwhile: to be read again at once.
      if (generation !== this.generation) return found.notify();
      for (const delivery of deliveries) {
        this.items.push({ delivery, readAt });
        this.ids.add(delivery.id);
      }
      // What is more pressing than what was read before does not wait behind it; the order of equals stays.
      this.items.sort((a, b) => a.delivery.rank - b.delivery.rank);
      // Fewer than asked for: there is no more for now.
      if (deliveries.length < most) this.restUntil = performance.now() + REST_MS;
      if (deliveries.length > 0) found.notify();
    } catch (err) {
      this.restUntil = performance.now() + REST_MS;
      logger.error({ action: 'push.prefetch', err });
    }
  }
}
