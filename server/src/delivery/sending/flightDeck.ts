import { endFlight, renewFlight, writeFlight, type FlightEntry } from './flights';
import type { Candidate } from './candidates';
import { acceptedEntry, turnOf, type Settled } from './writeOutcomes';

/** A message from its listing to its written outcome. */
interface Open {
  candidate: Candidate;
  entry: FlightEntry;
}

const partsOf = (open: readonly Open[]): number[] => open.map(({ candidate }) => candidate.delivery.part);
const entriesOf = (open: readonly Open[]): FlightEntry[] => open.map(({ entry }) => entry);

/**
 * What this worker has under way, and its flight list in the database. A message takes one of the places from its listing
 * until its outcome is durable; one write frees the places of those that WeChat accepted and lists the next ones for them.
 */
export class FlightDeck {
  private readonly open = new Map<string, Open>();
  private readonly openids = new Set<string>();
  /** Accepted by WeChat, and the list does not say so yet. */
  private landing: Settled[] = [];
  private held = 0;
  /** Shares of what the list in the database names; null when that is not known. */
  private named: ReadonlySet<number> | null = new Set();
  /** The fence of our list, null before there is one. */
  private fence: number | null = null;

  /**
   * @param worker the name of this worker's list
   * @param look reads anew which campaigns may be sent, after somebody took messages back
   */
  constructor(
    private readonly worker: string,
    private readonly look: () => Promise<void>,
  ) {}

  /** Everything under way, by the delivery's id. */
  get messages(): ReadonlyMap<string, unknown> {
    return this.open;
  }

  /** Places that will be taken after the next write. */
  get places(): number {
    return this.held - this.landing.length;
  }

  /** Whether the next write has something to say beyond new messages. */
  get isStale(): boolean {
    return this.landing.length > 0 || (this.open.size === 0 && this.named?.size !== 0);
  }

  /** Whether WeChat may be busy with a request for this openid. */
  isUnderWay(openid: string): boolean {
    return this.openids.has(openid);
  }

  /** Whether deliveries of a share are still open here, or named by the list. */
  isBusyIn(part: number): boolean {
    if (this.named === null || this.named.has(part)) return true;
    for (const { candidate } of this.open.values()) if (candidate.delivery.part === part) return true;
    return false;
  }

  /** WeChat accepted a message: its place is free after the next write. */
  land(settled: Settled): void {
    const open = this.open.get(settled.candidate.delivery._id);
    if (!open) return;
    open.entry = acceptedEntry(settled);
    this.landing.push(settled);
  }

  /**
   * Writes the list with `next` on it.
   * @returns whose acceptance is noted now, and whether `next` may be sent: not when somebody took messages back meanwhile
   * (the fence was moved), because what was read before that may be among them
   * @throws what the database throws; then nothing of `next` may be sent
   */
  async write(next: readonly Candidate[]): Promise<{ landed: readonly Settled[]; isListed: boolean }> {
    for (const candidate of next) this.add(candidate);
    const landed = this.landing;
    this.landing = [];
    let open = [...this.open.values()];
    // Until the answer, the list may be the old one or the new one.
    this.named &&= new Set([...this.named, ...partsOf(open)]);
    let isListed: boolean;
    try {
      isListed = this.fence !== null && (await writeFlight(this.worker, entriesOf(open), this.fence));
      if (!isListed) {
        for (const candidate of next) this.remove(candidate);
        open = [...this.open.values()];
        const fence = await renewFlight(this.worker, entriesOf(open));
        await this.look();
        this.fence = fence;
      }
    } catch (error) {
      this.named = null;
      for (const candidate of next) this.remove(candidate);
      this.landing.unshift(...landed);
      throw error;
    }
    this.named = new Set(partsOf(open));
    for (const { candidate } of landed) this.leavePlace(candidate);
    return { landed, isListed };
  }

  private add(candidate: Candidate): void {
    const { _id: id, openid } = candidate.delivery;
    this.open.set(id, { candidate, entry: { id, turn: turnOf(candidate), accepted: null } });
    if (openid) this.openids.add(openid);
    this.held += 1;
  }

  private leavePlace({ delivery }: Candidate): void {
    if (delivery.openid) this.openids.delete(delivery.openid);
    this.held -= 1;
  }

  /** Its outcome is written, or it was not sent: the next write names it no more. */
  remove(candidate: Candidate): void {
    const open = this.open.get(candidate.delivery._id);
    if (!open) return;
    this.open.delete(candidate.delivery._id);
    if (open.entry.accepted === null) this.leavePlace(candidate);
  }

  /** Removes the list from the database; nothing may be under way. */
  async end(): Promise<void> {
    await endFlight(this.worker);
  }
}
