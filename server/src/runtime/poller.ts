import { Notifier } from './notifier';

export interface PollerOptions {
  /** The action in the log under which a failed turn is reported. */
  action: string;
  /** One turn. True when there is more to do at once; nothing or false to pause first. */
  work: () => Promise<boolean | void>;
  /** The pause between two turns, in milliseconds, unless notified. */
  pauseMs: number;
  logger: { error: (fields: { action: string; err: unknown }) => void };
}

/**
 * Runs `work` again and again, never two turns at once: the next turn follows at once when the last one says that there is
 * more, else after the pause or at a notification. A turn that fails is logged and followed by the pause.
 */
export class Poller {
  private readonly notifier = new Notifier();
  private stopping = false;
  private readonly running: Promise<void>;

  /** Starts with a first turn at once. */
  constructor(private readonly options: PollerOptions) {
    this.running = this.run();
  }

  /** Ends the pause; during a turn, lets the next one follow at once. */
  notify(): void {
    this.notifier.notify();
  }

  /** Begins no further turn and waits for the one under way. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.notifier.notify();
    await this.running;
  }

  private async run(): Promise<void> {
    const { pauseMs } = this.options;
    while (!this.stopping) {
      const more = await this.turn();
      if (!more && !this.stopping) await this.notifier.wait(pauseMs);
    }
  }

  private async turn(): Promise<boolean> {
    const { action, work, logger } = this.options;
    try {
      return (await work()) ?? false;
    } catch (err) {
      logger.error({ action, err });
      return false;
    }
  }
}
