import { setTimeout as pause } from 'node:timers/promises';
import { isUnavailable } from '../database';
import type { Logger } from '../observability';
import { backoffMs, Notifier, type Backoff } from '../runtime';

/** Batches being written at once. */
const WRITERS = 2;
const RETRY_WRITE_MS = 200;
/** How often an outcome that the database refuses is tried again. */
const REFUSED: Backoff = { firstMs: 200, longestMs: 30_000 };

/** An outcome to be written, and who waits for that. */
interface Entry<T> {
  outcome: T;
  written: () => void;
}

/**
 * Writes outcomes in batches. What cannot be written because the database is away is kept and tried again; what the database
 * refuses is tried by itself, so that it keeps no other from being written.
 */
export class OutcomeWriter<T> {
  private next: Entry<T>[] = [];
  private writing = 0;
  private refused = 0;
  private readonly notifier = new Notifier();
  private stopping = false;
  private readonly running: Promise<void>;

  /**
   * @param deps.gatherMs outcomes are gathered this long before they are written: a write costs little more for thirty
   * than for one
   */
  constructor(
    private readonly deps: {
      record: (outcomes: readonly T[]) => Promise<void>;
      gatherMs: number;
      logger: Logger;
    },
  ) {
    this.running = this.run();
  }

  /** Returns when the outcomes are durable. */
  async write(outcomes: readonly T[]): Promise<void> {
    if (outcomes.length === 0) return;
    const written = outcomes.map(
      (outcome) => new Promise<void>((resolve) => this.next.push({ outcome, written: resolve })),
    );
    this.notifier.notify();
    await Promise.all(written);
  }

  /** Writes what is left and ends. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.notifier.notify();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping || this.next.length > 0 || this.writing + this.refused > 0) {
      if (this.next.length === 0 || this.writing === WRITERS) {
        await this.notifier.wait(1000);
        continue;
      }
      if (!this.stopping) await pause(this.deps.gatherMs);
      const batch = this.next;
      this.next = [];
      void this.record(batch);
    }
  }

  private async record(batch: readonly Entry<T>[]): Promise<void> {
    this.writing += 1;
    if (!(await this.tryToWrite(batch))) {
      for (const entry of batch) if (!(await this.tryToWrite([entry]))) void this.insistOn(entry);
    }
    this.writing -= 1;
    this.notifier.notify();
  }

  /** Writes entries; waits while the database is away. @returns false when it refuses them */
  private async tryToWrite(entries: readonly Entry<T>[]): Promise<boolean> {
    for (;;) {
      try {
        await this.deps.record(entries.map(({ outcome }) => outcome));
        for (const { written } of entries) written();
        return true;
      } catch (err) {
        this.deps.logger.error({ action: 'push.outcomes', count: entries.length, err });
        if (!isUnavailable(err)) return false;
        await pause(RETRY_WRITE_MS);
      }
    }
  }

  /** Tries a refused entry again and again, less and less often: given up, its message would be sent once more. */
  private async insistOn(entry: Entry<T>): Promise<void> {
    this.refused += 1;
    let tries = 1;
    do await pause(backoffMs(tries++, REFUSED));
    while (!(await this.tryToWrite([entry])));
    this.refused -= 1;
    this.notifier.notify();
  }
}
