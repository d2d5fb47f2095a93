import { randomBytes } from 'node:crypto';
import { isDuplicateKey } from '../../database';
import { PARTS } from '../model';
import { Leases, type LeaseRecord } from './model';
import { LeaseObserver } from './observeLeases';
import { processExists, processHome } from './processHome';

export const DIRECTOR = 'director';
const partLease = (part: number): string => `part:${part}`;
const partOfLease = (lease: LeaseRecord): number => Number(lease._id.slice('part:'.length));
const presence = (worker: string): string => `worker:${worker}`;

/**
 * Keeps this worker's leases: its fair number of shares of the residents, and the director's lease when nobody else has
 * it. A resident belongs to one share and a share to one worker: nobody has two requests in flight at once.
 */
export class LeaseKeeper {
  readonly id: string;
  private readonly home = processHome();
  private readonly parts = new Set<number>();
  private readonly leaving = new Set<number>();
  private directing = false;
  private readonly observer: LeaseObserver;
  private renewedAt = -Infinity;

  /**
   * @param lifeMs how long a lease outlives its owner's silence; requests must end within a third of it
   * @param onTaken deals with what the former owners of shares left in flight, before the shares are used
   * @param monotonic milliseconds that never jump
   */
  constructor(
    private readonly lifeMs: number,
    private readonly onTaken: (parts: readonly number[]) => Promise<void>,
    private readonly monotonic: () => number = () => performance.now(),
  ) {
    this.id = `${process.pid}-${randomBytes(6).toString('hex')}`;
    this.observer = new LeaseObserver(lifeMs, (lease) => this.isGone(lease));
  }

  /** A process of this machine that ended, or an earlier life of our own pid (a restarted container). */
  private isGone(lease: LeaseRecord): boolean {
    if (lease.owner === this.id || lease.home !== this.home || lease.pid === null) return false;
    return lease.pid === process.pid ? !localWorkers.has(lease.owner ?? '') : !processExists(lease.pid);
  }

  /** Whether the leases are certainly ours still: renewed within half their life. */
  isSure(): boolean {
    return this.monotonic() - this.renewedAt < this.lifeMs / 2;
  }

  /** The shares that may be worked on now; none while renewing fails. */
  usableParts(): number[] {
    return this.isSure() ? [...this.parts].filter((part) => !this.leaving.has(part)) : [];
  }

  /** How much of the common rate is ours: the owned shares of all. */
  share(): number {
    return this.parts.size / PARTS;
  }

  isDirector(): boolean {
    return this.directing && this.isSure();
  }

  /** Shares to be handed over as soon as nothing of them is in flight. */
  leavingParts(): number[] {
    return [...this.leaving];
  }

  /** Announces this worker and makes sure the leases exist. */
  async begin(): Promise<void> {
    localWorkers.add(this.id);
    const nobody = { owner: null, home: null, pid: null, beat: 0 };
    await once(async () => {
      const operations = [...Array(PARTS).keys()].map((part) => ({
        updateOne: { filter: { _id: partLease(part) }, update: { $setOnInsert: nobody }, upsert: true },
      }));
      await Leases.bulkWrite(operations, { ordered: false });
      return true;
    });
    await this.keep();
  }

  /** Renews, observes, and takes or hands over shares; to be called several times within a lease's life. */
  async keep(): Promise<void> {
    const started = this.monotonic();
    const { id: owner, home } = this;
    const mine = { owner, home, pid: process.pid };
    await Leases.updateOne({ _id: presence(owner) }, { $set: mine, $inc: { beat: 1 } }, { upsert: true });
    await Leases.updateMany({ owner, _id: { $ne: presence(owner) } }, { $inc: { beat: 1 } });
    const leases = await Leases.find().lean<LeaseRecord[]>();
    const alive = this.observer.alive(leases, this.monotonic());
    const byId = new Map(leases.map((lease) => [lease._id, lease]));

    // What another took from us while we were silent is lost.
    for (const part of [...this.parts]) {
      if (byId.get(partLease(part))?.owner !== owner) this.forget(part);
    }
    this.directing = byId.get(DIRECTOR)?.owner === owner;
    this.renewedAt = started;

    const workers = leases.filter((lease) => lease._id.startsWith('worker:') && alive.has(lease._id)).length;
    const fair = Math.ceil(PARTS / Math.max(1, workers));
    for (const part of [...this.parts].slice(fair)) this.leaving.add(part);
    const shares = leases.filter((lease) => lease._id.startsWith('part:'));
    // Ours by the database, but what their former owners left was not dealt with, or giving them away failed.
    const unfinished = shares.filter((lease) => lease.owner === owner && !this.parts.has(partOfLease(lease)));
    const free = shares.filter((lease) => !alive.has(lease._id));
    await this.adopt([...unfinished, ...free.slice(0, Math.max(0, fair - this.parts.size - unfinished.length))]);
    await this.direct(byId.get(DIRECTOR), alive.has(DIRECTOR));
    await this.forgetTheDead(leases, alive);
  }

  /** Takes shares nobody else holds, all at once, and deals with what their former owners left. */
  private async adopt(free: readonly LeaseRecord[]): Promise<void> {
    const taken = await Promise.all(free.map(async (lease) => lease.owner === this.id || this.take(lease)));
    const parts = free.filter((_, index) => taken[index]).map(partOfLease);
    if (parts.length === 0) return;
    await this.onTaken(parts);
    for (const part of parts) this.parts.add(part);
  }

  private forget(part: number): void {
    this.parts.delete(part);
    this.leaving.delete(part);
  }

  /** Takes a lease nobody holds, unless another was quicker. */
  private async take(lease: LeaseRecord): Promise<boolean> {
    const taken = await Leases.updateOne(
      { _id: lease._id, owner: lease.owner, beat: lease.beat },
      { $set: { owner: this.id, home: this.home, pid: process.pid }, $inc: { beat: 1 } },
    );
    return taken.modifiedCount === 1;
  }

  private async direct(lease: LeaseRecord | undefined, alive: boolean): Promise<void> {
    if (this.directing || alive) return;
    if (lease) {
      this.directing = await this.take(lease);
      return;
    }
    const claim = { owner: this.id, home: this.home, pid: process.pid, beat: 1 };
    this.directing = await once(async () => {
      const made = await Leases.updateOne({ _id: DIRECTOR }, { $setOnInsert: claim }, { upsert: true });
      return made.upsertedCount === 1;
    });
  }

  private async forgetTheDead(leases: readonly LeaseRecord[], alive: ReadonlySet<string>): Promise<void> {
    const dead = leases.filter((lease) => lease._id.startsWith('worker:') && !alive.has(lease._id));
    for (const lease of dead) await Leases.deleteOne({ _id: lease._id, beat: lease.beat });
  }

  /** Hands a share over; nothing of it may be in flight any more. */
  async release(part: number): Promise<void> {
    this.forget(part);
    await Leases.updateOne({ _id: partLease(part), owner: this.id }, { $set: { owner: null }, $inc: { beat: 1 } });
  }

  /** Gives everything back. */
  async end(): Promise<void> {
    localWorkers.delete(this.id);
    this.parts.clear();
    this.leaving.clear();
    this.directing = false;
    await Leases.deleteOne({ _id: presence(this.id) });
    await Leases.updateMany({ owner: this.id }, { $set: { owner: null }, $inc: { beat: 1 } });
  }
}

/** Workers of this very process, so that a former life of the same pid is told from a neighbour. */
const localWorkers = new Set<string>();

/** Runs an insertion that another worker may make at the same moment; false when it did. */
async function once(insert: () => Promise<boolean>): Promise<boolean> {
  try {
    return await insert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return false;
  }
}
