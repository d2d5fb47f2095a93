import { databaseNow, wrongClocks } from '../database';
import { Campaigns, type CampaignRecord, Deliveries, type Hold } from '../campaigns';
import { blockNow, PARTITIONS, readSharedRate } from '../delivery';
import type { TemplateKind } from '@shuozhi/shared';

/** Why a person must act, each with its own row in docs/push.md. */
export const ALARM_REASONS = [
  'token',
  'unreachable',
  'quota',
  'held',
  'refusals',
  'clock',
  'no-worker',
  'database',
  'stalled',
  'alert',
  'no-campaign',
] as const;
export type AlarmReason = (typeof ALARM_REASONS)[number];

/** What only a person can mend, and waiting for it is not a fault of ours: an alarm, but not broken. */
export const NOT_BROKEN: ReadonlySet<AlarmReason> = new Set<AlarmReason>(['quota', 'clock']);

/** Putting the failed back takes seconds; what is held for it longer was cut short. */
const RESEND_MS = 5 * 60_000;

/** Why a person must look at a hold: a code of WeChat, or a resend that was cut short. A pause by a person is known. */
export function needsPerson(hold: Hold | null, now: Date): string | null {
  if (hold?.resending && now.getTime() - hold.at.getTime() > RESEND_MS) return 'resend cut short';
  return hold !== null && hold.by === null && !hold.refusals ? `held ${hold.code}` : null;
}

/** Campaigns whose refusals are so many that nothing of them is written to the ledger: a person must say what is true. */
export async function doubtedCampaigns(): Promise<string[]> {
  const doubted = await Campaigns.find({ 'refusals.verdict': 'doubted' }, '_id').lean<{ _id: string }[]>();
  return doubted.map(({ _id }) => _id);
}

/** The alarms that any process can see for itself: they are true, and end, without a worker. */
export async function standingAlarms(now: Date): Promise<AlarmReason[]> {
  const [shared, doubted, clocks, open] = await Promise.all([
    readSharedRate(),
    doubtedCampaigns(),
    wrongClocks(),
    Campaigns.find({ status: { $ne: 'done' }, hold: { $ne: null } }, 'hold').lean<Pick<CampaignRecord, 'hold'>[]>(),
  ]);
  const found: AlarmReason[] = [];
  if (blockNow(shared, now)?.reason === 'day') found.push('quota');
  if (open.some(({ hold }) => needsPerson(hold, now) !== null)) found.push('held');
  if (doubted.length > 0) found.push('refusals');
  if (clocks.length > 0) found.push('clock');
  return found;
}

/** What waits, in all partitions: with these four the index answers, partition by partition. */
const waiting = (campaignId: string, dueAt: Record<string, Date>) => ({
  campaignId,
  state: 'pending' as const,
  partition: { $in: [...PARTITIONS] },
  dueAt,
});

/** Since when the oldest delivery of a campaign that is due has been due. */
export async function oldestDue(campaignId: string, now: Date): Promise<Date | null> {
  const oldest = await Deliveries.findOne(waiting(campaignId, { $lte: now }), { _id: 0, dueAt: 1 })
    .sort({ dueAt: 1 })
    .lean<{ dueAt: Date }>();
  return oldest?.dueAt ?? null;
}

/** Whether a delivery of a campaign is due within `ms`, other than by the end of quiet hours. */
export async function isDueWithin(campaignId: string, ms: number, now: Date): Promise<boolean> {
  const soon = { $gt: now, $lte: new Date(now.getTime() + ms) };
  return (await Deliveries.exists({ ...waiting(campaignId, soon), quietWait: { $ne: true } })) !== null;
}

/** How much waits, and for how long the oldest that is due. */
export interface Queue {
  /** Deliveries that wait or are in flight, by kind. */
  depth: Partial<Record<TemplateKind, number>>;
  /** Seconds for which the oldest due delivery has been due. */
  oldestS: number;
}

/** The queue as it is now: for whoever finds that no worker measured it. */
export async function measureQueue(now = databaseNow()): Promise<Queue> {
  const open = await Campaigns.find({ status: { $ne: 'done' } }, 'kind').lean<Pick<CampaignRecord, '_id' | 'kind'>[]>();
  const queue: Queue = { depth: {}, oldestS: 0 };
  for (const { _id, kind } of open) {
    const pending = await Deliveries.countDocuments({ campaignId: _id, state: 'pending' });
    queue.depth[kind] = (queue.depth[kind] ?? 0) + pending;
    const due = await oldestDue(_id, now);
    if (due) queue.oldestS = Math.max(queue.oldestS, (now.getTime() - due.getTime()) / 1000);
  }
  return queue;
}
