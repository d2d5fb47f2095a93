import { TEMPLATE_KINDS } from '@shuozhi/shared';
import { setTimeout as pause } from 'node:timers/promises';
import { gauge } from '../observability';
import { hasOpenWork, readHealthReport, Watchdog, WATCHDOG_MS } from './healthReport';
import { blockNow, readSharedRate } from '../delivery';

// What all processes share is read from the database when the metrics are, in a web process as in a worker: that no
// worker is alive must be seen somewhere.
const silence = new Watchdog();
let showing: Promise<void> | null = null;
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
      if (silence.ms() >= WATCHDOG_MS) brokenGauge.set(1);
    })
    .finally(() => (showing = null));
  return showing;
}

async function readShared(): Promise<void> {
  const [findings, shared] = await Promise.all([readHealthReport(), readSharedRate()]);
  silence.hear(findings?.checkedAt ?? null);
  const unchecked = silence.ms() >= WATCHDOG_MS;
  const broken = unchecked ? await hasOpenWork() : (findings?.broken.length ?? 0) > 0;
  brokenGauge.set(broken ? 1 : 0);
  oldestGauge.set(findings?.oldestS ?? 0);
  for (const kind of TEMPLATE_KINDS) queueGauge.set({ kind }, findings?.depth[kind] ?? 0);
  rateGauge.set(shared?.rate ?? 0);
  const block = blockNow(shared, new Date());
  blockedGauge.reset();
  for (const reason of ['minute', 'day'] as const) blockedGauge.set({ reason }, block?.reason === reason ? 1 : 0);
}

const brokenGauge = gauge(
  'shuozhi_push_broken',
  '1 if and only if push is broken and a person must act; busy is not broken',
  [],
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
  'Deliveries that wait or are in flight, by campaign kind, at the last check',
  ['kind'],
  showShared,
);
const oldestGauge = gauge(
  'shuozhi_push_oldest_pending_seconds',
  'For how long the oldest due delivery had been due at the last check',
  [],
  showShared,
);
