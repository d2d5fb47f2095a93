import mongoose from 'mongoose';
import { AppError } from '../../errors';
import type { Logger } from '../../observability';
import { EventModel, type EventRecord } from './eventModel';
import type { WechatEvent } from './events';

const BATCH = 500;
/** More waiting than this means that the database is gone: WeChat shall send again later. */
const MOST_WAITING = 50_000;
/** WeChat wants its answer; a slow write goes on behind it. */
const ANSWER_WITHIN_MS = 35;
const RETRY_MS = 500;

interface Waiting {
  record: EventRecord;
  /** Tells the request; undefined once it was answered. */
  settle: ((error: unknown) => void) | undefined;
}

export interface EventInbox {
  /**
   * Stores events. Returns when they are stored or after 35 ms, whichever comes first.
   * @throws AppError `unavailable` when they could not be stored: WeChat sends them again
   */
  accept(events: readonly WechatEvent[]): Promise<void>;
  /** Writes what is still waiting. */
  close(): Promise<void>;
}

function recordOf(event: WechatEvent, now: Date): EventRecord {
  const { id, type, openid, at } = event;
  const items = 'items' in event ? event.items : [];
  return { _id: id, type, openid, at, items, state: 'new', attempts: 0, dueAt: now, claim: null };
}

/** Inserts; events known already are no error. */
async function insert(records: EventRecord[]): Promise<void> {
  try {
    const collection = mongoose.connection.collection<EventRecord>(EventModel.collection.name);
    await collection.insertMany(records, { ordered: false });
  } catch (error) {
    const repeated =
      error instanceof mongoose.mongo.MongoBulkWriteError &&
      [error.writeErrors].flat().every((failed) => failed.code === 11000);
    if (!repeated) throw error;
  }
}

/** Takes in events in batches: whatever arrives while one write runs goes into the next, so a storm costs few writes. */
export function createEventInbox(logger: Logger): EventInbox {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let retry: NodeJS.Timeout | undefined;

  async function write(): Promise<void> {
    const batch = waiting.slice(0, BATCH);
    waiting = waiting.slice(BATCH);
    try {
      await insert(batch.map(({ record }) => record));
      for (const { settle } of batch) settle?.(null);
    } catch (error) {
      logger.error({ action: 'wechat.events_not_stored', count: batch.length, err: error });
      const answered = batch.filter(({ settle }) => settle === undefined);
      for (const { settle } of batch) settle?.(new AppError('unavailable', { cause: error, retryAfter: 5 }));
      waiting = [...answered, ...waiting];
      retry = setTimeout(start, RETRY_MS).unref();
      return;
    }
    if (waiting.length > 0) await write();
  }

  function start(): void {
    clearTimeout(retry);
    if (waiting.length > 0) writing ??= write().finally(() => (writing = null));
  }

  return {
    accept: (events) => {
      if (events.length === 0) return Promise.resolve();
      if (waiting.length >= MOST_WAITING) return Promise.reject(new AppError('unavailable', { retryAfter: 5 }));
      return new Promise((resolve, reject) => {
        let open = events.length;
        const entries = events.map((event): Waiting => ({ record: recordOf(event, new Date()), settle: undefined }));
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
        setImmediate(start);
      });
    },
    close: async () => {
      start();
      await writing;
    },
  };
}
