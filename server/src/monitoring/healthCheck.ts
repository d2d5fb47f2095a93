import { defineModel } from '../database';
import type { Logger } from '../observability';
import { pendingEvents } from '../notices';
import { type CampaignRecord, Campaigns, Deliveries, type Hold, LONGEST_RETRY_MS } from '../campaigns';
import { blockNow, PARTITIONS, readSharedRate } from '../delivery';
import { wrongAlerts } from './compareAlerts';
import { saveHealthReport, type HealthReport } from './healthReport';
import {
  remember,
  detectStalls,
  STALL_S,
  type Observation,
  type ProgressRecord,
  type ObservedCampaign,
} from './stallDetection';

const ProgressRecords = defineModel<ProgressRecord & { _id: string }>('pushprogress', {
  status: { type: String, required: true },
  mark: { type: String, required: true },
  movedAt: { type: Date, required: true },
  wroteAt: { type: Date, required: true },
  rested: { type: Boolean, required: true },
  restedAt: { type: Date, required: true },
});

/** What is broken, and why. */
export interface Broken {
  /** Of a campaign, or of an event without one. */
  id: string;
  why: string;
}

/** The sweep derives campaigns within a minute; an event older than this was missed by it too. */
const FORGOTTEN_MS = 5 * 60_000;

type Open = Pick<CampaignRecord, '_id' | 'kind' | 'status' | 'hold' | 'priority' | 'at' | 'progress'>;
type Ended = Pick<CampaignRecord, '_id' | 'priority' | 'at'> & { finishedAt: Date };

/** Putting the failed back takes seconds; what is held for it longer was cut short. */
const RESEND_MS = 5 * 60_000;

/** Why a person must look at a hold: a code of WeChat, or a resend that was cut short. A pause by a person is known. */
function needsPerson(hold: Hold | null, now: Date): string | null {
  if (hold?.resending && now.getTime() - hold.at.getTime() > RESEND_MS) return 'resend cut short';
  return hold !== null && hold.by === null && !hold.refusals ? `held ${hold.code}` : null;
}

/** Campaigns whose refusals are so many that nothing of them is written to the ledger: a person must say what is true. */
async function doubtedCampaigns(): Promise<string[]> {
  const doubted = await Campaigns.find({ 'refusals.verdict': 'doubted' }, '_id').lean<{ _id: string }[]>();
  return doubted.map(({ _id }) => _id);
}

/** What waits, in all shares: with these four the index answers, share by share. */
const waiting = (campaignId: string, dueAt: Record<string, Date>) => ({
  campaignId,
  state: 'pending' as const,
  partition: { $in: [...PARTITIONS] },
  dueAt,
});

/** Since when the oldest delivery that is due has been due. */
async function oldestDue(campaignId: string, now: Date): Promise<Date | null> {
  const oldest = await Deliveries.findOne(waiting(campaignId, { $lte: now }), { _id: 0, dueAt: 1 })
    .sort({ dueAt: 1 })
    .lean<{ dueAt: Date }>();
  return oldest?.dueAt ?? null;
}

/** Whether a delivery is about to be tried again. */
async function isRetrying(campaignId: string, now: Date): Promise<boolean> {
  const soon = { $gt: now, $lte: new Date(now.getTime() + LONGEST_RETRY_MS) };
  return (await Deliveries.exists({ ...waiting(campaignId, soon), quietWait: { $ne: true } })) !== null;
}

async function observe({ _id, status, hold, progress }: Open, blocked: boolean, now: Date): Promise<Observation> {
  const dueSince = await oldestDue(_id, now);
  return {
    status,
    held: hold !== null,
    blocked,
    dueSince,
    written: `${progress.source} ${progress.after ?? ''}`,
    pending: await Deliveries.countDocuments({ campaignId: _id, state: 'pending' }),
    retrying: dueSince === null && (await isRetrying(_id, now)),
  };
}

/** Looks at each open campaign and remembers where it stands. */
async function watch(open: readonly Open[], blocked: boolean, now: Date): Promise<Map<string, ObservedCampaign>> {
  const before = new Map((await ProgressRecords.find().lean()).map((seen) => [seen._id, seen]));
  const watched = new Map<string, ObservedCampaign>();
  for (const campaign of open) {
    const { _id: id } = campaign;
    const look = await observe(campaign, blocked, now);
    const seen = remember(before.get(id), look, now);
    await ProgressRecords.updateOne({ _id: id }, { $set: seen }, { upsert: true });
    watched.set(id, { id, look, seen });
  }
  await ProgressRecords.deleteMany({ _id: { $nin: [...watched.keys()] } });
  return watched;
}

/** Open campaigns and those that ended a moment ago, the most pressing first. */
async function inOrder(
  open: readonly Open[],
  watched: Map<string, ObservedCampaign>,
  now: Date,
): Promise<ObservedCampaign[]> {
  const ended = await Campaigns.find(
    { finishedAt: { $gte: new Date(now.getTime() - STALL_S * 1000) } },
    'priority at finishedAt',
  ).lean<Ended[]>();
  return [...open, ...ended]
    .sort((a, b) => a.priority - b.priority || a.at.getTime() - b.at.getTime())
    .flatMap((campaign) => {
      const { _id: id } = campaign;
      if (!('finishedAt' in campaign)) return watched.get(id) ?? [];
      const { finishedAt: end } = campaign;
      return { id, look: null, seen: { movedAt: end, wroteAt: end, restedAt: end } };
    });
}

function measure(
  open: readonly Open[],
  watched: Map<string, ObservedCampaign>,
  now: Date,
): Pick<HealthReport, 'depth' | 'oldestS'> {
  const depth: HealthReport['depth'] = {};
  let oldestS = 0;
  for (const { _id, kind } of open) {
    const look = watched.get(_id)?.look;
    depth[kind] = (depth[kind] ?? 0) + (look?.pending ?? 0);
    if (look?.dueSince) oldestS = Math.max(oldestS, (now.getTime() - look.dueSince.getTime()) / 1000);
  }
  return { depth, oldestS };
}

/**
 * Looks whether push is broken and writes that down for the metrics of all processes. Broken is: a campaign that WeChat
 * refused and no person looked at yet, one that stands still though nothing hinders it, an alert that did not reach whom
 * it should have, an event without a campaign. Runs every minute.
 * @returns what is broken; nothing while push is only busy
 */
export async function checkPushHealth(now: Date, logger: Logger): Promise<Broken[]> {
  const block = blockNow(await readSharedRate(), now);
  const open = await Campaigns.find({ status: { $ne: 'done' } }, 'kind status hold priority at progress').lean<
    Open[]
  >();
  const watched = await watch(open, block !== null, now);
  const still = detectStalls(await inOrder(open, watched, now), now);
  const forgotten = (await pendingEvents(100)).filter(({ at }) => now.getTime() - at.getTime() > FORGOTTEN_MS);
  const broken: Broken[] = [
    ...open.flatMap(({ _id: id, hold }) => {
      const why = needsPerson(hold, now);
      return why === null ? [] : { id, why };
    }),
    ...still.map((id) => ({ id, why: 'stands still' })),
    ...(await wrongAlerts(now)).map(({ id, wrong }) => ({ id, why: wrong.join(' ') })),
    ...(await doubtedCampaigns()).map((id) => ({ id, why: 'refusals doubted' })),
    ...forgotten.map(({ id }) => ({ id, why: 'no campaign' })),
  ];
  if (broken.length > 0) logger.error({ action: 'push.broken', broken });
  if (block?.reason === 'day') logger.error({ action: 'push.day-limit', since: block.at });
  await saveHealthReport({ checkedAt: now, broken: broken.map(({ id }) => id), ...measure(open, watched, now) });
  return broken;
}
