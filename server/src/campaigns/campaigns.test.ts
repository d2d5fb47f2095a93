import { startTestSimulator, type TestSimulator } from '../../test/testSimulator';
import { withdrawWith } from '../../test/noticeSteps';
import { useTestDatabase } from '../../test/testDatabase';
import { benchResident, campaignDone, publishedEvent, seedSubscribers, until } from '../../test/push/pushTools';
import { createLogger } from '../observability';
import { Subscriptions } from '../subscriptions/model';
import { countStates } from './outcomeCounts';
import { deriveCampaign, deriveItemCampaign, deriveItemCampaigns, relayOutbox } from './outboxRelay';
import { deleteDeliveriesOf, lastOutcomeOf, markRead, readInbox, unreadCount } from '../inbox/inbox';
import { removeOldDeliveries } from '../monitoring/retention';
import { Campaigns } from './model';
import { Deliveries } from './deliveries';
import { settleRefusals } from './refusals/settleRefusals';
import { applySentEvent } from './sentEvents';
import { campaignReport, pauseCampaign, resumeCampaign, stopCampaign } from './staff/manageCampaign';
import { previewPush } from './staff/previewPush';
import { resendFailed } from './staff/resendFailed';
import { startPushWorker, type PushWorker } from '../app/startPushWorker';

jest.setTimeout(180_000);
let simulator: TestSimulator;
let worker: PushWorker;
const templates = () => simulator.config.wechat.templates;
const night = { from: 0, to: 24 * 60 - 1 };

// Hooks run in the order of their declaration: the worker must stop before the database goes.
afterAll(async () => {
  await worker.stop();
  await simulator.stop();
});
useTestDatabase();
beforeAll(async () => {
  simulator = await startTestSimulator({ benchCredit: 1000 });
  const push = {
    rate: 5000,
    concurrency: 16,
    leaseMs: 2000,
    resendUnknown: simulator.config.push.resendUnknown,
    refusalShare: simulator.config.push.refusalShare,
  };
  worker = startPushWorker({
    client: simulator.client(),
    templates: templates(),
    push,
    logger: createLogger('silent'),
  });
});
beforeEach(async () => {
  await Promise.all([Subscriptions.deleteMany({}), Deliveries.deleteMany({}), Campaigns.deleteMany({})]);
  await simulator.control('delete', '/faults');
  await simulator.control('delete', '/journal');
});

const fault = (code: number, more = {}) =>
  simulator.control('post', '/faults', { path: '/subscribe/send', kind: 'error', code, ...more });
const creditOf = async (n: number): Promise<number | undefined> =>
  (await Subscriptions.findById(benchResident(n)).lean())?.ledger.notice?.left;
const waiting = (id: string, n: number) => until(`${n} wait`, async () => (await countStates(id)).pending === n);
const held = (id: string) =>
  until(`${id} held`, async () => ((await Campaigns.findById(id).lean())?.hold ?? null) !== null);

test('quiet hours let ordinary messages wait; orange passes; withdrawing drops what waits and gives the credit back', async () => {
  await seedSubscribers(5, { quiet: night });
  const event = await publishedEvent();
  await deriveCampaign(event);
  await waiting(event.id, 5);
  expect(await creditOf(0)).toBe(0);
  const alert = await publishedEvent({ title: '暴雨橙色预警', topics: ['alert'], level: 'orange' });
  await deriveCampaign(alert);
  expect((await campaignDone(alert.id)).counts).toEqual({ sent: 5 });

  const withdrawn = await withdrawWith(event.noticeId, '内容有误', new Date());
  await deriveCampaign(withdrawn.event);
  expect((await campaignDone(event.id)).counts).toEqual({ 'skipped:withdrawn': 5 });
  // Nobody was told of the notice: its withdrawal is no message, only an entry.
  expect((await campaignDone(withdrawn.event.id)).counts).toEqual({ 'skipped:not-told': 5 });
  const { body } = await simulator.control('get', '/journal');
  expect(body.messages).toHaveLength(1);
  expect(await creditOf(0)).toBe(1);
});

test('a lift supersedes what still waits of its alert and never the other way round', async () => {
  await seedSubscribers(4, { quiet: night });
  const alert = await publishedEvent({ title: '大风黄色预警', topics: ['alert'], level: 'yellow' });
  await deriveCampaign(alert);
  await waiting(alert.id, 4);
  const lift = await publishedEvent({ title: '解除大风黄色预警', topics: ['alert'], follows: alert.noticeId });
  expect(lift.type).toBe('alert-lifted');
  await deriveCampaign(lift);
  expect((await campaignDone(alert.id)).counts).toEqual({ 'skipped:superseded': 4 });
  // The alert reached nobody's phone, so its lift is an entry only.
  expect((await campaignDone(lift.id)).counts).toEqual({ 'skipped:not-told': 4 });
});

test('sensitive words hold the campaign; after the text is mended only the failed are sent again', async () => {
  await seedSubscribers(60);
  await fault(45168, { count: 3 });
  const event = await publishedEvent();
  await deriveCampaign(event);
  await held(event.id);
  await until('in flight ends', async () => (await countStates(event.id)).sending === 0);
  const report = await campaignReport(event.id, new Date());
  expect(report).toMatchObject({ recipients: 60, hold: { code: 45168 }, expectedFinishAt: null });
  expect(report.states.failed).toBeGreaterThanOrEqual(1);
  await simulator.control('delete', '/faults');
  await resumeCampaign(event.id, templates());
  const { counts } = await campaignDone(event.id);
  const failed = counts?.['failed:45168'] ?? 0;
  expect(counts).toEqual({ sent: 60 - failed, 'failed:45168': failed });
  expect(await resendFailed(event.id, '张三', new Date())).toBe(failed);
  expect((await campaignDone(event.id)).counts).toEqual({ sent: 60 });
  const { body } = await simulator.control('get', '/journal?expected=60');
  expect(body.messages).toMatchObject([{ accepted: 60, duplicates: 0, missing: { count: 0 } }]);
});

test('paused, resumed, stopped; a second pause is refused', async () => {
  await seedSubscribers(3, { quiet: night });
  const event = await publishedEvent();
  await deriveCampaign(event);
  await waiting(event.id, 3);
  await pauseCampaign(event.id, '张三', new Date());
  await expect(pauseCampaign(event.id, '张三', new Date())).rejects.toMatchObject({ code: 'transition_not_allowed' });
  await resumeCampaign(event.id, templates());
  await stopCampaign(event.id);
  expect((await campaignDone(event.id)).counts).toEqual({ 'skipped:stopped': 3 });
  await expect(stopCampaign(event.id)).rejects.toMatchObject({ code: 'transition_not_allowed' });
});

test('recipients are the same at every moment of sending, and a pause lets only what is in flight through', async () => {
  await seedSubscribers(1500);
  const event = await publishedEvent();
  await deriveCampaign(event);
  const stateOf = () => Campaigns.findById(event.id).lean();
  await until('written down', async () => (await stateOf())?.status === 'sending');
  const looks: number[] = [];
  const accepted = async () => (await simulator.control('get', '/journal')).body.messages[0]?.accepted as number;
  while ((await accepted()) < 700) looks.push((await campaignReport(event.id, new Date())).recipients);
  await pauseCampaign(event.id, '张三', new Date());
  const atPause = await accepted();
  await until('nothing in flight', async () => (await countStates(event.id)).sending === 0);
  expect(await accepted()).toBeLessThanOrEqual(atPause + 16);
  expect((await countStates(event.id)).pending).toBe(1500 - (await accepted()));
  await resumeCampaign(event.id, templates());
  while ((await stateOf())?.status !== 'done') looks.push((await campaignReport(event.id, new Date())).recipients);
  expect([...new Set(looks)]).toEqual([1500]);
  expect((await stateOf())?.counts).toEqual({ sent: 1500 });
});

test('refusals and unknown openids are settled without a retry', async () => {
  await seedSubscribers(3);
  await fault(43101, { count: 1 });
  await fault(40003, { count: 1 });
  const event = await publishedEvent();
  await deriveCampaign(event);
  expect((await campaignDone(event.id)).counts).toEqual({ sent: 1, 'refused:43101': 1, 'failed:40003': 1 });
  await settleRefusals(0.2, new Date(Date.now() + 60_000));
  const records = await Subscriptions.find().lean();
  expect(records.filter((one) => one.openidInvalid)).toHaveLength(1);
  expect(records.map((one) => one.ledger.notice?.left).sort()).toEqual([0, 0, 1]);
});

test('the preview says whom it would reach and shows the card', async () => {
  await seedSubscribers(3);
  await seedSubscribers(2, { from: 3, credits: {} });
  const { noticeId } = await publishedEvent({ title: '关于森林草原禁火的通告', effectiveFrom: '2026-12-01' });
  const preview = await previewPush(noticeId, templates(), new Date());
  expect(preview).toMatchObject({
    recipients: 5,
    reachable: 3,
    unreachable: { noCredit: 2, openidInvalid: 0 },
    valid: true,
  });
  expect(preview.card.fields[0]).toMatchObject({ field: 'thing1', value: '森林草原禁火 12月1日起' });
});

test('what publishing did not derive the sweep does, once', async () => {
  await relayOutbox();
  await until('others done', async () => (await Campaigns.countDocuments({ status: { $ne: 'done' } })) === 0);
  await seedSubscribers(1);
  const event = await publishedEvent();
  expect(await relayOutbox()).toBe(1);
  expect(await relayOutbox()).toBe(0);
  expect((await campaignDone(event.id)).counts).toEqual({ sent: 1 });
});

test('followers of an item are told of a change once a version', async () => {
  await seedSubscribers(2, { topics: [] });
  await Subscriptions.updateMany({}, { $set: { itemIds: ['2020-33'], itemIdsSince: [0] } });
  const change = { itemId: '2020-33', version: 'v2', name: '养老机构备案', changeNote: '材料减少两项', at: new Date() };
  const id = await deriveItemCampaign(change);
  expect(await deriveItemCampaign(change)).toBe(id);
  expect((await campaignDone(id)).counts).toEqual({ sent: 2 });
  expect(await deriveItemCampaigns([change, { ...change, itemId: '2020-34' }])).toBe(1);
});

test('the inbox has what was matched, with unread marks; leaving removes it; WeChat’s later word corrects it', async () => {
  await seedSubscribers(1);
  await seedSubscribers(1, { from: 1, credits: {} });
  const event = await publishedEvent({ title: '关于冬季防火的通告' });
  await deriveCampaign(event);
  await campaignDone(event.id);
  for (const resident of [benchResident(0), benchResident(1)]) {
    const inbox = await readInbox(resident, { limit: 20 }, new Date());
    expect(inbox).toMatchObject({
      unread: 1,
      items: [{ id: event.id, event: 'publish', read: false, notice: { id: event.noticeId } }],
    });
  }
  expect(await markRead(benchResident(0), [event.id], new Date())).toBe(0);
  expect(await unreadCount(benchResident(1))).toBe(1);
  expect(await lastOutcomeOf(benchResident(0))).toBe('sent');
  expect((await Subscriptions.findById(benchResident(1)).lean())?.missed).toBe(1);

  const msgid = (await Deliveries.findOne({ state: 'sent' }).lean())?.msgid ?? '';
  expect(msgid).toMatch(/^\d{19}$/);
  const late = { openid: 'bench-0', items: [{ templateId: 't', msgid, errorCode: 43101 }] };
  const tools = { residentIdByOpenid: () => Promise.resolve(benchResident(0)) };
  await applySentEvent(late, tools);
  await applySentEvent(late, tools);
  expect((await Campaigns.findById(event.id).lean())?.counts).toEqual({
    sent: 0,
    'refused:43101': 1,
    'skipped:no-credit': 1,
  });
  await deleteDeliveriesOf(benchResident(0));
  expect((await readInbox(benchResident(0), { limit: 20 }, new Date())).items).toEqual([]);
});

test('old deliveries go, their numbers stay', async () => {
  await seedSubscribers(2);
  const event = await publishedEvent();
  await deriveCampaign(event);
  await campaignDone(event.id);
  expect(await removeOldDeliveries(new Date(Date.now() - 60_000))).toBe(0);
  expect(await removeOldDeliveries(new Date(Date.now() + 60_000))).toBe(2);
  expect(await campaignReport(event.id, new Date())).toMatchObject({ recipients: 2, states: { sent: 2 } });
});

test('a resend after a lost answer uses up a second credit at WeChat, and here', async () => {
  await seedSubscribers(1, { credits: { notice: 3 } });
  await simulator.control('post', '/faults', { path: '/subscribe/send', kind: 'cut', accept: true, count: 1 });
  const event = await publishedEvent();
  await deriveCampaign(event);
  expect((await campaignDone(event.id)).counts).toEqual({ sent: 1 });
  expect((await simulator.control('get', '/journal')).body.messages).toMatchObject([{ accepted: 2, duplicates: 1 }]);
  expect(await creditOf(0)).toBe(1);
});
