import { FAN_OUT_STATUSES, type CampaignStatus } from '../campaigns';

/** Seconds without any progress after which a campaign with work to do is broken; longer than a lease's takeover. */
export const STALL_S = 60;

/** What a check sees of an open campaign; everything in it is read from the database. */
export interface Observation {
  status: CampaignStatus;
  /** Paused by a person, who knows, or by a code of WeChat, which is an alarm of its own. */
  held: boolean;
  /** WeChat told everybody to wait. */
  blocked: boolean;
  /** Where writing down the audience stands. */
  written: string;
  /** Deliveries that wait or are in flight. */
  pending: number;
  /** Since when the oldest of them is due; null when none is. */
  dueSince: Date | null;
  /** None is due, but one was tried in vain and is about to be again: more than waiting for the end of quiet hours. */
  retrying: boolean;
}

/** What the checks remember of a campaign. */
export interface ProgressRecord {
  status: CampaignStatus;
  /** Where it stood. */
  mark: string;
  /** When that last changed. */
  movedAt: Date;
  /** The same while its audience was being written down. */
  wroteAt: Date;
  /** Whether nothing could be expected of it. */
  rested: boolean;
  /** Up to when that was so. */
  restedAt: Date;
}

/** An open campaign, or one that ended a moment ago: only what it moved counts then. */
export interface ObservedCampaign {
  id: string;
  look: Observation | null;
  seen: Pick<ProgressRecord, 'movedAt' | 'wroteAt' | 'restedAt'>;
}

const NEVER = new Date(0);
const isFanningOut = (status: CampaignStatus | undefined): boolean =>
  status !== undefined && FAN_OUT_STATUSES.includes(status);

/** Whether nothing can be expected of a campaign: it is held, WeChat told everybody to wait, or nothing of it is due. */
function isIdle({ status, held, blocked, pending, dueSince, retrying }: Observation): boolean {
  const later = pending > 0 && dueSince === null && !retrying;
  return held || (status === 'sending' && (blocked || later));
}

/** What to remember of a campaign after a look at it. */
export function remember(before: ProgressRecord | undefined, look: Observation, now: Date): ProgressRecord {
  const { status } = look;
  const mark = `${status} ${isFanningOut(status) ? look.written : look.pending}`;
  const moved = before?.mark !== mark;
  const rested = isIdle(look);
  const wrote = moved && (isFanningOut(status) || isFanningOut(before?.status));
  return {
    status,
    mark,
    movedAt: moved ? now : before.movedAt,
    wroteAt: wrote ? now : (before?.wroteAt ?? NEVER),
    rested,
    // A rest that the look before saw may have ended just now.
    restedAt: rested || before?.rested ? now : (before?.restedAt ?? NEVER),
  };
}

/**
 * Which campaigns stand still although there is work to do and nothing hinders it. The more pressing ones go first, so
 * what they move excuses those behind them: sending waits for sending and writing, writing for writing. Pure.
 * @param order the most pressing first
 */
export function detectStalls(order: readonly ObservedCampaign[], now: Date): string[] {
  const still: string[] = [];
  let moved = 0;
  let wrote = 0;
  for (const { id, look, seen } of order) {
    if (look !== null && !isIdle(look)) {
      const ahead = { sending: moved, expanding: wrote, planned: 0, closing: 0, done: 0 }[look.status];
      const due = look.status === 'sending' ? (look.dueSince?.getTime() ?? 0) : 0;
      const since = Math.max(seen.movedAt.getTime(), seen.restedAt.getTime(), ahead, due);
      if (now.getTime() - since >= STALL_S * 1000) still.push(id);
    }
    moved = Math.max(moved, seen.movedAt.getTime());
    wrote = Math.max(wrote, seen.wroteAt.getTime());
  }
  return still;
}
