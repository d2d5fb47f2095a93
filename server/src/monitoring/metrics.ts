import { databaseNow } from '../database';
import { TEMPLATE_KINDS } from '@shuozhi/shared';
import { setTimeout as pause } from 'node:timers/promises';
import { gauge } from '../observability';
import { ALARM_REASONS, type AlarmReason, measureQueue, NOT_BROKEN, standingAlarms } from './alarms';
import { hasOpenWork, readHealthReport, Watchdog, WATCHDOG_MS } from './healthReport';
import { blockNow, readSharedRate } from '../delivery';

// What all processes share is read from the database when the metrics are, in a web process as in a worker: that no
// worker is alive must be seen somewhere.
const silence = new Watchdog();
let showing: Promise<void> | null = null;
/** Alarms that every process sees for itself: what the last check said of them may be mended since. */
const STANDING = ['held', 'refusals'] as const;
/** A reading of the metrics does not wait longer for the database. */
const PATIENCE_MS = 3000;

/** Sets the gauges of what all processes share; one reading at a time. */
function showShared(): Promise<void> {
  const late = async (): Promise<never> => {
    await pause(PATIENCE_MS, undefined, { ref: false });
    throw new Error('the database does not answer');
  };
  showing ??= Promise.race([readShared(), late()])
    // Nothing new can be said while the database is away; when that lasts, nothing can be sent either.
    .catch(() => {
      alarmGauge.set({ reason: 'database' }, 1);
      if (silence.ms() >= WATCHDOG_MS) brokenGauge.set(1);
    })
    .finally(() => (showing = null));
  return showing;
}

async function readShared(): Promise<void> {
  const [findings, shared] = await Promise.all([readHealthReport(), readSharedRate()]);
  silence.hear(findings?.checkedAt ?? null);
  const unchecked = silence.ms() >= WATCHDOG_MS;
  // What the last check found is not true any more when nobody checks.
  const alarms = new Set<AlarmReason>(unchecked ? [] : findings?.alarms);
  for (const reason of STANDING) alarms.delete(reason);
  for (const reason of await standingAlarms(databaseNow())) alarms.add(reason);
  if (unchecked && (await hasOpenWork())) alarms.add('no-worker');
  for (const reason of ALARM_REASONS) alarmGauge.set({ reason }, alarms.has(reason) ? 1 : 0);
  brokenGauge.set([...alarms].some((reason) => !NOT_BROKEN.has(reason)) ? 1 : 0);
  const queue = unchecked ? await measureQueue() : findings;
  oldestGauge.set(queue?.oldestS ?? 0);
  for (const kind of TEMPLATE_KINDS) queueGauge.set({ kind }, queue?.depth[kind] ?? 0);
  rateGauge.set(shared?.rate ?? 0);
  const block = blockNow(shared, databaseNow());
  blockedGauge.reset();
  for (const reason of ['minute', 'day'] as const) blockedGauge.set({ reason }, block?.reason === reason ? 1 : 0);
}

const brokenGauge = gauge(
  'shuozhi_push_broken',
  '1 if and only if push is broken and a person must act; busy is not broken',
  [],
  showShared,
);
const alarmGauge = gauge(
  'shuozhi_push_alarm',
  '1 while a person must act, by what is the matter; docs/push.md says what to do',
  ['reason'],
  showShared,
);
const blockedGauge = gauge(
  'shuozhi_push_blocked',
  '1 while WeChat has told us to wait: for the next minute, or until the quota of the day is renewed',
  ['reason'],
  showShared,
);
const rateGauge = gauge('shuozhi_push_rate', 'Sends a second allowed to all workers together', [], showShared);
const queueGauge = gauge(
  'shuozhi_push_queue_depth',
  'Deliveries that wait or are in flight, by campaign kind: at the last check, now when nobody checks',
  ['kind'],
  showShared,
);
const oldestGauge = gauge(
  'shuozhi_push_oldest_pending_seconds',
  'For how long the oldest due delivery has been due: at the last check, now when nobody checks',
  [],
  showShared,
);
