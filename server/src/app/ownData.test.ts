import mongoose from 'mongoose';
import { staffTokens } from '../../test/staffTokens';
import { useTestDatabase } from '../../test/testDatabase';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { Campaigns } from '../campaigns/model';
import { deliveryId, Deliveries } from '../campaigns/deliveries';
import { DutyPersons, Escalations } from '../escalation/model';
import { createLogger } from '../observability';
import { registerResident } from '../residents';
import { signingKey, signToken } from '../tokens';
import { composeModules, type Modules } from './composeModules';

useTestDatabase();
const config = testConfig();
const OPENID = 'openid-of-grandmother';
const OTHER = 'f'.repeat(24);
const HOURS_2 = 2 * 3600_000;
let modules: Modules;
let server: TestServer;
let staff: Awaited<ReturnType<typeof staffTokens>>;
beforeAll(async () => {
  modules = composeModules(config, createLogger('silent'), 'http://127.0.0.1:1');
  server = await startTestServer({ config, routes: modules.routes, cache: modules.cache });
  staff = await staffTokens(server);
});
afterAll(async () => {
  await server.stop();
  await modules.close();
});

/** The collections in which any of these words stands anywhere. */
async function collectionsHolding(...words: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const collection of await mongoose.connection.db!.collections()) {
    const rows = await collection.find().toArray();
    if (rows.some((row) => words.some((word) => JSON.stringify(row).includes(word))))
      found.push(collection.collectionName);
  }
  return found.sort();
}

/** Fields of all models that by their names may say who somebody is. */
const fieldsOfPeople = (): string[] =>
  Object.values(mongoose.models)
    .flatMap(({ collection, schema }) =>
      Object.keys(schema.paths)
        .filter((path) => /resident|openid/i.test(path))
        .map((path) => `${collection.name}.${path}`),
    )
    .sort();

async function nameForExercises(residents: { residentId: string; name: string }[], approve: boolean): Promise<void> {
  const body = { residents };
  const { body: change } = await server.call('put', '/staff/exercise-residents', { token: staff.editor, body });
  if (!approve) return;
  const done = await server.call('post', `/staff/changes/${change.id}/approve`, {
    token: staff.approver,
    body: { hash: change.hash },
  });
  expect(done.status).toBe(200);
}

/** Leaves something of a resident in every collection that may hold anything of one. */
async function plant(id: string, token: string): Promise<void> {
  const now = new Date();
  const subscription = { topics: ['fire'], regions: ['140602'], keywords: ['烧纸'] };
  expect((await server.call('put', '/me/subscription', { token, body: subscription })).status).toBe(200);
  await Deliveries.create({
    _id: deliveryId('n1.r1.new', id),
    campaignId: 'n1.r1.new',
    residentId: id,
    partition: 0,
    state: 'pending',
    openid: OPENID,
    dueAt: now,
    at: now,
  });
  await Campaigns.create({
    _id: 'n2.r1.alert-issued',
    chain: 'n2',
    type: 'alert-issued',
    kind: 'alert',
    title: '演练',
    exercise: true,
    priority: 3,
    urgent: false,
    at: now,
    status: 'done',
    sources: [{ by: 'residents', values: [OTHER, id] }],
  });
  const person = { office: '应急管理局', phone: '0349-1234567', order: 1, active: true };
  await DutyPersons.create([
    { _id: 'bound', name: '王某', ...person, residentId: id },
    { _id: 'claimed', name: '李某', ...person },
  ]);
  await Escalations.create({
    _id: 'n3.r1.alert-issued',
    title: '暴雨红色预警',
    kind: 'alert',
    status: 'open',
    steps: [{ personId: 'bound', name: '王某', state: 'notified', at: now, tries: 1, phoneTask: 'none' }],
    dueAt: now,
    createdAt: now,
  });
  const { body: made } = await server.call('post', '/staff/duty/claimed/code', { token: staff.approver });
  expect((await server.call('post', '/me/duty', { token, body: { code: made.code } })).status).toBe(200);
  const other = { residentId: OTHER, name: '测试员乙' };
  await nameForExercises([other, { residentId: id, name: '测试员甲' }], true);
  await nameForExercises([other, { residentId: id, name: '甲改名' }], false);
}

test('the export names all that is kept about a resident, and nothing of it is left after they are gone', async () => {
  const { _id: id } = await registerResident(OPENID, new Date());
  const token = signToken(signingKey(config.jwtSecret), 'resident', id, new Date());
  await plant(id, token);
  const kept = ['campaigns', 'changerequests', 'deliveries', 'dutypersons', 'exerciseresidents', 'subscriptions'];
  // The trail and the counters of calls, which an hour removes.
  const technical = ['audit', 'ratecounters'];
  expect(await collectionsHolding(id, OPENID)).toEqual([...kept, ...technical, 'residents'].sort());

  const { body } = await server.call('get', '/me/export', { token });
  expect(body.resident).toMatchObject({ id, openid: OPENID });
  expect(body.data).toMatchObject({
    subscription: { topics: ['fire'], keywords: ['烧纸'], ledger: {}, openidInvalid: false },
    deliveries: [{ event: 'n1.r1.new', state: 'pending' }],
    duty: {
      persons: [
        { name: '王某', binding: 'approved', phone: '0349-1234567' },
        { name: '李某', binding: 'waiting' },
      ],
      calls: [{ event: 'n3.r1.alert-issued', state: 'notified', tries: 1 }],
    },
    exercise: {
      name: '测试员甲',
      proposals: [
        { name: '测试员甲', state: 'applied' },
        { name: '甲改名', state: 'submitted' },
      ],
    },
    exercises: [{ event: 'n2.r1.alert-issued' }],
    recorded: [{ action: 'duty.bind', outcome: 'done' }],
  });
  expect(body.data.duty.persons[1]).not.toHaveProperty('phone');
  expect(JSON.stringify(body)).not.toContain(OTHER);

  expect((await server.call('delete', '/me', { token })).status).toBe(204);
  expect(await collectionsHolding(id, OPENID)).toEqual([...technical, 'residents'].sort());
  expect(await collectionsHolding(OPENID)).toEqual([]);
  // Others stay where they stood.
  expect(await collectionsHolding(OTHER)).toEqual(['campaigns', 'changerequests', 'exerciseresidents']);

  const later = new Date(Date.now() + HOURS_2);
  for (const job of modules.jobs) if (['removals', 'ratelimits'].includes(job.name)) await job.run(later);
  expect(await collectionsHolding(id)).toEqual(['audit']);
});

test('a request that named somebody who left can no longer be approved', async () => {
  const { body: list } = await server.call('get', '/staff/changes', { token: staff.approver });
  const change = list.items.find(({ kind }: { kind: string }) => kind === 'alerts.exercise-residents');
  expect(change.state).toBe('submitted');
  const answer = await server.call('post', `/staff/changes/${change.id}/approve`, {
    token: staff.approver,
    body: { hash: change.hash },
  });
  expect([answer.status, answer.body.code]).toEqual([409, 'conflict']);
});

test('no model holds who somebody is in a field that this file does not know', () => {
  expect(fieldsOfPeople()).toEqual([
    'deliveries.openid',
    'deliveries.residentId',
    'dutypersons.residentId',
    'residents.openid',
    'subscriptions.openid',
    'subscriptions.openidInvalid',
    // Until the event is handled or given up; then it is dropped.
    'wechatevents.openid',
  ]);
});
