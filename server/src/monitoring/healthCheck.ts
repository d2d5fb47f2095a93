import { defineModel } from '../database';
import type { Logger } from '../observability';
import { pendingEvents } from '../notices';
import { type CampaignRecord, Campaigns, Deliveries, LONGEST_RETRY_MS } from '../campaigns';
import { blockNow, providerDownSeen, readSharedRate } from '../delivery';
import type { WechatHealth } from '../wechat';
import { type AlarmReason, doubtedCampaigns, isDueWithin, needsPerson, oldestDue, type Queue } from './alarms';
import { wrongAlerts } from './compareAlerts';
import { saveHealthReport } from './healthReport';
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
  reason: AlarmReason;
  /** Of a campaign, or of an event without one; empty for what concerns all. */
  id: string;
  why: string;
}

/** For so long an alert whose fate is unknown is an alarm. */
const ALERT_MS = 60 * 60_000;
/** The relay derives campaigns within seconds; an event older than this was missed by it too. */
const FORGOTTEN_MS = 5 * 60_000;

type Open = Pick<CampaignRecord, '_id' | 'kind' | 'status' | 'hold' | 'priority' | 'at' | 'progress'>;
type Ended = Pick<CampaignRecord, '_id' | 'priority' | 'at'> & { finishedAt: Date };

async function observe({ _id, status, hold, progress }: Open, blocked: boolean, now: Date): Promise<Observation> {
  const dueSince = await oldestDue(_id, now);
  return {
    status,
    held: hold !== null,
    blocked,
    dueSince,
    written: `${progress.source} ${progress.after ?? ''}`,
    pending: await Deliveries.countDocuments({ campaignId: _id, state: 'pending' }),
    retrying: dueSince === null && (await isDueWithin(_id, LONGEST_RETRY_MS, now)),
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

function measure(open: readonly Open[], watched: Map<string, ObservedCampaign>, now: Date): Queue {
  const depth: Queue['depth'] = {};
  let oldestS = 0;
  for (const { _id, kind } of open) {
    const look = watched.get(_id)?.look;
    depth[kind] = (depth[kind] ?? 0) + (look?.pending ?? 0);
    if (look?.dueSince) oldestS = Math.max(oldestS, (now.getTime() - look.dueSince.getTime()) / 1000);
  }
  return { depth, oldestS };
}

/** A worker sees a provider that is down for so long before it is an alarm: a short outage mends itself. */
const DOWN_S = 20;
/** Codes of a send by which WeChat refuses the token that it gave us. */
const TOKEN_CODES = [40001, 40014, 42001];

/** What is wrong between WeChat and us, and not with any campaign. */
async function wrongWithWechat(wechat: WechatHealth): Promise<Broken[]> {
  if (!wechat.ok && wechat.errcode !== null)
    return [{ reason: 'token', id: '', why: `token refused ${wechat.errcode}` }];
  if (!wechat.ok) return [{ reason: 'unreachable', id: '', why: 'WeChat gives no answer' }];
  const [down] = (await providerDownSeen()).filter(({ seconds }) => seconds >= DOWN_S);
  if (!down) return [];
  const reason = TOKEN_CODES.includes(down.code) ? 'token' : 'unreachable';
  return [{ reason, id: '', why: `sends answered ${down.code} for ${down.seconds} s` }];
}

/** Alerts of the last hour of which WeChat never said whether they arrived: staff must know at once, not after a comparison. */
async function unknownAlerts(now: Date): Promise<Broken[]> {
  const since = new Date(now.getTime() - ALERT_MS);
  const alerts = await Campaigns.find({ kind: 'alert', at: { $gte: since }, closeReason: null }, '_id').lean<Open[]>();
  const found: Broken[] = [];
  for (const { _id: id } of alerts) {
    const unknown = await Deliveries.countDocuments({ campaignId: id, state: 'unknown' }).limit(1);
    if (unknown > 0) found.push({ reason: 'alert', id, why: 'unknown' });
  }
  return found;
}

/**
 * Looks whether push is broken and writes that down for the metrics of all processes. Broken is: a campaign that WeChat
 * refused and no person looked at yet, one that stands still though nothing hinders it, an alert that did not reach whom
 * it should have, an event without a campaign, a WeChat that refuses us or does not answer. Runs every ten seconds.
 * @param wechat what WeChat says when it is asked for a token
 * @returns what is broken; nothing while push is only busy
 */
export async function checkPushHealth(
  now: Date,
  logger: Logger,
  wechat: WechatHealth = { ok: true },
): Promise<Broken[]> {
  const block = blockNow(await readSharedRate(), now);
  const open = await Campaigns.find({ status: { $ne: 'done' } }, 'kind status hold priority at progress').lean<
    Open[]
  >();
  const watched = await watch(open, block !== null, now);
  const still = detectStalls(await inOrder(open, watched, now), now);
  const forgotten = (await pendingEvents(100)).filter(({ at }) => now.getTime() - at.getTime() > FORGOTTEN_MS);
  const wrong = await wrongAlerts(now);
  const compared = new Set(wrong.map(({ id }) => id));
  const broken: Broken[] = [
    ...(await wrongWithWechat(wechat)),
    ...open.flatMap(({ _id: id, hold }): Broken[] => {
      const why = needsPerson(hold, now);
      return why === null ? [] : [{ reason: 'held', id, why }];
    }),
    ...still.map((id): Broken => ({ reason: 'stalled', id, why: 'stands still' })),
    ...(await unknownAlerts(now)).filter(({ id }) => !compared.has(id)),
    ...wrong.map(({ id, wrong: found }): Broken => ({ reason: 'alert', id, why: found.join(' ') })),
    ...(await doubtedCampaigns()).map((id): Broken => ({ reason: 'refusals', id, why: 'refusals doubted' })),
    ...forgotten.map(({ id }): Broken => ({ reason: 'no-campaign', id, why: 'no campaign' })),
  ];
  if (broken.length > 0) logger.error({ action: 'push.broken', broken });
  if (block?.reason === 'day') logger.error({ action: 'push.day-limit', since: block.at });
  await saveHealthReport({
    checkedAt: now,
    broken: broken.map(({ id }) => id),
    alarms: [...new Set(broken.map(({ reason }) => reason))],
    ...measure(open, watched, now),
  });
  return broken;
}
