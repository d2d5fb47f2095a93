import { startTestSimulator, type TestSimulator } from '../../../test/testSimulator';
import { useTestDatabase } from '../../../test/testDatabase';
import { campaignDone, publishedEvent, seedSubscribers, until } from '../../../test/push/pushTools';
import { createLogger } from '../../observability';
import { startPushWorker, type PushWorker } from '../../app/startPushWorker';
import { Subscriptions } from '../../subscriptions/model';
import { deriveCampaign } from '../outboxRelay';
import { Deliveries } from '../deliveries';
import { Campaigns, type CampaignRecord } from '../model';
import { isUnusual } from './believable';
import { confirmRefusals, retryRefused, undoRefusalsOf } from './reviewRefusals';
import { settleRefusals } from './settleRefusals';

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
  simulator = await startTestSimulator({ benchCredit: 1000 });
  const { resendUnknown, refusalShare } = simulator.config.push;
  worker = startPushWorker({
    client: simulator.client(),
    templates: simulator.config.wechat.templates,
    push: { rate: 5000, concurrency: 4, leaseMs: 2000, resendUnknown, refusalShare },
    logger: createLogger('silent'),
  });
});
beforeEach(async () => {
  await Promise.all([Subscriptions.deleteMany({}), Deliveries.deleteMany({}), Campaigns.deleteMany({})]);
  await simulator.control('delete', '/faults');
  await simulator.control('delete', '/journal');
});

const MARGIN = 0.2;
const later = (): Date => new Date(Date.now() + 60_000);
const refuse = (code: number, more = {}) =>
  simulator.control('post', '/faults', { path: '/subscribe/send', kind: 'error', code, ...more });
async function publish(draft: Parameters<typeof publishedEvent>[0] = {}): Promise<string> {
  const event = await publishedEvent(draft);
  await deriveCampaign(event);
  return event.id;
}
const find = (id: string) => Campaigns.findById(id).lean<CampaignRecord>();
const doubted = (id: string) => until(`${id} doubted`, async () => (await find(id))?.refusals?.verdict === 'doubted');
const ledgers = async () => {
  const rows = await Subscriptions.find().lean();
  return {
    credits: rows.reduce((sum, { ledger }) => sum + (ledger.notice?.left ?? 0), 0),
    invalid: rows.filter(({ openidInvalid }) => openidInvalid).length,
  };
};

test.each([
  [{ refused: 4, accepted: 0 }, 0, false],
  [{ refused: 5, accepted: 0 }, 0, true],
  [{ refused: 9, accepted: 1 }, 0, false],
  [{ refused: 10, accepted: 40 }, 0, false],
  [{ refused: 10, accepted: 39 }, 0, true],
  [{ refused: 30, accepted: 70 }, 0.1, false],
  [{ refused: 31, accepted: 69 }, 0.1, true],
])('%j where %f are usual: unusual %s', (answers, usual, expected) => {
  expect(isUnusual(answers, { usual, margin: MARGIN })).toBe(expected);
});

test.each([40003, 43101])(
  '%i to everybody: the kind is held, the ledger is not touched, all are told at last',
  async (code) => {
    await seedSubscribers(30, { credits: { notice: 3 } });
    await refuse(code);
    const id = await publish();
    await doubted(id);
    await until('the kind is held', async () => (await find(id))?.hold?.refusals === true);
    await settleRefusals(MARGIN, later());
    expect(await ledgers()).toEqual({ credits: 60, invalid: 0 });
    // What comes later inherits the hold.
    const next = await publish({ title: '关于停水的通告' });
    await until('the next one is planned', async () => (await find(next))?.status !== 'planned');
    expect((await find(next))?.hold).toMatchObject({ refusals: true, by: null });

    await simulator.control('delete', '/faults');
    expect(await retryRefused(id, new Date())).toBeGreaterThanOrEqual(5);
    expect((await campaignDone(id)).counts).toEqual({ sent: 30 });
    expect((await campaignDone(next)).counts).toEqual({ sent: 30 });
    expect(await ledgers()).toEqual({ credits: 30, invalid: 0 });
  },
);

test('an alert is doubted and not held: whom WeChat takes is told, the others when a person says so', async () => {
  await seedSubscribers(30, { credits: { alert: 2 } });
  await refuse(40003, { count: 15 });
  const id = await publish({ title: '寒潮红色预警', topics: ['alert'], level: 'red' });
  const { counts, refusals } = await campaignDone(id);
  expect(counts).toEqual({ sent: 15, 'failed:40003': 15 });
  expect(refusals).toMatchObject({ verdict: 'doubted', code: 40003 });
  await settleRefusals(MARGIN, later());
  expect((await ledgers()).invalid).toBe(0);
  expect(await retryRefused(id, new Date())).toBe(15);
  await until('all are told', async () => (await Deliveries.countDocuments({ campaignId: id, state: 'sent' })) === 30);
});

test('confirmed refusals are written, and can be taken back', async () => {
  await seedSubscribers(20, { credits: { notice: 3 } });
  await refuse(43101);
  const id = await publish();
  await doubted(id);
  await confirmRefusals(id);
  const { counts } = await campaignDone(id);
  expect(counts).toEqual({ 'refused:43101': 20 });
  // Those that were still on their way when the person spoke.
  await simulator.control('delete', '/faults');
  expect((await campaignDone(await publish({ title: '关于停水的通告' }))).counts).toMatchObject({
    'skipped:no-credit': expect.any(Number),
  });
  expect(await undoRefusalsOf(id)).toBeGreaterThan(0);
  expect(await undoRefusalsOf(id)).toBe(0);
  expect((await ledgers()).credits).toBeGreaterThanOrEqual(20);
});

test('a few refusals are believed only when WeChat takes another message of the kind', async () => {
  await seedSubscribers(2, { credits: { notice: 3 } });
  await refuse(43101);
  const id = await publish();
  expect((await campaignDone(id)).counts).toEqual({ 'refused:43101': 2 });
  await settleRefusals(MARGIN, later());
  expect((await ledgers()).credits).toBe(4);
  await simulator.control('delete', '/faults');
  await campaignDone(await publish({ title: '关于停水的通告' }));
  await until('somebody was told', async () => (await Campaigns.exists({ firstSentAt: { $ne: null } })) !== null);
  await settleRefusals(MARGIN, later());
  expect((await ledgers()).credits).toBe(0);
});
