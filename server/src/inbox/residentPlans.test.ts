import mongoose from 'mongoose';
import { useTestDatabase } from '../../test/testDatabase';
import { DEMO_TEMPLATES } from '../config/templates';
import { collectionOf } from '../database';
import { finishRemovals, openidOf, registerResident, residentIdByOpenid } from '../residents';
import { Residents } from '../residents/model';
import { applyConsentEvent, deleteSubscription, findSubscription, markOpenidValid } from '../subscriptions';
import { emptySubscription, Subscriptions } from '../subscriptions/model';
import { unbindResident } from '../escalation/binding';
import { Deliveries, deliveryId } from '../campaigns/deliveries';
import { applySentEvent } from '../campaigns/sentEvents';
import { deleteDeliveriesOf, exportDeliveries, lastOutcomeOf, markRead, readInbox, unreadCount } from './inbox';
import { removeDeliveriesOfDeparted } from '../campaigns/fanOutPage';

useTestDatabase();

const RESIDENTS = 300;
const CAMPAIGNS = 12;
const at = new Date('2026-03-23T01:00:00Z');
const ids = Array.from({ length: RESIDENTS }, (_, n) => `r${n}`);

beforeAll(async () => {
  const deliveries = ids.flatMap((residentId) =>
    Array.from({ length: CAMPAIGNS }, (_, n) => ({
      _id: deliveryId(`c${n}`, residentId),
      campaignId: `c${n}`,
      residentId,
      partition: 0,
      state: 'sent' as const,
      msgid: `${n}`,
      dueAt: at,
      at: new Date(at.getTime() + n),
    })),
  );
  await collectionOf(Deliveries).insertMany(deliveries);
  await collectionOf(Subscriptions).insertMany(ids.map((id) => emptySubscription(id, `o-${id}`)));
  await Residents.insertMany(ids.map((_id) => ({ _id, openid: `o-${_id}`, createdAt: at, deletedAt: null })));
});
afterEach(() => mongoose.set('debug', false));

interface Query {
  collection: string;
  filter: Record<string, unknown>;
  sort: Record<string, 1 | -1>;
}

/** The reads and filtered writes that `run` brings to the database. */
async function queriesOf(run: () => Promise<unknown>): Promise<Query[]> {
  const queries: Query[] = [];
  const record = (collection: string, method: string, filter: Query['filter'], ...rest: Partial<Query>[]): void => {
    if (method.startsWith('insert') || method.startsWith('create')) return;
    queries.push({ collection, filter, sort: rest.find(({ sort }) => sort !== undefined)?.sort ?? {} });
  };
  mongoose.set('debug', record);
  await run();
  mongoose.set('debug', false);
  return queries;
}

/** How a query is carried out: its stages, and how many documents it reads. */
async function planOf({ collection, filter, sort }: Query): Promise<{ stages: string; docs: number }> {
  const plan = await mongoose.connection.collection(collection).find(filter).sort(sort).explain('executionStats');
  const stages = JSON.stringify(plan.queryPlanner.winningPlan).match(/(?<="stage":")\w+/g) ?? [];
  return { stages: stages.join(' '), docs: Number(plan.executionStats.totalDocsExamined) };
}

const cursorOf = async (residentId: string) => (await readInbox(residentId, { limit: 5 }, at)).nextCursor ?? undefined;
const openid = 'o-r7';
const residentIdOf = { residentIdByOpenid };

test.each<[string, () => Promise<unknown>]>([
  ['logging in', async () => markOpenidValid((await registerResident(openid, at))._id)],
  ['finding a resident by the openid', () => residentIdByOpenid(openid)],
  ['finding openids', () => openidOf(['r1', 'r2'])],
  ['the subscription', () => findSubscription('r7')],
  ['the inbox', () => readInbox('r7', { limit: 5 }, at)],
  ['the next page of the inbox', async () => readInbox('r7', { cursor: await cursorOf('r7'), limit: 5 }, at)],
  ['the unread', () => unreadCount('r7')],
  ['marking as read', () => markRead('r7', ['c1', 'c2'], at)],
  ['the last outcome', () => lastOutcomeOf('r7')],
  ['the export', () => exportDeliveries('r7')],
  ['who is gone', () => removeDeliveriesOfDeparted('c1', ['r7', 'nobody'])],
  [
    'a consent event',
    () =>
      applyConsentEvent(
        {
          id: 'e1',
          type: 'subscribe_msg_popup_event',
          openid,
          at,
          items: [{ templateId: DEMO_TEMPLATES.notice?.id ?? '', status: 'accept' }],
        },
        { templates: DEMO_TEMPLATES, ...residentIdOf },
      ),
  ],
  [
    'a sent event',
    () => applySentEvent({ openid, items: [{ templateId: '', msgid: '3', errorCode: 43101 }] }, residentIdOf),
  ],
  ['finishing removals', () => finishRemovals([], at)],
  ['removal', () => Promise.all([deleteSubscription('r7'), deleteDeliveriesOf('r7'), unbindResident('r7')])],
])('%s reads by an index, and of this resident only', async (_name, run) => {
  const queries = await queriesOf(run);
  expect(queries).not.toEqual([]);
  for (const query of queries) {
    const { stages, docs } = await planOf(query);
    expect({ ...query, stages }).not.toMatchObject({ stages: expect.stringMatching(/COLLSCAN|\bSORT\b/) });
    expect(docs).toBeLessThanOrEqual(CAMPAIGNS);
  }
});

test('what was written down for who is gone is removed, of this campaign and these residents only', async () => {
  const left = () => Deliveries.countDocuments({ residentId: { $in: ['r1', 'r2'] } });
  const before = await left();
  await removeDeliveriesOfDeparted('c1', ['r1', 'r2']);
  expect(await left()).toBe(before);
  await deleteSubscription('r1');
  await removeDeliveriesOfDeparted('c1', ['r1', 'r2']);
  expect(await left()).toBe(before - 1);
  expect(await Deliveries.findById(deliveryId('c1', 'r1'))).toBeNull();
});
