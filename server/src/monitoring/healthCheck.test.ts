import { useTestDatabase } from '../../test/testDatabase';
import { benchResident, publishedEvent } from '../../test/push/pushTools';
import { createLogger } from '../observability';
import { deriveCampaign } from '../campaigns/outboxRelay';
import { Campaigns } from '../campaigns/model';
import { Deliveries, deliveryId, type DeliveryRecord } from '../campaigns/deliveries';
import { setBlock, loadSharedRate, clearBlock, readSharedRate } from '../delivery/rateLimit/sharedRate';
import { readHealthReport } from './healthReport';
import { checkPushHealth } from './healthCheck';

jest.setTimeout(180_000);
useTestDatabase();
beforeEach(async () => {
  await Promise.all([Campaigns.deleteMany({}), Deliveries.deleteMany({})]);
});

const start = new Date('2026-07-01T02:00:00Z');
const at = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);
const logger = createLogger('silent');
const verify = async (seconds: number) =>
  (await checkPushHealth(at(seconds), logger)).map(({ id, why }) => ({ id, why }));

/** A campaign being sent, with `pending` deliveries that are due at `due` seconds. */
async function aQueue(pending: number, due = 0, more: Partial<DeliveryRecord> = {}): Promise<string> {
  const { id } = await publishedEvent({}, start);
  await deriveCampaign({ id, noticeId: id.slice(0, id.indexOf('.')), type: 'publish', at: start, changeNote: null });
  await Campaigns.updateOne({ _id: id }, { $set: { status: 'sending' } });
  const rows = [...Array(pending).keys()].map((n) => ({
    _id: deliveryId(id, benchResident(n)),
    campaignId: id,
    residentId: benchResident(n),
    partition: n % 32,
    state: 'pending',
    dueAt: at(due),
    at: start,
    ...more,
  }));
  await Deliveries.insertMany(rows);
  return id;
}

const settleOne = (campaignId: string) =>
  Deliveries.updateOne({ campaignId, state: 'pending' }, { $set: { state: 'sent' } });

test('an alert that nobody plans raises the alarm after a minute, and it ends when somebody does', async () => {
  const event = await publishedEvent({ title: '暴雨红色预警', level: 'red', topics: ['alert'] }, start);
  await deriveCampaign(event);
  expect(await verify(30)).toEqual([]);
  expect(await verify(95)).toEqual([{ id: event.id, why: 'stands still' }]);
  await Campaigns.updateOne({ _id: event.id }, { $set: { status: 'expanding' } });
  expect(await verify(120)).toEqual([]);
  await Campaigns.updateOne({ _id: event.id }, { $set: { status: 'done' } });
  expect(await verify(600)).toEqual([]);
});

test('of two queues the second waits for the first, as long as that moves and a minute longer', async () => {
  const [first, second] = [await aQueue(9), await aQueue(9)];
  await Campaigns.updateOne({ _id: first }, { $set: { priority: 0 } });
  for (const minute of [0, 1, 2, 3, 4]) {
    expect(await verify(minute * 60)).toEqual([]);
    await settleOne(first);
  }
  await Deliveries.deleteMany({ campaignId: first });
  await Campaigns.updateOne({ _id: first }, { $set: { status: 'done', finishedAt: at(299) } });
  expect(await verify(300)).toEqual([]);
  expect(await verify(360)).toEqual([{ id: second, why: 'stands still' }]);
  await settleOne(second);
  expect(await verify(420)).toEqual([]);
});

test('held by a code of WeChat is broken at once, paused by a person is not', async () => {
  const id = await aQueue(1);
  const hold = { reason: '内容含敏感词', code: 45168, by: null, at: start };
  await Campaigns.updateOne({ _id: id }, { $set: { hold } });
  for (const seconds of [1, 120]) expect(await verify(seconds)).toEqual([{ id, why: 'held 45168' }]);
  await Campaigns.updateOne({ _id: id }, { $set: { hold: { ...hold, code: null, by: '张三' } } });
  for (const seconds of [180, 600]) expect(await verify(seconds)).toEqual([]);
});

test('waiting for the end of quiet hours is not broken and not old, however long it takes', async () => {
  await aQueue(3, 9 * 3600, { quietWait: true });
  for (const seconds of [0, 60, 9 * 3600 - 1, 9 * 3600 + 20]) expect(await verify(seconds)).toEqual([]);
  expect(await readHealthReport()).toMatchObject({ oldestS: 20, depth: { notice: 3 } });
});

test('tries in vain without an end are broken though each is due only in a moment', async () => {
  const id = await aQueue(1, 5, { code: -2 });
  expect(await verify(0)).toEqual([]);
  await Deliveries.updateMany({}, { $set: { dueAt: at(70) } });
  expect(await verify(60)).toEqual([{ id, why: 'stands still' }]);
});

test('a limit of WeChat is waited out; that of the day has a line of its own in the log', async () => {
  const id = await aQueue(3);
  await loadSharedRate(100);
  await setBlock('day', null, start);
  const error = jest.spyOn(logger, 'error');
  for (const seconds of [0, 60, 120]) expect(await verify(seconds)).toEqual([]);
  expect(error).toHaveBeenLastCalledWith({ action: 'push.day-limit', since: start });
  await clearBlock((await readSharedRate())?.block?.id ?? '');
  expect(await verify(180)).toEqual([]);
  expect(await verify(240)).toEqual([{ id, why: 'stands still' }]);
  error.mockRestore();
});

test('an event whose campaign nobody derived is broken after five minutes', async () => {
  const event = await publishedEvent({ title: '无人推送的通告' }, at(3600));
  const later = (seconds: number) => verify(3600 + seconds);
  expect(await later(60)).toEqual([]);
  expect(await later(301)).toEqual([{ id: event.id, why: 'no campaign' }]);
  await deriveCampaign(event);
});
