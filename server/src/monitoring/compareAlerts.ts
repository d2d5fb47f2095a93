import type { Logger } from '../observability';
import { findSubscription } from '../subscriptions';
import {
  type CampaignRecord,
  Campaigns,
  type Counts,
  Deliveries,
  FAN_OUT_STATUSES,
  outcomesOf,
  sourcePage,
  withoutDelivery,
} from '../campaigns';

/** Minutes after an alert at which published is compared with delivered. */
const COMPARISONS = [
  { name: 'first', minutes: 5 },
  { name: 'last', minutes: 15 },
] as const;

const MINUTE_MS = 60_000;
/** A comparison that was missed is made up for, but not of what nobody can act on any more. */
const LATEST_MS = 7 * 24 * 60 * MINUTE_MS;
/** What the last comparison found stays an alarm for so long, unless it is mended: nobody can mend a lost answer. */
const ALARM_MS = 60 * MINUTE_MS;
const PAGE = 1000;

/** Openid invalid, refused: the resident's own reasons, as a consent that is used up and quiet hours are. */
const OWN_CODES = [40003, 43101];

/** Outcomes of an alert for which nothing on the residents' side accounts: `failed:-1`, `failed:45168` … Pure. */
export function unaccountedFor(outcomes: Counts): string[] {
  const own = new Set(OWN_CODES.map((code) => `failed:${code}`));
  return Object.keys(outcomes).filter((outcome) => outcome.startsWith('failed') && !own.has(outcome));
}

/** Whether a resident without a delivery should have one: not who left, or changed their wishes since the event. */
async function isMissing(residentId: string, alert: CampaignRecord): Promise<boolean> {
  const subscription = await findSubscription(residentId);
  return subscription !== null && (subscription.savedAt ?? alert.at) <= alert.at;
}

/** Whether anybody whom the alert matched has no delivery. */
async function isAnybodyMissing(alert: CampaignRecord): Promise<boolean> {
  for (const source of alert.sources) {
    for (let after: string | null = null, more = true; more; more = after !== null) {
      const page: Awaited<ReturnType<typeof sourcePage>> = await sourcePage(source, alert, after, PAGE);
      for (const { residentId } of await withoutDelivery(alert._id, page.addressees)) {
        if (await isMissing(residentId, alert)) return true;
      }
      after = page.next;
    }
  }
  return false;
}

/**
 * What is wrong with an alert's deliveries. What still waits is not meant: whether it stands still is asked every minute.
 * @param inFull whether the audience is gone through as well, which takes half a minute for a million
 */
async function wrongWith(alert: CampaignRecord, outcomes: Counts, inFull: boolean): Promise<string[]> {
  if (alert.closeReason !== null) return [];
  // After a crash an alert is sent again; an answer that never came, or a refusal after one, leaves its code.
  const unknown = outcomes.unknown
    ? await Deliveries.countDocuments({
        campaignId: alert._id,
        state: 'unknown',
        code: { $exists: true, $nin: OWN_CODES },
      })
    : 0;
  const missing = inFull && (await isAnybodyMissing(alert));
  const wrong = unaccountedFor(outcomes);
  if (unknown > 0) wrong.push('unknown');
  if (missing) wrong.push('missing');
  return wrong;
}

async function compareAlert(alert: CampaignRecord, now: Date, logger: Logger): Promise<void> {
  const before = alert.compared ?? { wrong: [] };
  const due = COMPARISONS.filter(
    ({ name, minutes }) => !before[name] && alert.at.getTime() + minutes * MINUTE_MS <= now.getTime(),
  );
  if (due.length === 0 && before.wrong.length === 0) return;
  const outcomes = await outcomesOf(alert);
  const wrong = await wrongWith(alert, outcomes, due.length > 0 || before.wrong.includes('missing'));
  const names = due.map(({ name }) => `compared.${name}`);
  // Noted after the comparison: if this process dies before, another compares. The first to note it is the one.
  const noted = await Campaigns.updateOne(
    { _id: alert._id, ...Object.fromEntries(names.map((name) => [name, null])) },
    { $set: { ...Object.fromEntries(names.map((name) => [name, now])), 'compared.wrong': wrong } },
  );
  if (due.length === 0 || noted.modifiedCount === 0) return;
  const minutes = due.map((one) => one.minutes);
  const report = { action: 'push.alert-check', campaign: alert._id, minutes, wrong, outcomes };
  if (wrong.length > 0) logger.error(report);
  else logger.info(report);
}

/** Alerts of the last days whose last comparison is still to come or found something a while ago. */
const underComparison = (now: Date) => ({
  kind: 'alert' as const,
  at: { $gte: new Date(now.getTime() - LATEST_MS), $lte: new Date(now.getTime() - COMPARISONS[0].minutes * MINUTE_MS) },
  removedAt: null,
});
const stillAnAlarm = (now: Date) => ({
  'compared.wrong.0': { $exists: true },
  $or: [{ 'compared.last': null }, { 'compared.last': { $gte: new Date(now.getTime() - ALARM_MS) } }],
});

/**
 * Compares published with delivered for every alert, once after five and once after fifteen minutes, or later when nobody
 * did then; what was found wrong is looked at again every minute, so that the alarm ends when it is mended. An alert whose
 * audience is still being written down waits for that.
 */
export async function compareAlerts(now: Date, logger: Logger): Promise<void> {
  const alerts = await Campaigns.find({
    ...underComparison(now),
    status: { $nin: FAN_OUT_STATUSES },
    $and: [{ $or: [{ 'compared.last': null }, stillAnAlarm(now)] }],
  }).lean<CampaignRecord[]>();
  for (const alert of alerts) await compareAlert(alert, now, logger);
}

/** Alerts that did not reach everybody they should have, and nobody has paused or mended them since. */
export async function wrongAlerts(now: Date): Promise<{ id: string; wrong: string[] }[]> {
  const alerts = await Campaigns.find(
    { ...underComparison(now), ...stillAnAlarm(now), closeReason: null, 'hold.by': null },
    'compared',
  ).lean<Pick<CampaignRecord, '_id' | 'compared'>[]>();
  return alerts.map(({ _id, compared }) => ({ id: _id, wrong: compared?.wrong ?? [] }));
}
