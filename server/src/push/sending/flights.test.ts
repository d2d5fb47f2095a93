import { useTestDatabase } from '../../../test/testDatabase';
import { Campaigns, Deliveries, deliveryId, partOf, type CampaignRecord } from '../model';
import { createLogger } from '../../observability';
import { skipPending } from '../campaigns/skipPending';
import { countInFlight, endFlight, fencedFlights, foreignEntries, renewFlight, writeFlight } from './flights';
import { ReadAhead } from './readAhead';
import { recoverParts } from './recoverParts';

useTestDatabase();
beforeEach(() => Promise.all([Campaigns.deleteMany({}), Deliveries.deleteMany({}), endFlight('worker')]));

const at = new Date('2026-11-20T04:00:00Z');
const ALL_PARTS = [...Array(32).keys()];

async function aCampaign(more: Partial<CampaignRecord> = {}): Promise<CampaignRecord> {
  const card = { templateId: 't', longTerm: false, page: 'p', data: {} };
  const needed = { chain: 'c', type: 'publish', kind: 'notice', title: '通告', priority: 5, urgent: false } as const;
  const made = await Campaigns.create({ _id: 'event', ...needed, at, status: 'sending', card, ...more });
  return made.toObject();
}

async function deliveries(names: readonly string[], more = {}): Promise<string[]> {
  const rows = names.map((residentId) => ({
    ...{ _id: deliveryId('event', residentId), campaignId: 'event', residentId, part: partOf(residentId) },
    ...{ state: 'pending', dueAt: at, at, openid: `openid-${residentId}`, ...more },
  }));
  await Deliveries.collection.insertMany(rows as never);
  return rows.map((row) => row._id);
}

const first = (ids: readonly string[]) => ids.map((id) => ({ id, turn: 0 }));
const statesOf = async () =>
  Object.fromEntries((await Deliveries.find().lean()).map((row) => [row.residentId, row.state]));

test('what a dead worker had listed waits again in doubt; what had an outcome does not', async () => {
  await aCampaign();
  const [a = '', b = '', c = ''] = await deliveries(['a', 'b', 'c', 'd']);
  await renewFlight('dead', first([a, b, c]));
  await Deliveries.updateOne({ _id: b }, { $set: { state: 'sent' } });
  // WeChat was busy: the outcome of that try is written, the list not yet.
  await Deliveries.updateOne({ _id: c }, { $inc: { turn: 1 } });
  expect(await countInFlight('event')).toBe(2);

  expect(await recoverParts('heir', ALL_PARTS, at)).toBe(1);
  const doubtful = await Deliveries.find({ uncertain: true }).lean();
  expect(doubtful).toMatchObject([{ _id: a, state: 'pending', turn: 1 }]);
  expect(await recoverParts('heir', ALL_PARTS, at)).toBe(0);
  expect(await foreignEntries('heir', ALL_PARTS)).toEqual([]);
});

test('a long-term notice in doubt stays unknown, without the address', async () => {
  await aCampaign({ card: { templateId: 't', longTerm: true, page: 'p', data: {} } });
  const [a = ''] = await deliveries(['a', 'b']);
  await renewFlight('dead', first([a]));
  await recoverParts('heir', ALL_PARTS, at);
  expect(await statesOf()).toEqual({ a: 'unknown', b: 'pending' });
  expect((await Deliveries.findById(a).lean())?.openid).toBeUndefined();
});

test('shares that another heir takes stay on the list', async () => {
  await aCampaign();
  const names = ['a', 'b'];
  const ids = await deliveries(names);
  await renewFlight('dead', first(ids));
  expect(partOf('a')).not.toBe(partOf('b'));
  expect(await recoverParts('heir', [partOf('a')], at)).toBe(1);
  expect((await foreignEntries('other', [partOf('b')])).map(({ id }) => id)).toEqual([ids[1]]);
  expect(await recoverParts('other', [partOf('b')], at)).toBe(1);
  expect(await foreignEntries('third', ALL_PARTS)).toEqual([]);
});

test('closing skips what waits, leaves what is in flight, and makes workers look before they list more', async () => {
  await aCampaign({ status: 'closing', closeReason: 'withdrawn' });
  const [a = ''] = await deliveries(['a', 'b']);
  const fence = await renewFlight('worker', first([a]));
  expect(await skipPending('event')).toBe(1);
  expect(await statesOf()).toEqual({ a: 'pending', b: 'skipped' });
  expect(await writeFlight('worker', first([a]), fence)).toBe(false);
  const moved = await renewFlight('worker', first([a]));
  expect(await writeFlight('worker', [], moved)).toBe(true);
  expect(await fencedFlights('event')).toEqual([]);
  expect(await skipPending('event')).toBe(1);
});

test('what was at hand while the database was read is not read again', async () => {
  const campaign = await aCampaign();
  const [a = '', b = ''] = await deliveries(['a', 'b']);
  let found: () => void = () => undefined;
  const ahead = new ReadAhead({
    campaigns: () => [campaign],
    parts: () => ALL_PARTS,
    now: () => at,
    logger: createLogger('silent'),
    perSecond: () => 1000,
    onFound: () => found(),
  });
  const read = (open: ReadonlyMap<string, unknown>) =>
    new Promise<void>((resolve) => {
      found = resolve;
      ahead.fill(open);
    });
  // `a` is in flight when the reading begins and settled before it ends: the database showed it as waiting.
  const open = new Map([[a, true]]);
  const reading = read(open);
  open.clear();
  await reading;
  expect(ahead.take(10, () => 'take').map(({ delivery }) => delivery._id)).toEqual([b]);
});
