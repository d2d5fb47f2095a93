import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../../observability';
import { Signal } from './signal';
import { writeOutcomes, type Settled } from './writeOutcomes';

/** Batches being written at once. */
const WRITERS = 2;
const RETRY_WRITE_MS = 200;

/** Whether an outcome concerns more than its delivery; nearly all do not. */
function needsEffect({ decision }: Settled): boolean {
  return decision.credit !== 'spent' || decision.hold !== null || decision.openidInvalid;
}

/** Writes outcomes down in batches. What cannot be written (the database is away) is kept and tried again. */
export class Settler {
  private waiting: Settled[] = [];
  private writing = 0;
  private readonly signal = new Signal();
  private stopping = false;
  private readonly running: Promise<void>;

  /**
   * @param deps.gatherMs outcomes are gathered this long before they are written: a write costs little more for thirty
   * than for one
   * @param deps.onWritten called with each batch once it is durable
   */
  constructor(
    private readonly deps: {
      gatherMs: number;
      logger: Logger;
      now: () => Date;
      applyAfterEffects: (settled: readonly Settled[], now: Date) => Promise<void>;
      onWritten: (batch: readonly Settled[]) => void;
    },
  ) {
    this.running = this.run();
  }

  add(...settled: readonly Settled[]): void {
    this.waiting.push(...settled);
    this.signal.ring();
  }

  /** Writes what is left and ends. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.signal.ring();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping || this.waiting.length > 0 || this.writing > 0) {
      if (this.waiting.length === 0 || this.writing === WRITERS) {
        await this.signal.wait(1000);
        continue;
      }
      if (!this.stopping) await pause(this.deps.gatherMs);
      const batch = this.waiting;
      this.waiting = [];
      void this.write(batch);
    }
  }

  private async write(batch: Settled[]): Promise<void> {
    this.writing += 1;
    try {
      const special = batch.filter(needsEffect);
      if (special.length > 0) await this.deps.applyAfterEffects(special, this.deps.now());
      await writeOutcomes(batch);
      this.deps.onWritten(batch);
    } catch (err) {
      this.deps.logger.error({ action: 'push.settle', err });
      await pause(RETRY_WRITE_MS);
      this.waiting.unshift(...batch);
    }
    this.writing -= 1;
    this.signal.ring();
  }
}
