import { useTestDatabase } from '../../test/testDatabase';
import { benchResident, publishedEvent, seedSubscribers } from '../../test/push/pushTools';
import { createLogger } from '../observability';
import { Subscriptions } from '../subscriptions/model';
import { countOutcomes } from '../campaigns/outcomeCounts';
import { deriveCampaign } from '../campaigns/outboxRelay';
import { Campaigns } from '../campaigns/model';
import { Deliveries, deliveryId, type DeliveryRecord } from '../campaigns/deliveries';
import { compareAlerts, unaccountedFor, wrongAlerts } from './compareAlerts';
import { checkPushHealth } from './healthCheck';

jest.setTimeout(180_000);
useTestDatabase();
beforeEach(async () => {
  await Promise.all([Campaigns.deleteMany({}), Deliveries.deleteMany({}), Subscriptions.deleteMany({})]);
});

const start = new Date('2026-07-01T02:00:00Z');
const after = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
const logger = createLogger('silent');
const compare = (minutes: number) => compareAlerts(after(minutes), logger);
const alarm = (minutes: number) => wrongAlerts(after(minutes));
const comparedOf = async (id: string) => (await Campaigns.findById(id).lean())?.compared;

type Outcome = Partial<DeliveryRecord> & Pick<DeliveryRecord, 'state'>;
const SENT: Outcome = { state: 'sent' };

/** A finished alert to as many subscribers as `outcomes`; null: matched, but no delivery was written down. */
async function anAlert(outcomes: readonly (Outcome | null)[]): Promise<string> {
  await seedSubscribers(outcomes.length);
  const event = await publishedEvent({ title: '暴雨红色预警', level: 'red', topics: ['alert'] }, start);
  await deriveCampaign(event);
  const rows = outcomes.flatMap((outcome, n) => {
    const residentId = benchResident(n);
    const delivery = { campaignId: event.id, residentId, partition: 0, dueAt: start, at: start };
    return outcome === null ? [] : { _id: deliveryId(event.id, residentId), ...delivery, ...outcome };
  });
  await Deliveries.insertMany(rows);
  const sources = [{ by: 'keys', values: ['alert:140602'] }];
  const counts = await countOutcomes(event.id);
  await Campaigns.updateOne({ _id: event.id }, { $set: { status: 'done', finishedAt: start, sources, counts } });
  return event.id;
}

test.each([
  [{ sent: 5 }, []],
  [{ sent: 5, 'failed:40003': 1, 'refused:43101': 1, 'skipped:no-credit': 1, 'skipped:openid-invalid': 1 }, []],
  [{ pending: 5, sending: 5 }, []],
  [{ 'failed:-1': 1, 'failed:45168': 2, 'failed:40003': 1 }, ['failed:-1', 'failed:45168']],
  [{ failed: 1 }, ['failed']],
])('outcomes %j leave %j unaccounted for', (outcomes, left) => {
  expect(unaccountedFor(outcomes)).toEqual(left);
});

test.each<[string, (Outcome | null)[], string[] | null]>([
  ['everybody was told', [SENT, SENT], null],
  ['it failed for all', [{ state: 'failed', code: -1 }], ['failed:-1']],
  [
    'refused and unknown openids are the residents’ own',
    [
      { state: 'refused', code: 43101 },
      { state: 'failed', code: 40003 },
    ],
    null,
  ],
  ['WeChat never answered', [SENT, { state: 'unknown', code: -2 }], ['unknown']],
  ['what a crash left unknown', [SENT, { state: 'unknown' }], null],
  ['somebody matched has no delivery', [SENT, null, SENT], ['missing']],
])('%s: wrong is %j', async (_name, outcomes, wrong) => {
  const id = await anAlert(outcomes);
  await compare(5);
  expect(await alarm(5)).toEqual(wrong === null ? [] : [{ id, wrong }]);
});

test('each alert is compared once after five and once after fifteen minutes, by whoever is first', async () => {
  const id = await anAlert([SENT]);
  const info = jest.spyOn(logger, 'info');
  await compare(4.9);
  expect(await comparedOf(id)).toBeUndefined();
  await Promise.all([compare(5.1), compare(5.2)]);
  const first = (await comparedOf(id))?.first;
  await compare(6);
  expect(await comparedOf(id)).toEqual({ first, wrong: [] });
  await compare(15.2);
  await compare(16);
  expect(await comparedOf(id)).toEqual({ first, last: after(15.2), wrong: [] });
  expect(info.mock.calls).toMatchObject([[{ minutes: [5] }], [{ minutes: [15] }]]);
  info.mockRestore();
});

test('late rather than never: after an hour without any process both are made up for', async () => {
  const id = await anAlert([{ state: 'failed', code: -1 }]);
  await compare(75);
  expect(await comparedOf(id)).toEqual({ first: after(75), last: after(75), wrong: ['failed:-1'] });
  expect(await checkPushHealth(after(76), logger)).toEqual([{ reason: 'alert', id, why: 'failed:-1' }]);
});

test('the alarm ends when the failed were sent again, when a person pauses or closes the alert, or after an hour', async () => {
  const id = await anAlert([{ state: 'failed', code: -1 }, SENT]);
  await compare(5);
  await Campaigns.updateOne({ _id: id }, { $set: { hold: { reason: '', code: null, by: '张三', at: start } } });
  expect(await alarm(6)).toEqual([]);
  await Campaigns.updateOne({ _id: id }, { $set: { hold: null, closeReason: 'superseded' } });
  expect(await alarm(6)).toEqual([]);
  await Campaigns.updateOne({ _id: id }, { $set: { closeReason: null } });
  await compare(15);
  expect(await alarm(74)).toHaveLength(1);
  expect(await alarm(76)).toEqual([]);
  await Campaigns.updateOne({ _id: id }, { $set: { counts: { sent: 2 } } });
  await compare(17);
  expect(await alarm(17)).toEqual([]);
});

test('who left, or changed their wishes since the event, is not missing', async () => {
  await anAlert([SENT, null]);
  await Subscriptions.updateOne({ _id: benchResident(1) }, { $set: { savedAt: after(1) } });
  await compare(5);
  expect(await alarm(5)).toEqual([]);
});

test('an alert whose audience is still being written down waits for that', async () => {
  const id = await anAlert([SENT, null]);
  await Campaigns.updateOne({ _id: id }, { $set: { status: 'expanding' } });
  await compare(6);
  expect(await comparedOf(id)).toBeUndefined();
  await Campaigns.updateOne({ _id: id }, { $set: { status: 'sending' } });
  await compare(7);
  expect(await comparedOf(id)).toMatchObject({ first: after(7), wrong: ['missing'] });
});
