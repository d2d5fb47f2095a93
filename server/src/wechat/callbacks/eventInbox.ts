import { setTimeout as pause } from 'node:timers/promises';
import { databaseNow, insertMissing } from '../../database';
import { AppError } from '../../errors';
import type { Logger } from '../../observability';
import { WechatEvents, type EventRecord } from './eventModel';
import type { WechatEvent } from './events';
import { useNonces } from './nonces';
import type { Callback } from './readCallback';

/** A write of so many takes some 3 ms; of more, those that wait for the next would feel it. */
const BATCH = 200;
/** More waiting than this, or one waiting longer, means that the database cannot follow: WeChat shall send again later. */
const MOST_WAITING = 20_000;
const LONGEST_WAIT_MS = 2000;
/** A write of twenty costs little more than one of one: events wait this long for company. */
const GATHER_MS = 5;
/** WeChat wants its answer; a slow write goes on behind it. */
const ANSWER_WITHIN_MS = 35;
const RETRY_MS = 500;

interface Waiting {
  record: EventRecord;
  callback: Callback;
  /** By the monotonic clock, in milliseconds. */
  since: number;
  /** Tells the request; undefined once it was answered. */
  settle: ((error: unknown) => void) | undefined;
}

export interface EventInbox {
  /**
   * Stores the events of a callback. Returns when they are stored or after 35 ms, whichever comes first.
   * @throws AppError `unavailable` when they could not be stored or too many wait: WeChat sends them again; `forbidden` when
   *   the callback's nonce was used for another one, whose events are not stored
   */
  accept(events: readonly WechatEvent[], callback: Callback): Promise<void>;
  /** Writes what is still waiting. */
  close(): Promise<void>;
}

function recordOf(event: WechatEvent, now: Date): EventRecord {
  const { id, type, openid, at } = event;
  const items = 'items' in event ? event.items : [];
  return { _id: id, type, openid, at, items, state: 'new', attempts: 0, dueAt: now, claim: null };
}

/** Takes in events in batches: whatever arrives within 5 ms or while a write runs is written together. */
export function createEventInbox(logger: Logger): EventInbox {
  /** In the order of arrival; those being written stand in front until they are stored. */
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let retry: NodeJS.Timeout | undefined;

  /** Writes what waits, batch by batch, until nothing does or the database fails. */
  async function write(): Promise<void> {
    while (waiting.length > 0) {
      if (waiting.length < BATCH) await pause(GATHER_MS);
      const batch = waiting.slice(0, BATCH);
      try {
        const forged = await useNonces([...new Set(batch.map(({ callback }) => callback))], databaseNow());
        const sound = batch.filter(({ callback }) => !forged.has(callback));
        // WeChat repeats an event that it thinks lost.
        if (sound.length > 0) {
          await insertMissing(
            WechatEvents,
            sound.map(({ record }) => record),
          );
        }
        waiting = waiting.slice(batch.length);
        if (forged.size > 0) logger.warn({ action: 'wechat.nonce_used_again', count: forged.size });
        for (const { callback, settle } of batch) settle?.(forged.has(callback) ? new AppError('forbidden') : null);
      } catch (error) {
        logger.error({ action: 'wechat.events_not_stored', count: batch.length, err: error });
        const answered = batch.filter(({ settle }) => settle === undefined);
        for (const { settle } of batch) settle?.(new AppError('unavailable', { cause: error, retryAfter: 5 }));
        waiting = [...answered, ...waiting.slice(batch.length)];
        retry = setTimeout(start, RETRY_MS).unref();
        return;
      }
    }
  }

  function start(): void {
    clearTimeout(retry);
    if (waiting.length > 0) writing ??= write().finally(() => (writing = null));
  }

  /** Whether the database is so far behind that one more promise could not be kept. */
  function behind(): boolean {
    const [oldest] = waiting;
    const late = oldest !== undefined && performance.now() - oldest.since > LONGEST_WAIT_MS;
    return late || waiting.length >= MOST_WAITING;
  }

  return {
    accept: (events, callback) => {
      if (events.length === 0) return Promise.resolve();
      if (behind()) return Promise.reject(new AppError('unavailable', { retryAfter: 5 }));
      return new Promise((resolve, reject) => {
        let open = events.length;
        const [now, since] = [databaseNow(), performance.now()];
        const entries = events.map((event): Waiting => ({
          record: recordOf(event, now),
          callback,
          since,
          settle: undefined,
        }));
        const timer = setTimeout(() => {
          for (const entry of entries) entry.settle = undefined;
          resolve();
        }, ANSWER_WITHIN_MS);
        for (const entry of entries) {
          entry.settle = (error) => {
            open -= 1;
            if (error !== null || open === 0) clearTimeout(timer);
            if (error !== null) reject(error instanceof Error ? error : new AppError('unavailable'));
            else if (open === 0) resolve();
          };
        }
        waiting.push(...entries);
        start();
      });
    },
    close: async () => {
      start();
      await writing;
    },
  };
}
