import { databaseNow } from '../../database';
import { randomUUID } from 'node:crypto';
import { counter, type Logger } from '../../observability';
import { backoffMs, Poller, type Backoff } from '../../runtime';
import { WechatEvents, type EventRecord } from './eventModel';
import type { ConsentItem, SentItem, WechatEvent } from './events';
import { createYieldWhenBusy } from './yieldWhenBusy';

type Of<T extends WechatEvent['type']> = Extract<WechatEvent, { type: T }>;

/** What the modules do with WeChat's news; each must bear being told the same event (`id`) again. */
export interface WechatEventHandlers {
  consent: (event: Of<'subscribe_msg_popup_event' | 'subscribe_msg_change_event'>) => Promise<void>;
  /** @returns false when the message is not known yet: the event is kept, and told again */
  sent: (event: Of<'subscribe_msg_sent_event'>) => Promise<boolean>;
  /** The person revoked the authorisation or closed the account: forget everything about the openid. */
  purge: (openid: string) => Promise<void>;
}

const POLL_MS = 1000;
const BATCH = 200;
const CLAIM_MS = 60_000;
/** Few: a storm of events must not take the processor from the requests that bring them. */
const AT_ONCE = 4;
const MOST_ATTEMPTS = 10;
const RETRY: Backoff = { firstMs: 1000, longestMs: 10 * 60_000 };
/** What WeChat says of a message before its own answer to us, or before that is written, is kept for so long. */
const EARLY_MS = 15 * 60_000;
const EARLY: Backoff = { firstMs: 1000, longestMs: 60_000 };
/** Repetitions come within minutes; ids are kept for a week. */
const KEEP_MS = 7 * 24 * 3600_000;

const handled = counter('shuozhi_wechat_events_handled_total', 'Events handled', ['type', 'outcome']);

/** False when the event has come too early, and is to be told again. */
async function handle(record: EventRecord, handlers: WechatEventHandlers): Promise<boolean> {
  const { _id: id, type, openid, at } = record;
  if (openid === undefined) return true;
  switch (type) {
    case 'subscribe_msg_popup_event':
    case 'subscribe_msg_change_event':
      await handlers.consent({ id, type, openid, at, items: record.items as ConsentItem[] });
      return true;
    case 'subscribe_msg_sent_event':
      return handlers.sent({ id, type, openid, at, items: record.items as SentItem[] });
    case 'user_authorization_revoke':
    case 'user_authorization_cancellation':
      await handlers.purge(openid);
      return true;
  }
}

const FORGET = { $unset: { openid: 1, items: 1 } };

/** Handles one event; true when that worked, else it is put off or given up. */
async function settle(record: EventRecord, handlers: WechatEventHandlers, logger: Logger, now: Date): Promise<boolean> {
  const { _id, type } = record;
  try {
    if (!(await handle(record, handlers)) && now.getTime() - record.at.getTime() < EARLY_MS) {
      const waits = (record.waits ?? 0) + 1;
      const dueAt = new Date(now.getTime() + backoffMs(waits, EARLY));
      await WechatEvents.updateOne({ _id }, { $set: { waits, claim: null, dueAt } });
      return false;
    }
    handled.inc({ type, outcome: 'done' });
    return true;
  } catch (error) {
    const attempts = record.attempts + 1;
    const last = attempts >= MOST_ATTEMPTS;
    logger.error({ action: 'wechat.event_failed', type, attempts, last, err: error });
    handled.inc({ type, outcome: last ? 'given-up' : 'retry' });
    const later = { attempts, claim: null, dueAt: new Date(now.getTime() + backoffMs(attempts, RETRY)) };
    await WechatEvents.updateOne({ _id }, last ? { $set: { ...later, state: 'failed' }, ...FORGET } : { $set: later });
    return false;
  }
}

/** Claims the oldest due events for this process; a dead process's claim ends by its time. */
async function claimBatch(now: Date): Promise<EventRecord[]> {
  const due = { state: 'new' as const, dueAt: { $lte: now } };
  const found = await WechatEvents.find(due).sort({ at: 1 }).limit(BATCH).lean();
  if (found.length === 0) return [];
  const claim = randomUUID();
  const ids = found.map(({ _id }) => _id);
  const claimed = { $set: { claim, dueAt: new Date(now.getTime() + CLAIM_MS) } };
  // By their ids: left to itself the database walks through all new ones, which after a storm are tens of thousands.
  await WechatEvents.updateMany({ _id: { $in: ids }, ...due }, claimed, { hint: { _id: 1 } });
  const own = await WechatEvents.find({ _id: { $in: ids }, claim }, { _id: 1 }).lean();
  const ownIds = new Set(own.map(({ _id }) => _id));
  return found.filter(({ _id }) => ownIds.has(_id));
}

/**
 * Handles stored events: one person's in their order, several people at once. A failure is tried again later; after ten
 * attempts the event is given up.
 * @returns how many events were taken on
 */
export async function processWechatEvents(handlers: WechatEventHandlers, logger: Logger, now: Date): Promise<number> {
  const yieldWhenBusy = createYieldWhenBusy();
  let taken = 0;
  for (let batch = await claimBatch(now); batch.length > 0; batch = await claimBatch(now)) {
    const people = new Map<string, EventRecord[]>();
    for (const record of batch) {
      const key = record.openid ?? '';
      people.set(key, [...(people.get(key) ?? []), record]);
    }
    const queues = [...people.values()];
    const done: string[] = [];
    const runners = Array.from({ length: AT_ONCE }, async () => {
      for (let queue = queues.pop(); queue; queue = queues.pop()) {
        for (const record of queue) {
          await yieldWhenBusy();
          if (await settle(record, handlers, logger, now)) done.push(record._id);
        }
      }
    });
    await Promise.all(runners);
    // Noted together: a crash before this tells at most one batch again.
    await WechatEvents.updateMany({ _id: { $in: done } }, { $set: { state: 'done', claim: null }, ...FORGET });
    taken += batch.length;
  }
  return taken;
}

/** Handles WeChat's events at the latest a second after they were stored, in whichever process runs this. */
export function startWechatEventWorker(handlers: WechatEventHandlers, logger: Logger): Poller {
  return new Poller({
    action: 'wechat.events_failed',
    work: async () => void (await processWechatEvents(handlers, logger, databaseNow())),
    pauseMs: POLL_MS,
    logger,
  });
}

/** Removes events older than a week; the embedded engine has no TTL deletion. @returns how many */
export async function removeOldWechatEvents(now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEEP_MS);
  const { deletedCount } = await WechatEvents.deleteMany({ state: { $in: ['done', 'failed'] }, at: { $lt: before } });
  return deletedCount;
}
