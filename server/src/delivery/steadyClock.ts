/** A jump this large that lasts is believed; the difference is taken over then. */
const BELIEVE_AFTER_MS = 10 * 60 * 1000;
const TOLERATED_MS = 5000;

/**
 * The time by which a worker schedules: the wall clock of its start, moved on by the monotonic clock. A wall clock that
 * jumps (a broken time server, a virtual machine that slept) does not make deliveries due an hour early or late; a
 * difference that lasts ten minutes is taken over.
 */
export class SteadyClock {
  private offset: number;
  private differsSince: number | null = null;

  constructor(
    private readonly wall: () => number = () => Date.now(),
    private readonly monotonic: () => number = () => performance.now(),
  ) {
    this.offset = wall() - monotonic();
  }

  now(): Date {
    const monotonic = this.monotonic();
    const difference = Math.abs(this.wall() - monotonic - this.offset);
    if (difference <= TOLERATED_MS) this.differsSince = null;
    else this.differsSince ??= monotonic;
    if (this.differsSince !== null && monotonic - this.differsSince > BELIEVE_AFTER_MS) {
      this.offset = this.wall() - monotonic;
      this.differsSince = null;
    }
    return new Date(this.offset + monotonic);
  }
}
