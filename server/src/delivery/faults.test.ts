import { setTimeout as pause } from 'node:timers/promises';
import { PushLab } from '../../test/push/lab';
import { campaignDone, publishedEvent, seedSubscribers, until } from '../../test/push/pushTools';
import { testConfig } from '../../test/testServer';
import { WorkerPool, runScenario, SCENARIOS } from '../../test/push/faultScenarios';
import { deriveCampaign } from '../campaigns/outboxRelay';
import { Deliveries } from '../campaigns/deliveries';

// A minute in all on two free cores; the bound is for machines that are busy with other things.
jest.setTimeout(240_000);

const RESIDENTS = 400;
let lab: PushLab;
let pool: WorkerPool;

beforeAll(async () => {
  lab = await PushLab.open();
  await seedSubscribers(RESIDENTS, { credits: { notice: 1000 } });
  pool = new WorkerPool(lab);
  pool.startOne();
  pool.startOne();
});
afterAll(() => lab.close());

test.each(SCENARIOS)('$name: nobody lost, duplicates within the bound, numbers add up', async (scenario) => {
  const row = await runScenario(lab, pool, scenario, RESIDENTS);
  expect(row).toMatchObject({ lost: 0, recipients: RESIDENTS, addsUp: true });
  expect(row.duplicates).toBeLessThanOrEqual(row.bound);
});

test('a small audience is told although every first try of it was cut off', async () => {
  const few = 20;
  await lab.reset();
  await lab.setRate(100_000);
  await pool.ready();
  await seedSubscribers(few, { from: RESIDENTS, topics: ['culture'], credits: { notice: 1 } });
  await lab.control('POST', '/faults', { path: '/subscribe/send', kind: 'cut', accept: false });
  const event = await publishedEvent({ title: '关于文物普查的通告', topics: ['culture'] });
  await deriveCampaign(event);
  await until('all of them in doubt', async () => (await Deliveries.countDocuments({ uncertain: true })) === few);
  await lab.control('DELETE', '/faults');
  expect((await campaignDone(event.id)).counts).toEqual({ sent: few });
  const [message] = (await lab.journal()).messages;
  expect(message).toMatchObject({ recipients: few, duplicates: 0 });
});

test('an alert for few people outlasts six seconds in which WeChat cuts everything off', async () => {
  const few = 6;
  await lab.reset();
  await seedSubscribers(few, { from: RESIDENTS + 20, topics: ['alert'], regions: ['140623'], credits: { alert: 1 } });
  await lab.control('POST', '/faults', { path: '/subscribe/send', kind: 'cut', accept: false });
  const draft = {
    title: '寒潮红色预警',
    topics: ['alert' as const],
    regions: ['140623' as const],
    level: 'red' as const,
  };
  const event = await publishedEvent(draft);
  await deriveCampaign(event);
  await until('all of them in doubt', async () => (await Deliveries.countDocuments({ uncertain: true })) === few);
  await pause(6000);
  await lab.control('DELETE', '/faults');
  expect((await campaignDone(event.id)).counts).toEqual({ sent: few });
});

describe('a worker is killed under a message by a long-term consent', () => {
  const { notice, alert } = testConfig().wechat.templates;
  if (!notice || !alert) throw new Error('templates missing');
  const templates = { notice: { ...notice, longTerm: true }, alert: { ...alert, longTerm: true } };
  const credits = { notice: 1, alert: 1 };
  let longLab: PushLab;
  beforeAll(async () => {
    await lab.close();
    longLab = await PushLab.open({ templates });
    await seedSubscribers(RESIDENTS, { credits, longTerm: true });
  });
  afterAll(() => longLab.close());

  /** Sends one message while a worker dies; what the residents got and what we say of it. */
  async function sendAndKill(draft: Parameters<typeof publishedEvent>[0]) {
    await longLab.reset();
    await longLab.setRate(400);
    const pool = new WorkerPool(longLab);
    pool.startOne();
    pool.startOne();
    await pool.ready();
    const event = await publishedEvent(draft);
    await deriveCampaign(event);
    await until('half of them reached', async () => {
      const [message] = (await longLab.journal()).messages;
      return (message?.recipients ?? 0) >= RESIDENTS / 2;
    });
    await pool.killOne();
    const { counts } = await campaignDone(event.id);
    const [message] = (await longLab.journal(RESIDENTS)).messages;
    for (const worker of await pool.ready()) await worker.stop();
    return { counts, lost: message?.missing.count ?? RESIDENTS, duplicates: message?.duplicates ?? 0 };
  }

  test('a notice is told nobody twice; who was in doubt stays unknown, at most as many as were in flight', async () => {
    const { counts, lost, duplicates } = await sendAndKill({ title: '关于停水的通告' });
    const { unknown = 0, sent = 0 } = counts ?? {};
    expect({ duplicates, all: sent + unknown }).toEqual({ duplicates: 0, all: RESIDENTS });
    expect(unknown).toBeLessThanOrEqual(16);
    expect(lost).toBeLessThanOrEqual(unknown);
  });

  test('an alert reaches everybody, at most as many twice as were in flight', async () => {
    const draft = { title: '暴雨橙色预警', topics: ['alert' as const], level: 'orange' as const };
    const { counts, lost, duplicates } = await sendAndKill(draft);
    expect({ counts, lost }).toEqual({ counts: { sent: RESIDENTS }, lost: 0 });
    expect(duplicates).toBeLessThanOrEqual(16);
  });
});
