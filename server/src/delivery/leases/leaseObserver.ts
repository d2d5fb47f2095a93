import type { LeaseRecord } from './model';

/** What a worker remembers of another's lease. */
interface Seen {
  holder: string | null;
  heartbeat: number;
  /** Monotonic milliseconds at which this heartbeat was first seen. */
  since: number;
}

/** Tells living leases from dead ones by watching their heartbeats; no clock but our own monotonic one is used. */
export class LeaseObserver {
  private seen = new Map<string, Seen>();
  private lookedAt = -Infinity;

  /**
   * @param lifeMs a lease whose heartbeat stands still for so long is dead
   * @param gone whether the process of a lease is known to have ended
   */
  constructor(
    private readonly lifeMs: number,
    private readonly gone: (lease: LeaseRecord) => boolean,
  ) {}

  /** Takes notice of all leases at the monotonic time `now`; returns those alive. */
  alive(leases: readonly LeaseRecord[], now: number): Set<string> {
    const next = new Map<string, Seen>();
    const living = new Set<string>();
    // Who could not look (the database was away) has not seen anybody stand still.
    const wasBlind = now - this.lookedAt > this.lifeMs / 2;
    this.lookedAt = now;
    for (const lease of leases) {
      const before = this.seen.get(lease._id);
      const moved =
        wasBlind || before === undefined || before.heartbeat !== lease.heartbeat || before.holder !== lease.holder;
      const since = moved ? now : before.since;
      next.set(lease._id, { holder: lease.holder, heartbeat: lease.heartbeat, since });
      if (lease.holder !== null && now - since < this.lifeMs && !this.gone(lease)) living.add(lease._id);
    }
    this.seen = next;
    return living;
  }
}
