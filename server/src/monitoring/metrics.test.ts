import mongoose from 'mongoose';
import { publishedEvent } from '../../test/push/pushTools';
import { useTestDatabase } from '../../test/testDatabase';
import { registry } from '../observability';
import { deriveCampaign } from '../campaigns/outboxRelay';
import { saveHealthReport, WATCHDOG_MS, type HealthReport } from './healthReport';
import './metrics';
import { Campaigns } from '../campaigns/model';
import { loadSharedRate, setBlock } from '../delivery/rateLimit/sharedRate';

useTestDatabase();

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
const broken = async (): Promise<number | undefined> => (await samples()).broken;

const fine = (): HealthReport => ({ checkedAt: new Date(), broken: [], depth: {}, oldestS: 0 });

test('every process shows the findings of the last check, whichever made it', async () => {
  await saveHealthReport({ ...fine(), broken: ['n.1.publish'], depth: { alert: 7 }, oldestS: 12 });
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
  await saveHealthReport({ ...fine(), broken: ['n.1.publish'] });
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
