import type { Logger } from '../observability';
import { Signal } from './sending/signal';

/**
 * Does `work` again and again: at once while it says there is more, else after `pauseMs` or when rung. A failure is logged
 * and waited out.
 */
export class Loop {
  private readonly bell = new Signal();
  private stopping = false;
  private readonly running: Promise<void>;

  constructor(
    private readonly action: string,
    private readonly work: () => Promise<boolean>,
    private readonly pauseMs: number,
    private readonly logger: Logger,
  ) {
    this.running = this.run();
  }

  ring(): void {
    this.bell.ring();
  }

  /** Waits for the turn under way. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const more = await this.work().catch((err: unknown) => {
        this.logger.error({ action: this.action, err });
        return false;
      });
      if (!more && !this.stopping) await this.bell.wait(this.pauseMs);
    }
  }
}
