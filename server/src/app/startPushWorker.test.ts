import { startTestSimulator, type TestSimulator } from '../../test/testSimulator';
import { useTestDatabase } from '../../test/testDatabase';
import { createLogger } from '../observability';
import { deriveCampaign } from '../campaigns/outboxRelay';
import { countStates } from '../campaigns/outcomeCounts';
import { Deliveries } from '../campaigns/deliveries';
import { startPushWorker, type PushWorker } from './startPushWorker';
import { campaignDone, publishedEvent, seedSubscribers, benchResident } from '../../test/push/pushTools';
import { Subscriptions } from '../subscriptions/model';

jest.setTimeout(180_000);

let simulator: TestSimulator;
let worker: PushWorker;

// Hooks run in the order of their declaration: the worker must stop before the database goes.
afterAll(async () => {
  await worker.stop();
  await simulator.stop();
});
useTestDatabase();

beforeAll(async () => {
  simulator = await startTestSimulator({ latencyMs: 5, benchCredit: 1 });
  const { config } = simulator;
  worker = startPushWorker({
    client: simulator.client(),
    templates: config.wechat.templates,
    push: { ...config.push, rate: 5000, concurrency: 32, leaseMs: 2000 },
    logger: createLogger('silent'),
  });
});
test('publishing tells every matching resident once, and those without a consent by the inbox alone', async () => {
  await seedSubscribers(300);
  await seedSubscribers(20, { from: 300, credits: {} });
  await seedSubscribers(30, { from: 320, regions: ['140621'] });
  const event = await publishedEvent({ title: '关于森林草原禁火的通告', effectiveFrom: '2026-03-26' });

  expect(await deriveCampaign(event)).toBe(event.id);
  expect(await deriveCampaign(event)).toBe(event.id);
  const campaign = await campaignDone(event.id);

  expect(campaign.counts).toEqual({ sent: 300, 'skipped:no-credit': 20 });
  const { body } = await simulator.control('get', '/journal?expected=300');
  expect(body.messages).toMatchObject([{ accepted: 300, duplicates: 0, missing: { count: 0 } }]);
  expect(body.messages[0].page).toBe(`pages/notice/index?id=${event.noticeId}&from=push`);
  // The credit is spent, and the address is kept no longer than needed.
  expect((await Subscriptions.findById(benchResident(0)).lean())?.ledger.notice?.left).toBe(0);
  expect(await Deliveries.countDocuments({ openid: { $exists: true } })).toBe(0);
  expect(await countStates(event.id)).toMatchObject({ sent: 300, skipped: 20, pending: 0, sending: 0 });
});
