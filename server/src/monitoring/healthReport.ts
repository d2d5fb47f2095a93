import { defineModel, Mixed } from '../database';
import { pendingEvents } from '../notices';
import { Campaigns } from '../campaigns';
import type { AlarmReason, Queue } from './alarms';

/** What the last check of all found; every process shows it in its metrics. */
export interface HealthReport extends Queue {
  checkedAt: Date;
  /** Ids of broken campaigns, and of events without a campaign. */
  broken: string[];
  /** Why they are. */
  alarms: AlarmReason[];
}

const HealthReports = defineModel<HealthReport & { _id: string }>('pushhealth', {
  checkedAt: { type: Date, required: true },
  broken: { type: [String], required: true },
  alarms: { type: [String], default: [] },
  depth: { type: Mixed, required: true },
  oldestS: { type: Number, required: true },
});

const ID = 'latest';

export async function saveHealthReport(report: HealthReport): Promise<void> {
  await HealthReports.updateOne({ _id: ID }, { $set: report }, { upsert: true });
}

/** The findings of the last check, whichever process made it; null before the first. */
export async function readHealthReport(): Promise<HealthReport | null> {
  return HealthReports.findById(ID).lean<HealthReport>();
}

/** Whether a worker is needed: a campaign is open that no person paused, or an event waits for its campaign. */
export async function hasOpenWork(): Promise<boolean> {
  const open = await Campaigns.exists({ status: { $ne: 'done' }, 'hold.by': null });
  return open !== null || (await pendingEvents(1)).length > 0;
}

/** The check runs every ten seconds, and another worker takes it over within a lease's life. */
export const WATCHDOG_MS = 45 * 1000;

/** How long nobody has checked, by this process's own monotonic clock: others' clocks may be wrong. */
export class Watchdog {
  private checkedAt: number | null = null;
  private since: number;

  /** @param monotonic milliseconds; the silence begins now */
  constructor(private readonly monotonic: () => number = () => performance.now()) {
    this.since = monotonic();
  }

  /** Takes notice of the time of the last check. */
  hear(checkedAt: Date | null): void {
    const at = checkedAt?.getTime() ?? null;
    if (at === this.checkedAt) return;
    this.checkedAt = at;
    this.since = this.monotonic();
  }

  /** Milliseconds since the time of the last check was seen to move. */
  ms(): number {
    return this.monotonic() - this.since;
  }
}
