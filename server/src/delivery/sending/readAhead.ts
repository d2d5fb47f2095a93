import type { Logger } from '../../observability';
import type { SendableCampaign } from '../model';
import { nextCandidates, type Candidate } from './candidates';

/** Most and fewest deliveries read ahead at once; in between, what a second needs. */
const MOST = 1500;
const FEWEST = 100;
/** Read on when so much of it is left. */
const REFILL_SHARE = 0.25;
/** What was read longer ago may have changed: its resident may have left. */
const STALE_MS = 2000;
/** How long nothing is read after everything was found, unless somebody nudges. */
const REST_MS = 150;

/** Deliveries that are due, read ahead of their sending, for two seconds at most. */
export class ReadAhead {
  private items: (Candidate & { readAt: number })[] = [];
  private ids = new Set<string>();
  /** While reading: what was at hand or open at any moment since it began; the answer may show it as it was before. */
  private touched = new Set<string>();
  private reading = false;
  private restUntil = -Infinity;
  private generation = 0;

  constructor(
    private readonly deps: {
      campaigns: () => readonly SendableCampaign[];
      parts: () => readonly number[];
      now: () => Date;
      logger: Logger;
      /** Sends a second that may be expected. */
      perSecond: () => number;
      /** Called when there is something new at hand. */
      onFound: () => void;
    },
  ) {}

  get length(): number {
    return this.items.length;
  }

  /** Forgets everything: the order of campaigns changed, or the shares. */
  forget(): void {
    this.generation += 1;
    this.items = [];
    this.ids.clear();
    this.restUntil = -Infinity;
  }

  /** There may be more to find: the next `fill` reads at once when nothing is at hand. */
  nudge(): void {
    if (this.items.length === 0) this.restUntil = -Infinity;
  }

  /**
   * Takes up to `most` for which `accept` says `take`; those it says `later` stay, `drop` goes.
   */
  take(most: number, accept: (one: Candidate) => 'take' | 'later' | 'drop'): Candidate[] {
    const taken: Candidate[] = [];
    const later: typeof this.items = [];
    const fresh = performance.now() - STALE_MS;
    let looked = 0;
    for (; looked < this.items.length && taken.length < most; looked++) {
      const one = this.items[looked] as (typeof this.items)[number];
      const verdict = one.readAt < fresh ? 'drop' : accept(one);
      if (verdict === 'later') {
        later.push(one);
        continue;
      }
      this.ids.delete(one.delivery._id);
      this.touched.add(one.delivery._id);
      if (verdict === 'take') taken.push(one);
    }
    if (looked > 0) this.items = [...later, ...this.items.slice(looked)];
    return taken;
  }

  /**
   * Reads on when little is left; one reading at a time.
   * @param open deliveries in flight here, by id, which the database may still show as waiting
   */
  fill(open: ReadonlyMap<string, unknown>): void {
    const enough = this.items.length > this.size() * REFILL_SHARE;
    if (this.reading || enough || performance.now() < this.restUntil) return;
    this.reading = true;
    void this.read(open).finally(() => {
      this.reading = false;
    });
  }

  private size(): number {
    return Math.min(MOST, Math.max(FEWEST, Math.ceil(this.deps.perSecond())));
  }

  private async read(open: ReadonlyMap<string, unknown>): Promise<void> {
    const { generation } = this;
    const parts = this.deps.parts();
    const campaigns = this.deps.campaigns();
    const readAt = performance.now();
    const most = this.size();
    this.touched = new Set([...open.keys(), ...this.ids]);
    try {
      const idle = parts.length === 0 || campaigns.length === 0;
      const found = idle ? [] : await nextCandidates(campaigns, parts, this.deps.now(), most, this.touched);
      // Forgotten meanwhile: to be read again at once.
      if (generation !== this.generation) return this.deps.onFound();
      for (const one of found) {
        this.items.push({ ...one, readAt });
        this.ids.add(one.delivery._id);
      }
      // Fewer than asked for: there is no more for now.
      if (found.length < most) this.restUntil = performance.now() + REST_MS;
      if (found.length > 0) this.deps.onFound();
    } catch (err) {
      this.restUntil = performance.now() + REST_MS;
      this.deps.logger.error({ action: 'push.read', err });
    }
  }
}
