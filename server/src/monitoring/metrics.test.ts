import mongoose from 'mongoose';
import { publishedEvent } from '../../test/push/pushTools';
import { useTestDatabase } from '../../test/testDatabase';
import { createLogger, registry } from '../observability';
import { startTestSimulator, type TestSimulator } from '../../test/testSimulator';
import { deriveCampaign } from '../campaigns/outboxRelay';
import { saveHealthReport, WATCHDOG_MS, type HealthReport } from './healthReport';
import './metrics';
import { Campaigns } from '../campaigns/model';
import { Deliveries, deliveryId } from '../campaigns/deliveries';
import { WorkerLeases } from '../delivery/leases/workerLeases';
import { Notices } from '../notices/model';
import { checkPushHealth } from './healthCheck';
import { clearBlock, loadSharedRate, readSharedRate, setBlock } from '../delivery/rateLimit/sharedRate';

useTestDatabase();

const logger = createLogger('silent');

let shift = 0;
beforeAll(() => {
  const real = performance.now.bind(performance);
  jest.spyOn(performance, 'now').mockImplementation(() => real() + shift);
});
afterAll(() => jest.restoreAllMocks());

/** The samples of push that this process, which is no worker, shows. */
async function samples(): Promise<Record<string, number>> {
  const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith('shuozhi_push_'));
  return Object.fromEntries(
    lines.map((line) => line.slice('shuozhi_push_'.length).split(' ')).map(([name, value]) => [name, Number(value)]),
  );
}
/** The alarms that are on. */
const alarms = async (): Promise<string[]> =>
  Object.entries(await samples()).flatMap(([name, value]) => {
    const reason = /^alarm\{reason="(.+)"\}$/.exec(name)?.[1];
    return reason !== undefined && value === 1 ? [reason] : [];
  });
const broken = async (): Promise<number | undefined> => (await samples()).broken;

const fine = (): HealthReport => ({ checkedAt: new Date(), broken: [], alarms: [], depth: {}, oldestS: 0 });

test('every process shows the findings of the last check, whichever made it', async () => {
  await saveHealthReport({ ...fine(), broken: ['n.1.publish'], alarms: ['stalled'], depth: { alert: 7 }, oldestS: 12 });
  expect(await samples()).toMatchObject({
    broken: 1,
    'queue_depth{kind="alert"}': 7,
    'queue_depth{kind="notice"}': 0,
    oldest_pending_seconds: 12,
  });
  await saveHealthReport(fine());
  expect(await samples()).toMatchObject({ broken: 0, 'queue_depth{kind="alert"}': 0, oldest_pending_seconds: 0 });
});

test('the reason of a block is told, so that the limit of the day can have an alarm of its own', async () => {
  await loadSharedRate(100);
  expect(await samples()).toMatchObject({ rate: 100, 'blocked{reason="day"}': 0, 'blocked{reason="minute"}': 0 });
  await setBlock('day', null, new Date());
  const shown = await samples();
  expect(shown).toMatchObject({ 'blocked{reason="day"}': 1, 'blocked{reason="minute"}': 0 });
  expect(shown).not.toHaveProperty('blocked');
});

test('without a worker nobody checks: broken while there is something to do, and only then', async () => {
  await saveHealthReport(fine());
  expect(await broken()).toBe(0);
  shift += WATCHDOG_MS;
  expect(await broken()).toBe(0);
  const event = await publishedEvent();
  expect(await broken()).toBe(1);
  await deriveCampaign(event);
  expect(await broken()).toBe(1);
  await Campaigns.updateOne(
    { _id: event.id },
    { $set: { hold: { reason: '', code: null, by: '张三', at: new Date() } } },
  );
  expect(await broken()).toBe(0);
  await Campaigns.updateOne({ _id: event.id }, { $set: { hold: null } });
  expect(await broken()).toBe(1);
  await saveHealthReport(fine());
  expect(await broken()).toBe(0);
});

test('what was broken stays so while the database does not answer; after minutes that is broken itself', async () => {
  const takeAway = () =>
    jest.spyOn(mongoose.Model, 'findById').mockImplementation(() => {
      throw new Error('away');
    });
  await saveHealthReport({ ...fine(), broken: ['n.1.publish'], alarms: ['stalled'] });
  expect(await broken()).toBe(1);
  takeAway();
  expect(await broken()).toBe(1);
  jest.mocked(mongoose.Model.findById).mockRestore();
  await saveHealthReport(fine());
  expect(await broken()).toBe(0);
  takeAway();
  expect(await broken()).toBe(0);
  shift += WATCHDOG_MS;
  expect(await broken()).toBe(1);
});

describe('an alarm says what is the matter, and ends with it', () => {
  const now = (): Date => new Date();
  let simulator: TestSimulator;
  beforeAll(async () => {
    jest.restoreAllMocks();
    simulator = await startTestSimulator();
  });
  afterAll(() => simulator.stop());
  beforeEach(async () => {
    await Promise.all([Campaigns.deleteMany({}), Notices.deleteMany({})]);
    await simulator.control('delete', '/faults');
    await clearBlock((await readSharedRate())?.block?.id ?? '');
  });
  const check = async () =>
    checkPushHealth(now(), logger, await simulator.client({ connect: 300, answer: 300 }).check());

  test.each([
    ['token', { kind: 'error', code: 40164 }],
    ['unreachable', { kind: 'hang' }],
    ['unreachable', { kind: 'http', status: 502 }],
  ])('%s: WeChat answers the request for a token with %j', async (reason, fault) => {
    await simulator.control('post', '/faults', { path: '/stable_token', ...fault });
    await check();
    expect([await alarms(), await broken()]).toEqual([[reason], 1]);
    await simulator.control('delete', '/faults');
    await check();
    expect([await alarms(), await broken()]).toEqual([[], 0]);
  });

  test.each([
    ['unreachable', -1],
    ['token', 40001],
  ])('%s: sends are answered %i, and a worker has waited for twenty seconds', async (reason, code) => {
    const leases = new WorkerLeases(2000);
    await leases.announce();
    await leases.renew({ seconds: 19, code });
    await check();
    expect(await alarms()).toEqual([]);
    await leases.renew({ seconds: 20, code });
    await check();
    expect(await alarms()).toEqual([reason]);
    await leases.renew(null);
    await check();
    expect(await alarms()).toEqual([]);
    await leases.end();
  });

  test('held, refusals, clock and quota need no worker to be true', async () => {
    await saveHealthReport(fine());
    await setBlock('day', null, now());
    const event = await publishedEvent();
    await deriveCampaign(event);
    const set = (fields: Record<string, unknown>) => Campaigns.updateOne({ _id: event.id }, { $set: fields });
    await set({ hold: { reason: '', code: 43107, by: null, at: now() } });
    expect(await alarms()).toEqual(['quota', 'held']);
    await set({ hold: null, refusals: { verdict: 'doubted', code: 43101, at: now() } });
    expect(await alarms()).toEqual(['quota', 'refusals']);
    await set({ refusals: null });
    const { block } = (await readSharedRate()) ?? {};
    await clearBlock(block?.id ?? '');
    expect([await alarms(), await broken()]).toEqual([[], 0]);
    const skews = mongoose.connection.collection<{ _id: string }>('clockskews');
    await skews.insertOne({ _id: 'another', skewS: 600, at: now() } as never);
    expect([await alarms(), await broken()]).toEqual([['clock'], 0]);
    await skews.deleteOne({ _id: 'another' });
    expect(await alarms()).toEqual([]);
  });

  test('without a worker: said as such, with what waits now', async () => {
    await saveHealthReport(fine());
    const event = await publishedEvent();
    await deriveCampaign(event);
    const id = deliveryId(event.id, 'zhang');
    const due = new Date(now().getTime() - 60_000);
    await Deliveries.create({
      _id: id,
      campaignId: event.id,
      residentId: 'zhang',
      partition: 0,
      state: 'pending',
      dueAt: due,
      at: due,
    });
    expect(await alarms()).toEqual([]);
    jest.spyOn(performance, 'now').mockReturnValue(performance.now() + WATCHDOG_MS);
    const shown = await samples();
    expect(await alarms()).toEqual(['no-worker']);
    expect(shown['queue_depth{kind="notice"}']).toBe(1);
    expect(shown.oldest_pending_seconds).toBeGreaterThanOrEqual(60);
    jest.restoreAllMocks();
    await saveHealthReport(fine());
    expect(await alarms()).toEqual([]);
  });

  test('the database does not answer', async () => {
    await saveHealthReport(fine());
    jest.spyOn(mongoose.Model, 'findById').mockImplementation(() => {
      throw new Error('away');
    });
    expect(await alarms()).toEqual(['database']);
    jest.restoreAllMocks();
    expect(await alarms()).toEqual([]);
  });
});
