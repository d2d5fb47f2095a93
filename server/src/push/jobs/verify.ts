import { TEMPLATE_KINDS } from '@shuozhi/shared';
import mongoose from 'mongoose';
import type { Logger } from '../../observability';
import { pendingEvents } from '../../notices';
import { countStates } from '../campaigns/counts';
import { brokenGauge, oldestGauge, queueGauge } from '../metrics';
import { Campaigns, Deliveries, type CampaignRecord } from '../model';
import { readPace } from '../pace/sharedPace';
import type { DeliveryState } from '../states';

/** What the last check of all found; every process shows it in its metrics. */
interface Findings {
  _id: string;
  broken: string[];
  depth: Record<string, number>;
  oldestS: number;
}

const FindingsModel = mongoose.model<Findings>(
  'PushFindings',
  new mongoose.Schema<Findings>(
    { _id: String, broken: [String], depth: mongoose.Schema.Types.Mixed, oldestS: Number },
    { collection: 'pushfindings', versionKey: false },
  ),
);

/** What the check before saw of a campaign. */
interface Snapshot {
  _id: string;
  at: Date;
  /** Deliveries written down so far. */
  recipients: number;
  /** Deliveries neither waiting nor in flight. */
  settled: number;
  /** When either number last grew. */
  movedAt: Date;
}

const Snapshots = mongoose.model<Snapshot>(
  'PushCheck',
  new mongoose.Schema<Snapshot>(
    { _id: String, at: Date, recipients: Number, settled: Number, movedAt: Date },
    { collection: 'pushchecks', versionKey: false },
  ),
);

/** What the check looks at; everything in it is read from the database. */
export interface CheckedCampaign {
  /** Seconds since the event. */
  ageS: number;
  status: CampaignRecord['status'];
  /** Paused by a person, who knows. A hold by a code of WeChat is not meant: somebody must be told of it. */
  paused: boolean;
  /** WeChat told us to stop for a while. */
  blocked: boolean;
  /** Deliveries that wait and are due. */
  due: number;
  /** Deliveries in flight. */
  sending: number;
  /** Seconds since anything was last settled or written down. */
  stillForS: number;
}

/** Seconds without any progress after which a campaign with work to do is broken; longer than a lease's takeover. */
const STILL_S = 60;

/**
 * Whether push is broken for this campaign: there is work to do, nobody told it to stop, and nothing has moved for a
 * minute. A long queue that moves is busy, not broken. Pure.
 */
export function isBroken(campaign: CheckedCampaign): boolean {
  if (campaign.status === 'done' || campaign.paused || campaign.blocked) return false;
  const hasWork = campaign.status !== 'sending' || campaign.due > 0 || campaign.sending > 0;
  return hasWork && campaign.stillForS >= STILL_S && campaign.ageS >= STILL_S;
}

/** Minutes after an alert at which published is compared with delivered. */
export const ALERT_CHECKS_MIN = [5, 15] as const;

async function checkCampaign(campaign: CampaignRecord, blocked: boolean, now: Date): Promise<boolean> {
  const states = await countStates(campaign._id);
  const recipients = Object.values(states).reduce((sum, n) => sum + n, 0);
  const settled = recipients - states.pending - states.sending;
  const before = await Snapshots.findById(campaign._id).lean<Snapshot>();
  const moved = before === null || before.recipients !== recipients || before.settled !== settled;
  const movedAt = moved ? now : before.movedAt;
  await Snapshots.updateOne(
    { _id: campaign._id },
    { $set: { at: now, recipients, settled, movedAt } },
    { upsert: true },
  );
  const due = await Deliveries.countDocuments({ campaignId: campaign._id, state: 'pending', dueAt: { $lte: now } });
  return isBroken({
    ageS: (now.getTime() - campaign.at.getTime()) / 1000,
    status: campaign.status,
    paused: campaign.hold !== null && campaign.hold.code === null,
    blocked,
    due,
    sending: states.sending,
    stillForS: (now.getTime() - movedAt.getTime()) / 1000,
  });
}

/** What the report of an alert says at one of its checks. */
function reportAlert(
  campaign: CampaignRecord,
  states: Record<DeliveryState, number>,
  minutes: number,
  logger: Logger,
): void {
  const recipients = Object.values(states).reduce((sum, n) => sum + n, 0);
  const level = states.pending + states.sending + states.failed > 0 ? 'warn' : 'info';
  logger[level]({ action: 'push.alert-check', campaign: campaign._id, minutes, recipients, ...states });
}

/** Alerts that reached one of their checks since the last run a minute ago. */
async function reportAlerts(now: Date, logger: Logger): Promise<void> {
  for (const minutes of ALERT_CHECKS_MIN) {
    const to = new Date(now.getTime() - minutes * 60_000);
    const from = new Date(to.getTime() - 60_000);
    const alerts = await Campaigns.find({ kind: 'alert', at: { $gt: from, $lte: to } }).lean<CampaignRecord[]>();
    for (const alert of alerts) reportAlert(alert, await countStates(alert._id), minutes, logger);
  }
}

/**
 * Compares what was published with what was delivered and sets the alarm metric: 1 if and only if something is broken.
 * Runs every minute; alerts are reported at five and fifteen minutes.
 * @returns the ids of broken campaigns, and of events whose campaigns were never derived
 */
export async function verifyPush(now: Date, logger: Logger): Promise<string[]> {
  const open = await Campaigns.find({ status: { $ne: 'done' } }).lean<CampaignRecord[]>();
  const pace = await readPace();
  const blocked =
    pace?.block !== null && pace?.block !== undefined && pace.block.at.getTime() + pace.block.ms > now.getTime();
  const broken: string[] = [];
  for (const campaign of open) if (await checkCampaign(campaign, blocked, now)) broken.push(campaign._id);
  // The sweep derives within a minute; an event older than five was missed by it too.
  const forgotten = (await pendingEvents(100)).filter((event) => now.getTime() - event.at.getTime() > 5 * 60_000);
  broken.push(...forgotten.map((event) => event.id));
  await Snapshots.deleteMany({ _id: { $nin: open.map((campaign) => campaign._id) } });
  if (broken.length > 0) logger.error({ action: 'push.broken', broken });
  await reportAlerts(now, logger);
  const queue = await measureQueue(open, now);
  await FindingsModel.updateOne({ _id: 'latest' }, { $set: { broken, ...queue } }, { upsert: true });
  return broken;
}

async function measureQueue(open: readonly CampaignRecord[], now: Date): Promise<Omit<Findings, '_id' | 'broken'>> {
  const depth: Record<string, number> = {};
  let oldestS = 0;
  for (const campaign of open) {
    const waiting = { campaignId: campaign._id, state: 'pending' as const };
    depth[campaign.kind] = (depth[campaign.kind] ?? 0) + (await Deliveries.countDocuments(waiting));
    const due = await Deliveries.findOne({ ...waiting, dueAt: { $lte: now } }, '_id').lean();
    if (due) oldestS = Math.max(oldestS, (now.getTime() - campaign.at.getTime()) / 1000);
  }
  return { depth, oldestS };
}

/** Shows the findings of the last check, whichever process made it, in this process's metrics. */
export async function publishMetrics(): Promise<boolean> {
  const findings = await FindingsModel.findById('latest').lean<Findings>();
  brokenGauge.set(findings && findings.broken.length > 0 ? 1 : 0);
  oldestGauge.set(findings?.oldestS ?? 0);
  for (const kind of TEMPLATE_KINDS) queueGauge.set({ kind }, findings?.depth[kind] ?? 0);
  return false;
}
