import { answered, FIRST_ATTEMPT } from '../../test/push/attempts';
import { useTestDatabase } from '../../test/testDatabase';
import { testConfig } from '../../test/testServer';
import { Deliveries, deliveryId, type DeliveryRecord } from '../campaigns/deliveries';
import { countInFlight, inFlightOfClosed } from '../campaigns/inFlight';
import { Campaigns, type CampaignRecord } from '../campaigns/model';
import { decide, type CampaignDecision } from '../campaigns/outcomes/decide';
import { nextDue, type DueDelivery } from '../campaigns/ports/nextDue';
import { countUndecided, recordInDoubt } from '../campaigns/ports/recordInDoubt';
import { recordAccepted } from '../campaigns/ports/recordOutcomes';
import { skipPending } from '../campaigns/closeCampaign';
import { collectionOf } from '../database';
import { createLogger } from '../observability';
import { advanceEpoch, foreignEntries, removeLog, removeSettledLogs, replaceLog, writeLog } from './inFlightLog';
import { InFlightTracker } from './inFlightTracker';
import { partitionOf, PARTITIONS } from './partitions';
import { Prefetcher } from './prefetcher';
import { recoverInFlight } from './recoverInFlight';

useTestDatabase();
beforeEach(() => Promise.all([Campaigns.deleteMany({}), Deliveries.deleteMany({}), removeLog('worker')]));

const at = new Date('2026-11-20T04:00:00Z');

async function aCampaign(more: Partial<CampaignRecord> = {}): Promise<CampaignRecord> {
  const message = { templateId: 't', longTerm: false, page: 'p', data: {} };
  const needed = { chain: 'c', type: 'publish', kind: 'notice', title: '通告', priority: 5, urgent: false } as const;
  const made = await Campaigns.create({ _id: 'event', ...needed, at, status: 'sending', message, ...more });
  return made.toObject();
}

async function deliveries(names: readonly string[]): Promise<string[]> {
  const rows = names.map((residentId): DeliveryRecord => ({
    _id: deliveryId('event', residentId),
    campaignId: 'event',
    residentId,
    partition: partitionOf(residentId),
    state: 'pending',
    dueAt: at,
    at,
    openid: `openid-${residentId}`,
  }));
  await collectionOf(Deliveries).insertMany(rows);
  return rows.map((row) => row._id);
}

const entry = (id: string, attempt = 0, msgid: string | null = null) => {
  const partition = partitionOf(id.slice(id.lastIndexOf(':') + 1));
  return { id, attempt, partition, accepted: msgid === null ? null : { msgid, at } };
};
const first = (ids: readonly string[]) => ids.map((id) => entry(id));
const recover = (worker: string, partitions: readonly number[] = PARTITIONS, isSure = () => true) => {
  const doubt = (entries: Parameters<typeof recordInDoubt>[0], now: Date) =>
    recordInDoubt(entries, testConfig().push.resendUnknown, now);
  return recoverInFlight(worker, partitions, { recordAccepted, recordInDoubt: doubt, countUndecided }, at, isSure);
};
const statesOf = async () =>
  Object.fromEntries((await Deliveries.find().lean()).map((row) => [row.residentId, row.state]));

/** Two deliveries that are due. */
async function twoDeliveries(): Promise<[DueDelivery, DueDelivery]> {
  const campaign = await aCampaign();
  await deliveries(['a', 'b']);
  const [one, two] = (await nextDue([campaign], PARTITIONS, at, 10, new Set())).sort((a, b) => (a.id < b.id ? -1 : 1));
  if (!one || !two) throw new Error('no deliveries');
  return [one, two];
}
const tracking = (refresh = () => Promise.resolve()) =>
  new InFlightTracker<DueDelivery, CampaignDecision>('worker', refresh);
const accepted = decide(answered(0, '7'), FIRST_ATTEMPT, 0);

test('what a dead worker had logged waits again in doubt; what had an outcome does not', async () => {
  await aCampaign();
  const [a = '', b = '', c = ''] = await deliveries(['a', 'b', 'c', 'd']);
  await replaceLog('dead', first([a, b, c]));
  await Deliveries.updateOne({ _id: b }, { $set: { state: 'sent' } });
  // WeChat was busy: the outcome of that attempt is written, the log not yet.
  await Deliveries.updateOne({ _id: c }, { $inc: { attempt: 1 } });
  expect(await countInFlight('event')).toBe(2);

  expect(await recover('heir')).toBe(1);
  const doubtful = await Deliveries.find({ uncertain: true }).lean();
  expect(doubtful).toMatchObject([{ _id: a, state: 'pending', attempt: 1 }]);
  expect(await recover('heir')).toBe(0);
  expect(await foreignEntries('heir', PARTITIONS)).toEqual([]);
});

test('what WeChat had accepted is sent, not in doubt, also in a later attempt; an old note means nothing', async () => {
  await aCampaign();
  const [a = '', b = '', c = '', d = ''] = await deliveries(['a', 'b', 'c', 'd']);
  await Deliveries.updateMany({ _id: { $in: [b, c] } }, { $set: { attempt: 2, code: -1 } });
  await replaceLog('dead', [entry(a, 0, '1'), entry(b, 2, '2'), entry(c, 1, '3'), entry(d)]);
  expect(await recover('heir')).toBe(1);
  expect(await statesOf()).toEqual({ a: 'sent', b: 'sent', c: 'pending', d: 'pending' });
  const [one, two] = await Deliveries.find({ state: 'sent' }).sort({ _id: 1 }).lean();
  expect([one, two]).toMatchObject([{ msgid: '1', sentAt: at }, { msgid: '2' }]);
  expect([one?.openid, two?.code]).toEqual([undefined, undefined]);
  expect(await foreignEntries('heir', PARTITIONS)).toEqual([]);
});

test('a slot is free when its acceptance is noted; the same write takes it for the next', async () => {
  const [one, two] = await twoDeliveries();
  const tracker = tracking();
  const logged = async () => (await foreignEntries('', PARTITIONS)).map((found) => [found.id, found.accepted?.msgid]);
  // The first write makes the log, and has campaigns and deliveries read anew.
  expect(await tracker.write([one])).toEqual({ acknowledged: [], isLogged: false });
  expect(await tracker.write([one])).toEqual({ acknowledged: [], isLogged: true });
  expect([tracker.slotsTaken, tracker.mustWriteWithoutNew, tracker.isInFlight('openid-a')]).toEqual([1, false, true]);

  tracker.acknowledge({ delivery: one, decision: accepted, at });
  expect([tracker.slotsTaken, tracker.mustWriteWithoutNew]).toEqual([0, true]);
  expect(await tracker.write([two])).toMatchObject({ acknowledged: [{ delivery: one }], isLogged: true });
  const inFlight = [tracker.isInFlight('openid-a'), tracker.isInFlight('openid-b')];
  expect([tracker.slotsTaken, ...inFlight]).toEqual([1, false, true]);
  expect(await logged()).toEqual([
    [one.id, '7'],
    [two.id, undefined],
  ]);

  tracker.remove(one);
  tracker.remove(two);
  expect([tracker.slotsTaken, tracker.isBusyIn(partitionOf('b')), tracker.mustWriteWithoutNew]).toEqual([
    0,
    true,
    true,
  ]);
  await tracker.write([]);
  expect([tracker.isBusyIn(partitionOf('b')), tracker.mustWriteWithoutNew]).toEqual([false, false]);
  expect(await logged()).toEqual([]);
});

test('a log that cannot be written holds no slot, and forgets no acceptance', async () => {
  const [one, two] = await twoDeliveries();
  let down = false;
  const tracker = tracking(() => (down ? Promise.reject(new Error('away')) : Promise.resolve()));
  await tracker.write([]);
  await tracker.write([one]);
  tracker.acknowledge({ delivery: one, decision: accepted, at });
  await advanceEpoch();
  down = true;
  await expect(tracker.write([two])).rejects.toThrow('away');
  expect([tracker.slotsTaken, tracker.isInFlight('openid-b'), tracker.mustWriteWithoutNew]).toEqual([0, false, true]);
  down = false;
  expect(await tracker.write([two])).toMatchObject({ acknowledged: [{ delivery: one }], isLogged: false });
  expect(await tracker.write([two])).toMatchObject({ acknowledged: [], isLogged: true });
});

test('a worker whose log was removed and made anew logs nothing before it has read what may be sent', async () => {
  const [one] = await twoDeliveries();
  let refreshes = 0;
  let down = false;
  const tracker = tracking(async () => {
    if (down) throw new Error('away');
    refreshes += 1;
  });
  await tracker.write([]);
  expect(refreshes).toBe(1);
  // Another worker finds nothing in the log and removes it; what is taken back then finds no log to advance.
  await removeSettledLogs('heir', async () => 0);
  await advanceEpoch();
  down = true;
  await expect(tracker.write([one])).rejects.toThrow('away');
  down = false;
  expect(await tracker.write([one])).toMatchObject({ isLogged: false });
  expect(refreshes).toBe(2);
  expect(await tracker.write([one])).toMatchObject({ isLogged: true });
});

test('a long-term notice in doubt stays unknown, without the address', async () => {
  await aCampaign({ message: { templateId: 't', longTerm: true, page: 'p', data: {} } });
  const [a = ''] = await deliveries(['a', 'b']);
  await replaceLog('dead', first([a]));
  await recover('heir');
  expect(await statesOf()).toEqual({ a: 'unknown', b: 'pending' });
  expect((await Deliveries.findById(a).lean())?.openid).toBeUndefined();
});

test('partitions that another heir acquires stay in the log', async () => {
  await aCampaign();
  const ids = await deliveries(['a', 'b']);
  await replaceLog('dead', first(ids));
  expect(partitionOf('a')).not.toBe(partitionOf('b'));
  expect(await recover('heir', [partitionOf('a')])).toBe(1);
  expect((await foreignEntries('other', [partitionOf('b')])).map(({ id }) => id)).toEqual([ids[1]]);
  expect(await recover('other', [partitionOf('b')])).toBe(1);
  expect(await foreignEntries('third', PARTITIONS)).toEqual([]);
});

test('closing skips what waits, leaves what is in flight, and makes workers read anew before they log more', async () => {
  await aCampaign({ status: 'closing', closeReason: 'withdrawn' });
  const [a = ''] = await deliveries(['a', 'b']);
  const epoch = await replaceLog('worker', first([a]));
  expect(await skipPending('event')).toBe(1);
  expect(await statesOf()).toEqual({ a: 'pending', b: 'skipped' });
  expect(await writeLog('worker', first([a]), epoch)).toBe(false);
  const advanced = await replaceLog('worker', first([a]));
  expect(await writeLog('worker', [], advanced)).toBe(true);
  expect(await inFlightOfClosed('event')).toEqual([]);
  expect(await skipPending('event')).toBe(1);
});

test('the epochs advance for everybody who asks, once for many', async () => {
  const epoch = await replaceLog('worker', []);
  await Promise.all(Array.from({ length: 50 }, () => advanceEpoch()));
  expect(await replaceLog('worker', [])).toBe(epoch + 1);
  await advanceEpoch();
  expect(await replaceLog('worker', [])).toBe(epoch + 2);
});

test('what was in flight while the database was read is not read again', async () => {
  const campaign = await aCampaign();
  const [a = '', b = ''] = await deliveries(['a', 'b']);
  let found: () => void = () => undefined;
  const prefetcher = new Prefetcher<DueDelivery>({
    nextDue: (partitions, now, limit, known) => nextDue([campaign], partitions, now, limit, known),
    partitions: () => PARTITIONS,
    now: () => at,
    logger: createLogger('silent'),
    perSecond: () => 1000,
    found: { notify: () => found() },
  });
  const read = (inFlight: ReadonlyMap<string, unknown>) =>
    new Promise<void>((resolve) => {
      found = resolve;
      prefetcher.fill(inFlight);
    });
  // `a` is in flight when the reading begins and settled before it ends: the database showed it as waiting.
  const inFlight = new Map([[a, true]]);
  const reading = read(inFlight);
  inFlight.clear();
  await reading;
  expect(prefetcher.take(10, () => 'take').map(({ id }) => id)).toEqual([b]);
});

test('a former holder that only stalled writes its log no more before it has read anew', async () => {
  const ids = await (await aCampaign(), deliveries(['zhang']));
  const epoch = await replaceLog('stalled', first(ids));
  await recover('worker');
  expect(await writeLog('stalled', first(ids), epoch)).toBe(false);
  await removeLog('stalled');
});

test('who is no longer sure of its leases disturbs nothing that the next holder has in flight', async () => {
  await aCampaign();
  const ids = await deliveries(['zhang']);
  // The next holder took the partitions over meanwhile and is sending.
  await replaceLog('next', first(ids));
  await expect(recover('stalled', PARTITIONS, () => false)).rejects.toThrow('leases were lost');
  expect(await Deliveries.findOne({}).lean()).toMatchObject({ state: 'pending' });
  expect((await Deliveries.findOne({}).lean())?.attempt).toBeUndefined();
  await removeLog('next');
});
