import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { useTestDatabase } from '../../../test/testDatabase';
import { collectionOf } from '../../database';
import { createLogger } from '../../observability';
import { createEventInbox, removeOldNonces, type EventInbox, type WechatEvent } from '.';
import { WechatEvents } from './eventModel';

useTestDatabase();

let inbox: EventInbox;
/** How many events each write held. */
let writes: number[];
/** Writes wait until this is called. */
let release: () => void;
let failing: boolean;

const anEvent = (n: number): WechatEvent => ({
  id: `event-${n}`,
  type: 'subscribe_msg_popup_event',
  openid: `o_${n}`,
  at: new Date(1714112445_000),
  items: [{ templateId: 't1', status: 'accept' }],
});
const events = (count: number): WechatEvent[] => Array.from({ length: count }, (_, n) => anEvent(n));
/** A callback of its own for each call. */
const aCallback = (nonce: string = randomUUID(), signature = 'one') => ({ message: {}, nonce, signature });
const stored = () => WechatEvents.countDocuments({});

/** Holds back or fails the writes of a real collection, and counts them. */
function watchWrites(held: boolean): void {
  const gate = held ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve();
  const collection = collectionOf(WechatEvents);
  const insert = collection.insertMany.bind(collection);
  jest.spyOn(collection, 'insertMany').mockImplementation(async (records, options) => {
    writes.push(records.length);
    await gate;
    if (failing) throw new Error('the database is away');
    return insert(records, options);
  });
}

/** The monotonic clock, as the inbox reads it, jumps. */
function letPass(ms: number): void {
  const now = performance.now.bind(performance);
  jest.spyOn(performance, 'now').mockImplementation(() => now() + ms);
}

beforeEach(async () => {
  await WechatEvents.deleteMany({});
  inbox = createEventInbox(createLogger('silent'));
  writes = [];
  failing = false;
});
afterEach(() => jest.restoreAllMocks());

it('writes together what comes together', async () => {
  watchWrites(false);
  await Promise.all(events(100).map((event) => inbox.accept([event], aCallback())));
  await inbox.close();
  expect(writes).toEqual([100]);
  expect(await stored()).toBe(100);
});

it('answers before a slow write ends, which then still happens', async () => {
  watchWrites(true);
  await inbox.accept([anEvent(1)], aCallback());
  expect(await stored()).toBe(0);
  release();
  await inbox.close();
  expect(await stored()).toBe(1);
});

it('promises nothing more while what it promised is two seconds late', async () => {
  watchWrites(true);
  await inbox.accept([anEvent(1)], aCallback());
  letPass(2100);
  await expect(inbox.accept([anEvent(2)], aCallback())).rejects.toMatchObject({ code: 'unavailable', retryAfter: 5 });
  release();
  await inbox.close();
  await inbox.accept([anEvent(3)], aCallback());
  await inbox.close();
  expect((await WechatEvents.find({}, { _id: 1 }).lean()).map(({ _id }) => _id).sort()).toEqual(['event-1', 'event-3']);
});

it('keeps at most 20,000 in memory and loses none of them', async () => {
  watchWrites(true);
  await inbox.accept(events(20_000), aCallback());
  await expect(inbox.accept([anEvent(20_001)], aCallback())).rejects.toMatchObject({ code: 'unavailable' });
  release();
  await inbox.close();
  expect(await stored()).toBe(20_000);
});

it('refuses what the database refused at once: WeChat sends it again', async () => {
  watchWrites(false);
  failing = true;
  await expect(inbox.accept([anEvent(1)], aCallback())).rejects.toMatchObject({ code: 'unavailable' });
  failing = false;
  await inbox.close();
  expect(await stored()).toBe(0);
});

it('keeps what it answered through a failed write and writes it later', async () => {
  watchWrites(true);
  failing = true;
  await inbox.accept([anEvent(1)], aCallback());
  release();
  await inbox.close();
  expect(await stored()).toBe(0);
  failing = false;
  await inbox.close();
  expect(await stored()).toBe(1);
});

it('takes nothing from a callback that uses the nonce of another one, whichever process took that', async () => {
  const other = createEventInbox(createLogger('silent'));
  await inbox.accept([anEvent(1)], aCallback('the nonce', 'first'));
  await expect(other.accept([anEvent(2)], aCallback('the nonce', 'second'))).rejects.toMatchObject({
    code: 'forbidden',
  });
  await Promise.all([inbox.close(), other.close()]);
  expect((await WechatEvents.find({}, { _id: 1 }).lean()).map(({ _id }) => _id)).toEqual(['event-1']);
});

it('knows its own repetition by the signature', async () => {
  await inbox.accept([anEvent(1)], aCallback('a nonce', 'first'));
  await inbox.accept([anEvent(1)], aCallback('a nonce', 'first'));
  await inbox.close();
  expect(await stored()).toBe(1);
});

it('forgets nonces that are too old to be taken', async () => {
  await inbox.accept([anEvent(1)], aCallback());
  await inbox.close();
  const nonces = mongoose.connection.collection('wechatnonces');
  expect(await removeOldNonces(new Date())).toBe(0);
  expect(await removeOldNonces(new Date(Date.now() + 2 * 3600_000))).toBeGreaterThan(0);
  expect(await nonces.countDocuments()).toBe(0);
});
