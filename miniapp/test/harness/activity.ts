/** Timers longer than this belong to the page's own life (a clock, a poll), not to work a test waits for. */
const LONGEST_WAIT_MS = 2_000;
const GIVE_UP_MS = 120_000;
/** Turns of the event loop without work after which nothing more is coming. */
const QUIET_TURNS = 3;

type Callback = (...args: unknown[]) => void;

/** Knows what the program in the sandbox still has to do, so that tests wait for events and never for a time. */
export class Activity {
  private readonly timers = new Map<NodeJS.Timeout, boolean>();
  private pending = 0;

  constructor(private readonly onError: (error: unknown) => void) {}

  /** `setTimeout` and its kin for the sandbox; what a callback throws is reported, as WeChat's console would. */
  readonly clock = {
    setTimeout: (callback: Callback, delay = 0, ...args: unknown[]) => {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        this.guarded(callback, args);
      }, delay);
      this.timers.set(timer, delay <= LONGEST_WAIT_MS);
      return timer;
    },
    clearTimeout: (timer: NodeJS.Timeout) => this.drop(timer),
    setInterval: (callback: Callback, delay = 0, ...args: unknown[]) => {
      const timer = setInterval(() => this.guarded(callback, args), delay);
      this.timers.set(timer, false);
      return timer;
    },
    clearInterval: (timer: NodeJS.Timeout) => this.drop(timer),
  };

  /** Counts `work` as something to wait for until it has ended. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.pending += 1;
    try {
      return await work;
    } finally {
      this.pending -= 1;
    }
  }

  /** Ends when no request is under way and no short timer is set. Throws when that takes half a minute. */
  async idle(): Promise<void> {
    const deadline = Date.now() + GIVE_UP_MS;
    for (let quiet = 0; quiet < QUIET_TURNS;) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.busy() ? 0 : quiet + 1;
      if (Date.now() > deadline) throw new Error(`still busy after ${GIVE_UP_MS} ms: ${this.pending} requests`);
    }
  }

  /** Stops every timer. */
  dispose(): void {
    for (const timer of this.timers.keys()) clearTimeout(timer);
    this.timers.clear();
  }

  private busy(): boolean {
    return this.pending > 0 || [...this.timers.values()].some(Boolean);
  }

  private drop(timer: NodeJS.Timeout): void {
    clearTimeout(timer);
    this.timers.delete(timer);
  }

  private guarded(callback: Callback, args: unknown[]): void {
    try {
      callback(...args);
    } catch (error) {
      this.onError(error);
    }
  }
}
