import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../../observability';
import { applyAfterEffects, needsEffect } from './afterEffects';
import { Signal } from './signal';
import { writeOutcomes, type Settled } from './wave';

/** Answers are gathered this long before they are written: a write costs about as much for thirty as for one. */
const GATHER_MS = 2;
const RETRY_WRITE_MS = 200;

/** Writes outcomes down, one batch after the other. What cannot be written (the database is away) is kept and tried again. */
export class Settler {
  private waiting: Settled[] = [];
  private readonly signal = new Signal();
  private stopping = false;
  private readonly running: Promise<void>;

  /** @param deps.onWritten called with each batch once it is durable */
  constructor(
    private readonly deps: {
      lock: string;
      logger: Logger;
      now: () => Date;
      onWritten: (batch: readonly Settled[]) => void;
    },
  ) {
    this.running = this.run();
  }

  add(...settled: Settled[]): void {
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
    while (!this.stopping || this.waiting.length > 0) {
      if (this.waiting.length === 0) {
        await this.signal.wait(1000);
        if (!this.stopping) await pause(GATHER_MS);
        continue;
      }
      const batch = this.waiting;
      this.waiting = [];
      try {
        const special = batch.filter(needsEffect);
        if (special.length > 0) await applyAfterEffects(special, this.deps.now());
        await writeOutcomes(batch, this.deps.lock);
        this.deps.onWritten(batch);
      } catch (err) {
        this.deps.logger.error({ action: 'push.settle', err });
        this.waiting.unshift(...batch);
        await pause(RETRY_WRITE_MS);
      }
    }
  }
}
