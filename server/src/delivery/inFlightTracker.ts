import { removeLog, replaceLog, writeLog, type LogEntry } from './inFlightLog';
import type { Decision, Delivery, Outcome } from './ports';

/** A delivery from its entry in the log to its written outcome. */
interface InFlight<T> {
  delivery: T;
  entry: LogEntry;
}

const partitionsOf = (deliveries: readonly InFlight<Delivery>[]): number[] =>
  deliveries.map(({ entry }) => entry.partition);
const entriesOf = (deliveries: readonly InFlight<Delivery>[]): LogEntry[] => deliveries.map(({ entry }) => entry);

/**
 * What this worker has in flight, in memory and in its in-flight log. A delivery takes one of the slots from its entry in the
 * log until its outcome is durable; one write frees the slots of those that the provider accepted and names the next ones
 * for them.
 */
export class InFlightTracker<T extends Delivery, D extends Decision> {
  private readonly inFlight = new Map<string, InFlight<T>>();
  private readonly recipients = new Set<string>();
  /** Accepted by the provider, and the log does not say so yet. */
  private acknowledged: Outcome<T, D>[] = [];
  private slots = 0;
  /** Partitions of what the log in the database names; null when that is not known. */
  private partitionsInLog: ReadonlySet<number> | null = new Set();
  /** The epoch of our log, null before there is one. */
  private epoch: number | null = null;

  /**
   * @param worker the name of this worker's log
   * @param refresh reads anew what may be sent, after somebody took deliveries back
   */
  constructor(
    private readonly worker: string,
    private readonly refresh: () => Promise<void>,
  ) {}

  /** Everything in flight, by the delivery's id. */
  get deliveries(): ReadonlyMap<string, unknown> {
    return this.inFlight;
  }

  /** Slots that will be taken after the next write. */
  get slotsTaken(): number {
    return this.slots - this.acknowledged.length;
  }

  /** Whether the next write has something to say beyond new deliveries. */
  get mustWriteWithoutNew(): boolean {
    return this.acknowledged.length > 0 || (this.inFlight.size === 0 && this.partitionsInLog?.size !== 0);
  }

  /** Whether the provider may be busy with a request for this recipient. */
  isInFlight(recipient: string): boolean {
    return this.recipients.has(recipient);
  }

  /** Whether deliveries of a partition are in flight here, or named by the log. */
  isBusyIn(partition: number): boolean {
    if (this.partitionsInLog === null || this.partitionsInLog.has(partition)) return true;
    for (const { entry } of this.inFlight.values()) if (entry.partition === partition) return true;
    return false;
  }

  /** The provider accepted a delivery: its slot is free after the next write. */
  acknowledge(outcome: Outcome<T, D>): void {
    const { delivery, decision, at } = outcome;
    const found = this.inFlight.get(delivery.id);
    if (!found) return;
    found.entry.accepted = { msgid: decision.msgid ?? '', at };
    this.acknowledged.push(outcome);
  }

  /**
   * Writes the log with `next` in it.
   * @returns whose acceptance is noted now, and whether `next` may be sent: not when somebody took deliveries back meanwhile
   * (the epoch was advanced), because what was read before that may be among them
   * @throws what the database throws; then nothing of `next` may be sent
   */
  async write(next: readonly T[]): Promise<{ acknowledged: readonly Outcome<T, D>[]; isLogged: boolean }> {
    for (const delivery of next) this.add(delivery);
    const { acknowledged } = this;
    this.acknowledged = [];
    let inFlight = [...this.inFlight.values()];
    // Until the answer, the log may be the old one or the new one.
    this.partitionsInLog &&= new Set([...this.partitionsInLog, ...partitionsOf(inFlight)]);
    let isLogged: boolean;
    try {
      isLogged = this.epoch !== null && (await writeLog(this.worker, entriesOf(inFlight), this.epoch));
      if (!isLogged) {
        for (const delivery of next) this.remove(delivery);
        inFlight = [...this.inFlight.values()];
        // Unknown until the refresh is done: should that fail, the next write must not pass with the old epoch.
        this.epoch = null;
        const epoch = await replaceLog(this.worker, entriesOf(inFlight));
        await this.refresh();
        this.epoch = epoch;
      }
    } catch (error) {
      this.partitionsInLog = null;
      for (const delivery of next) this.remove(delivery);
      this.acknowledged.unshift(...acknowledged);
      throw error;
    }
    this.partitionsInLog = new Set(partitionsOf(inFlight));
    for (const { delivery } of acknowledged) this.freeSlot(delivery);
    return { acknowledged, isLogged };
  }

  private add(delivery: T): void {
    const { id, attempt, partition, recipient } = delivery;
    this.inFlight.set(id, { delivery, entry: { id, attempt, partition, accepted: null } });
    this.recipients.add(recipient);
    this.slots += 1;
  }

  private freeSlot({ recipient }: T): void {
    this.recipients.delete(recipient);
    this.slots -= 1;
  }

  /** Its outcome is written, or it was not sent: the next write names it no more. */
  remove(delivery: T): void {
    const found = this.inFlight.get(delivery.id);
    if (!found) return;
    this.inFlight.delete(delivery.id);
    if (found.entry.accepted === null) this.freeSlot(delivery);
  }

  /** Removes the log from the database; nothing may be in flight. */
  async end(): Promise<void> {
    await removeLog(this.worker);
  }
}
