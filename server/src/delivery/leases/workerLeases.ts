import { randomBytes } from 'node:crypto';
import { isDuplicateKey } from '../../database';
import { PARTITION_COUNT, PARTITIONS } from '../partitions';
import { LeaseObserver } from './leaseObserver';
import { Leases, type LeaseRecord, type ProviderDown } from './model';
import { processExists, processHost } from './processHost';

const COORDINATOR = 'coordinator';
const PARTITION = 'partition:';
const WORKER = 'worker:';
const partitionLease = (partition: number): string => `${PARTITION}${partition}`;
const partitionOfLease = ({ _id }: LeaseRecord): number => Number(_id.slice(PARTITION.length));
const presence = (worker: string): string => `${WORKER}${worker}`;

/**
 * The leases of this worker: its fair number of partitions, and the coordinator's lease when nobody else has it. A recipient
 * belongs to one partition and a partition to one worker: nobody has two requests in flight at once.
 */
export class WorkerLeases {
  readonly worker = `${process.pid}-${randomBytes(6).toString('hex')}`;
  private readonly host = processHost();
  private readonly partitions = new Set<number>();
  /** To be released as soon as nothing of them is in flight. */
  private readonly draining = new Set<number>();
  private coordinating = false;
  private readonly observer: LeaseObserver;
  private renewedAt = -Infinity;

  /**
   * @param lifeMs how long a lease outlives its holder's silence; requests must end within a third of it
   * @param monotonic milliseconds that never jump
   */
  constructor(
    private readonly lifeMs: number,
    private readonly monotonic: () => number = () => performance.now(),
  ) {
    this.observer = new LeaseObserver(lifeMs, (lease) => this.isGone(lease));
  }

  /** A process of this machine that ended, or an earlier life of our own pid (a restarted container). */
  private isGone({ holder, host, pid }: LeaseRecord): boolean {
    if (holder === this.worker || host !== this.host || pid === null) return false;
    return pid === process.pid ? !localWorkers.has(holder ?? '') : !processExists(pid);
  }

  /** Whether the leases are certainly ours still: renewed within half their life. */
  isSure(): boolean {
    return this.monotonic() - this.renewedAt < this.lifeMs / 2;
  }

  /** The partitions that may be worked on now; none while renewing fails. */
  usablePartitions(): number[] {
    return this.isSure() ? [...this.partitions].filter((partition) => !this.draining.has(partition)) : [];
  }

  /** How much of the shared rate is ours: our part of all partitions. */
  share(): number {
    return this.partitions.size / PARTITION_COUNT;
  }

  isCoordinator(): boolean {
    return this.coordinating && this.isSure();
  }

  /** Partitions to be released as soon as nothing of them is in flight. */
  drainingPartitions(): number[] {
    return [...this.draining];
  }

  /** Announces this worker and makes sure that the leases exist. */
  async announce(): Promise<void> {
    localWorkers.add(this.worker);
    const free = { holder: null, host: null, pid: null, heartbeat: 0 };
    await once(async () => {
      const operations = PARTITIONS.map((partition) => ({
        updateOne: { filter: { _id: partitionLease(partition) }, update: { $setOnInsert: free }, upsert: true },
      }));
      await Leases.bulkWrite(operations, { ordered: false });
      return true;
    });
  }

  /**
   * Renews what is ours, observes the others, and acquires or begins to drain partitions; to be called several times within a
   * lease's life.
   * @param providerDown what the others are to know of the provider
   * @returns partitions that are ours now and not yet in use: what their former holders left in flight comes first, then
   * `use`. They are returned again as long as they are not.
   */
  async renew(providerDown: ProviderDown | null = null): Promise<number[]> {
    const started = this.monotonic();
    const { worker: holder, host } = this;
    const own = { holder, host, pid: process.pid };
    const present = { ...own, providerDown };
    await Leases.updateOne({ _id: presence(holder) }, { $set: present, $inc: { heartbeat: 1 } }, { upsert: true });
    await Leases.updateMany({ holder, _id: { $ne: presence(holder) } }, { $inc: { heartbeat: 1 } });
    const leases = await Leases.find().lean<LeaseRecord[]>();
    const alive = this.observer.alive(leases, this.monotonic());
    const byId = new Map(leases.map((lease) => [lease._id, lease]));

    // What another acquired while we were silent is lost.
    for (const partition of [...this.partitions]) {
      if (byId.get(partitionLease(partition))?.holder !== holder) this.forget(partition);
    }
    this.coordinating = byId.get(COORDINATOR)?.holder === holder;
    this.renewedAt = started;

    const workers = leases.filter(({ _id }) => _id.startsWith(WORKER) && alive.has(_id)).length;
    const fair = Math.ceil(PARTITION_COUNT / Math.max(1, workers));
    for (const partition of [...this.partitions].slice(fair)) this.draining.add(partition);
    const ofPartitions = leases.filter(({ _id }) => _id.startsWith(PARTITION));
    // Ours by the database, but what their former holders left was not dealt with, or releasing them failed.
    const unused = ofPartitions.filter(
      (lease) => lease.holder === holder && !this.partitions.has(partitionOfLease(lease)),
    );
    const free = ofPartitions.filter(({ _id }) => !alive.has(_id));
    const wanted = free.slice(0, Math.max(0, fair - this.partitions.size - unused.length));
    const acquired = await this.acquireAll([...unused, ...wanted]);
    await this.coordinate(byId.get(COORDINATOR), alive.has(COORDINATOR));
    await this.forgetTheDead(leases, alive);
    return acquired;
  }

  /** Takes acquired partitions into use. */
  use(partitions: readonly number[]): void {
    for (const partition of partitions) this.partitions.add(partition);
  }

  /** Acquires leases, all at once. @returns the partitions of those that nobody else was quicker to acquire */
  private async acquireAll(leases: readonly LeaseRecord[]): Promise<number[]> {
    const acquired = await Promise.all(
      leases.map(async (lease) => lease.holder === this.worker || this.acquire(lease)),
    );
    return leases.filter((_, index) => acquired[index]).map(partitionOfLease);
  }

  private forget(partition: number): void {
    this.partitions.delete(partition);
    this.draining.delete(partition);
  }

  /** Acquires a lease that nobody holds, unless another was quicker. */
  private async acquire({ _id, holder, heartbeat }: LeaseRecord): Promise<boolean> {
    const acquired = await Leases.updateOne(
      { _id, holder, heartbeat },
      { $set: { holder: this.worker, host: this.host, pid: process.pid }, $inc: { heartbeat: 1 } },
    );
    return acquired.modifiedCount === 1;
  }

  /** Becomes the coordinator when there is none. */
  private async coordinate(lease: LeaseRecord | undefined, alive: boolean): Promise<void> {
    if (this.coordinating || alive) return;
    if (lease) {
      this.coordinating = await this.acquire(lease);
      return;
    }
    const claim = { holder: this.worker, host: this.host, pid: process.pid, heartbeat: 1 };
    this.coordinating = await once(async () => {
      const made = await Leases.updateOne({ _id: COORDINATOR }, { $setOnInsert: claim }, { upsert: true });
      return made.upsertedCount === 1;
    });
  }

  private async forgetTheDead(leases: readonly LeaseRecord[], alive: ReadonlySet<string>): Promise<void> {
    const dead = leases.filter(({ _id }) => _id.startsWith(WORKER) && !alive.has(_id));
    for (const { _id, heartbeat } of dead) await Leases.deleteOne({ _id, heartbeat });
  }

  /** Releases a partition; nothing of it may be in flight any more. */
  async release(partition: number): Promise<void> {
    this.forget(partition);
    await Leases.updateOne(
      { _id: partitionLease(partition), holder: this.worker },
      { $set: { holder: null }, $inc: { heartbeat: 1 } },
    );
  }

  /** Releases everything. */
  async end(): Promise<void> {
    localWorkers.delete(this.worker);
    this.partitions.clear();
    this.draining.clear();
    this.coordinating = false;
    await Leases.deleteOne({ _id: presence(this.worker) });
    await Leases.updateMany({ holder: this.worker }, { $set: { holder: null }, $inc: { heartbeat: 1 } });
  }
}

/** What the workers see of a provider that is down; nothing while it is well. */
export async function providerDownSeen(): Promise<ProviderDown[]> {
  const workers = await Leases.find({ _id: { $regex: `^${WORKER}` } }, 'providerDown').lean<LeaseRecord[]>();
  return workers.flatMap(({ providerDown }) => providerDown ?? []);
}

/** Workers of this very process, so that an earlier life of the same pid is told from a neighbour. */
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
