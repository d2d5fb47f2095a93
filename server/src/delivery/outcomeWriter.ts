import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../observability';
import { Notifier } from '../runtime';

/** Batches being written at once. */
const WRITERS = 2;
const RETRY_WRITE_MS = 200;

/** Outcomes that are written together, and who waits for that. */
interface Batch<T> {
  outcomes: T[];
  written: Promise<void>;
  resolve: () => void;
}

function newBatch<T>(): Batch<T> {
  let resolve = (): void => undefined;
  const written = new Promise<void>((done) => (resolve = done));
  return { outcomes: [], written, resolve };
}

/** Writes outcomes in batches. What cannot be written because the database is away is kept and tried again. */
export class OutcomeWriter<T> {
  private next = newBatch<T>();
  private writing = 0;
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
  write(outcomes: readonly T[]): Promise<void> {
    if (outcomes.length === 0) return Promise.resolve();
    this.next.outcomes.push(...outcomes);
    this.notifier.notify();
    return this.next.written;
  }

  /** Writes what is left and ends. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.notifier.notify();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping || this.next.outcomes.length > 0 || this.writing > 0) {
      if (this.next.outcomes.length === 0 || this.writing === WRITERS) {
        await this.notifier.wait(1000);
        continue;
      }
      if (!this.stopping) await pause(this.deps.gatherMs);
      const batch = this.next;
      this.next = newBatch();
      void this.record(batch);
    }
  }

  private async record({ outcomes, resolve }: Batch<T>): Promise<void> {
    this.writing += 1;
    for (let isWritten = false; !isWritten;) {
      try {
        await this.deps.record(outcomes);
        isWritten = true;
      } catch (err) {
        this.deps.logger.error({ action: 'push.outcomes', err });
        await pause(RETRY_WRITE_MS);
      }
    }
    resolve();
    this.writing -= 1;
    this.notifier.notify();
  }
}
