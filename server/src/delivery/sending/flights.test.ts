import { answered, FIRST_TRY } from '../../../test/push/tries';
import { useTestDatabase } from '../../../test/testDatabase';
import { decide } from '../outcomes/decide';
import { Campaigns, type CampaignRecord } from '../../campaigns/model';
import { Deliveries, deliveryId, partOf } from '../model';
import { createLogger } from '../../observability';
import { campaignsInDoubt } from '../../campaigns/sendable';
import { skipPending } from '../../campaigns/closeCampaign';
import { RESEND_UNKNOWN } from '../unknown';
import { FlightDeck } from './flightDeck';
import {
  countInFlight,
  endFlight,
  fencedFlights,
  fenceFlights,
  foreignEntries,
  renewFlight,
  writeFlight,
} from './flights';
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

const first = (ids: readonly string[]) => ids.map((id) => ({ id, turn: 0, accepted: null }));
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

  expect(await recoverParts('heir', ALL_PARTS, RESEND_UNKNOWN, campaignsInDoubt, at)).toBe(1);
  const doubtful = await Deliveries.find({ uncertain: true }).lean();
  expect(doubtful).toMatchObject([{ _id: a, state: 'pending', turn: 1 }]);
  expect(await recoverParts('heir', ALL_PARTS, RESEND_UNKNOWN, campaignsInDoubt, at)).toBe(0);
  expect(await foreignEntries('heir', ALL_PARTS)).toEqual([]);
});

test('what WeChat had accepted is sent, not in doubt, also in a later try; an old note means nothing', async () => {
  await aCampaign();
  const [a = '', b = '', c = '', d = ''] = await deliveries(['a', 'b', 'c', 'd']);
  await Deliveries.updateMany({ _id: { $in: [b, c] } }, { $set: { turn: 2, code: -1 } });
  const accepted = (msgid: string) => ({ msgid, at });
  await renewFlight('dead', [
    { id: a, turn: 0, accepted: accepted('1') },
    { id: b, turn: 2, accepted: accepted('2') },
    { id: c, turn: 1, accepted: accepted('3') },
    { id: d, turn: 0, accepted: null },
  ]);
  expect(await recoverParts('heir', ALL_PARTS, RESEND_UNKNOWN, campaignsInDoubt, at)).toBe(1);
  expect(await statesOf()).toEqual({ a: 'sent', b: 'sent', c: 'pending', d: 'pending' });
  const [first, second] = await Deliveries.find({ state: 'sent' }).sort({ _id: 1 }).lean();
  expect([first, second]).toMatchObject([{ msgid: '1', sentAt: at }, { msgid: '2' }]);
  expect([first?.openid, second?.code]).toEqual([undefined, undefined]);
  expect(await foreignEntries('heir', ALL_PARTS)).toEqual([]);
});

test('a place is free when its acceptance is noted; the same write takes it for the next', async () => {
  const campaign = await aCampaign();
  await deliveries(['a', 'b']);
  const [one, two] = (await Deliveries.find().sort({ _id: 1 }).lean()).map((delivery) => ({ campaign, delivery }));
  if (!one || !two) throw new Error('no deliveries');
  const deck = new FlightDeck('worker', () => Promise.resolve());
  const listed = async () => (await foreignEntries('', ALL_PARTS)).map(({ id, accepted }) => [id, accepted?.msgid]);
  // The first write makes the list, and has campaigns and deliveries read anew.
  expect(await deck.write([one])).toEqual({ landed: [], isListed: false });
  expect(await deck.write([one])).toEqual({ landed: [], isListed: true });
  expect([deck.places, deck.isStale, deck.isUnderWay('openid-a')]).toEqual([1, false, true]);

  const decision = decide(answered(0, '7'), FIRST_TRY, 0);
  deck.land({ candidate: one, decision, at });
  expect([deck.places, deck.isStale]).toEqual([0, true]);
  expect(await deck.write([two])).toMatchObject({ landed: [{ candidate: one }], isListed: true });
  expect([deck.places, deck.isUnderWay('openid-a'), deck.isUnderWay('openid-b')]).toEqual([1, false, true]);
  expect(await listed()).toEqual([
    [one.delivery._id, '7'],
    [two.delivery._id, undefined],
  ]);

  deck.remove(one);
  deck.remove(two);
  expect([deck.places, deck.isBusyIn(partOf('b')), deck.isStale]).toEqual([0, true, true]);
  await deck.write([]);
  expect([deck.isBusyIn(partOf('b')), deck.isStale]).toEqual([false, false]);
  expect(await listed()).toEqual([]);
});

test('a list that cannot be written holds no place, and forgets no acceptance', async () => {
  const campaign = await aCampaign();
  await deliveries(['a', 'b']);
  const [one, two] = (await Deliveries.find().sort({ _id: 1 }).lean()).map((delivery) => ({ campaign, delivery }));
  if (!one || !two) throw new Error('no deliveries');
  let down = false;
  const deck = new FlightDeck('worker', () => (down ? Promise.reject(new Error('away')) : Promise.resolve()));
  await deck.write([]);
  await deck.write([one]);
  const decision = decide(answered(0, '7'), FIRST_TRY, 0);
  deck.land({ candidate: one, decision, at });
  await fenceFlights();
  down = true;
  await expect(deck.write([two])).rejects.toThrow('away');
  expect([deck.places, deck.isUnderWay('openid-b'), deck.isStale]).toEqual([0, false, true]);
  down = false;
  expect(await deck.write([two])).toMatchObject({ landed: [{ candidate: one }], isListed: false });
  expect(await deck.write([two])).toMatchObject({ landed: [], isListed: true });
});

test('a long-term notice in doubt stays unknown, without the address', async () => {
  await aCampaign({ card: { templateId: 't', longTerm: true, page: 'p', data: {} } });
  const [a = ''] = await deliveries(['a', 'b']);
  await renewFlight('dead', first([a]));
  await recoverParts('heir', ALL_PARTS, RESEND_UNKNOWN, campaignsInDoubt, at);
  expect(await statesOf()).toEqual({ a: 'unknown', b: 'pending' });
  expect((await Deliveries.findById(a).lean())?.openid).toBeUndefined();
});

test('shares that another heir takes stay on the list', async () => {
  await aCampaign();
  const names = ['a', 'b'];
  const ids = await deliveries(names);
  await renewFlight('dead', first(ids));
  expect(partOf('a')).not.toBe(partOf('b'));
  expect(await recoverParts('heir', [partOf('a')], RESEND_UNKNOWN, campaignsInDoubt, at)).toBe(1);
  expect((await foreignEntries('other', [partOf('b')])).map(({ id }) => id)).toEqual([ids[1]]);
  expect(await recoverParts('other', [partOf('b')], RESEND_UNKNOWN, campaignsInDoubt, at)).toBe(1);
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

test('the fences move for everybody who asks, once for many', async () => {
  const fence = await renewFlight('worker', []);
  await Promise.all(Array.from({ length: 50 }, () => fenceFlights()));
  expect(await renewFlight('worker', [])).toBe(fence + 1);
  await fenceFlights();
  expect(await renewFlight('worker', [])).toBe(fence + 2);
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
