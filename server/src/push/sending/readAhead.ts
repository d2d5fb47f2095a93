import type { Logger } from '../../observability';
import type { CampaignRecord } from '../model';
import { nextCandidates, type Candidate } from './candidates';

/** Deliveries read ahead at once; enough for a moment of full speed. */
const READ_AHEAD = 1500;
const REFILL_BELOW = 250;
/** How long nothing is read after nothing was found. */
const REST_MS = 250;

/** Deliveries that are due, read ahead of their sending. Owns nothing: whoever marks a delivery has it. */
export class ReadAhead {
  private items: Candidate[] = [];
  private ids = new Set<string>();
  private reading = false;
  private restUntil = -Infinity;
  private generation = 0;

  constructor(
    private readonly deps: {
      campaigns: () => readonly CampaignRecord[];
      parts: () => readonly number[];
      now: () => Date;
      logger: Logger;
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
    const later: Candidate[] = [];
    let looked = 0;
    for (; looked < this.items.length && taken.length < most; looked++) {
      const one = this.items[looked] as Candidate;
      const verdict = accept(one);
      if (verdict === 'later') {
        later.push(one);
        continue;
      }
      this.ids.delete(one.delivery._id);
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
    if (this.reading || this.items.length >= REFILL_BELOW || performance.now() < this.restUntil) return;
    this.reading = true;
    void this.read(open).finally(() => {
      this.reading = false;
    });
  }

  private async read(open: ReadonlyMap<string, unknown>): Promise<void> {
    const { generation } = this;
    const parts = this.deps.parts();
    const campaigns = this.deps.campaigns();
    try {
      const idle = parts.length === 0 || campaigns.length === 0;
      const found = idle ? [] : await nextCandidates(campaigns, parts, this.deps.now(), READ_AHEAD, this.ids);
      if (generation !== this.generation) return;
      for (const one of found) {
        if (open.has(one.delivery._id)) continue;
        this.items.push(one);
        this.ids.add(one.delivery._id);
      }
      if (found.length === 0) this.restUntil = performance.now() + REST_MS;
      else this.deps.onFound();
    } catch (err) {
      this.restUntil = performance.now() + REST_MS;
      this.deps.logger.error({ action: 'push.read', err });
    }
  }
}
