import { useTestDatabase } from '../../test/testDatabase';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { startTestSimulator, type TestSimulator } from '../../test/testSimulator';
import { signingKey, signToken } from '../tokens';
import {
  finishRemovals,
  openidOf,
  registerResident,
  removeResident,
  residentGuard,
  residentOfToken,
  residentIdByOpenid,
  residentsRoutes,
} from '.';
import { Residents } from './model';

useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
const forgotten: string[] = [];
const welcomed: string[] = [];
const TWO_HOURS_MS = 2 * 60 * 60 * 1000;
let failRemoval = false;
let simulator: TestSimulator;
let server: TestServer;

async function forget(residentId: string): Promise<void> {
  if (failRemoval) throw new Error('the process ended here');
  forgotten.push(residentId);
}

beforeAll(async () => {
  simulator = await startTestSimulator();
  server = await startTestServer({
    routes: residentsRoutes({
      key,
      guard: residentGuard(key),
      client: simulator.client(),
      profile: async () => ({ subscribed: true, unread: 2 }),
      onLogin: async (residentId) => void welcomed.push(residentId),
      onDelete: [forget],
      exporters: { subscription: async (residentId) => ({ of: residentId }) },
    }),
  });
});
afterAll(async () => {
  await server.stop();
  await simulator.stop();
});
afterEach(() => {
  failRemoval = false;
  forgotten.length = 0;
  welcomed.length = 0;
});

async function login(resident: string) {
  return server.call('post', '/auth/wechat', { body: { code: await simulator.loginCode(resident) } });
}

it('gives the same resident at each login, and nothing of WeChat’s', async () => {
  const first = await login('zhang');
  const second = await login('zhang');
  expect(first.status).toBe(200);
  expect(first.body.resident).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{24}$/),
    createdAt: expect.any(String),
    subscribed: true,
    unread: 2,
  });
  expect(second.body.resident.id).toBe(first.body.resident.id);
  expect(welcomed).toEqual([first.body.resident.id, first.body.resident.id]);
  expect(JSON.stringify([first.body, second.body])).not.toContain('oDemo');
  const me = await server.call('get', '/me', { token: first.body.token });
  expect(me.body).toEqual(first.body.resident);
});

it('makes one resident of many first logins at the same time', async () => {
  const codes = await Promise.all(Array.from({ length: 12 }, () => simulator.loginCode('bench-1')));
  const answers = await Promise.all(codes.map((code) => server.call('post', '/auth/wechat', { body: { code } })));
  expect(new Set(answers.map(({ body }) => body.resident.id)).size).toBe(1);
  expect(await Residents.countDocuments({ openid: 'bench-1' })).toBe(1);
});

it('refuses a used code, and says so to people', async () => {
  const code = await simulator.loginCode('li');
  await server.call('post', '/auth/wechat', { body: { code } });
  const again = await server.call('post', '/auth/wechat', { body: { code } });
  expect(again).toMatchObject({ status: 401, body: { code: 'login_code_invalid' } });
});

it.each([
  ['no token', undefined],
  ['no JWT', 'abc'],
  ['a staff token', signToken(key, 'staff', 'someone', new Date())],
  ['a token of somebody unknown', signToken(key, 'resident', 'someone', new Date())],
  ['another key’s token', signToken(signingKey('x'.repeat(32)), 'resident', 'someone', new Date())],
])('lets nobody in with %s', async (_what, token) => {
  expect(await server.call('get', '/me', token ? { token } : {})).toMatchObject({
    status: 401,
    body: { code: 'unauthorized' },
  });
});

it('exports everything about the resident, by module', async () => {
  const { body } = await login('wang');
  const answer = await server.call('get', '/me/export', { token: body.token });
  expect(answer.body).toEqual({
    exportedAt: expect.any(String),
    resident: { id: body.resident.id, openid: expect.stringMatching(/^oDemo_wang/), createdAt: expect.any(String) },
    data: { subscription: { of: body.resident.id } },
  });
});

it('removes the resident everywhere; the token is dead, a new login begins anew', async () => {
  const { body } = await login('bench-2');
  expect(await server.call('delete', '/me', { token: body.token })).toMatchObject({ status: 204, body: '' });
  expect(forgotten).toEqual([body.resident.id]);
  expect(await Residents.findById(body.resident.id).lean()).not.toHaveProperty('openid');
  expect((await server.call('get', '/me', { token: body.token })).status).toBe(401);
  expect((await login('bench-2')).body.resident.id).not.toBe(body.resident.id);
});

it('ends a removal that was cut short; the resident is out from its first step on', async () => {
  const { body } = await login('bench-3');
  failRemoval = true;
  expect((await server.call('delete', '/me', { token: body.token })).status).toBe(500);
  expect((await server.call('get', '/me', { token: body.token })).status).toBe(401);
  expect(await residentIdByOpenid('bench-3')).toBeNull();
  expect(await openidOf([body.resident.id])).toEqual(new Map());
  const next = await login('bench-3');
  expect(next.body.resident.id).not.toBe(body.resident.id);

  failRemoval = false;
  expect(await finishRemovals([forget], new Date(Date.now() + TWO_HOURS_MS))).toBe(2);
  expect(forgotten).toContain(body.resident.id);
  expect(await Residents.countDocuments({ _id: body.resident.id })).toBe(0);
  expect(await residentIdByOpenid('bench-3')).toBe(next.body.resident.id);
});

it('forgets again for an hour what others wrote after the removal', async () => {
  const now = new Date();
  const { _id } = await registerResident('bench-4', now);
  const stayed = await registerResident('bench-5', now);
  await removeResident(_id, [forget], now);
  const after = (minutes: number) => finishRemovals([forget], new Date(now.getTime() + minutes * 60_000));
  expect(await after(10)).toBe(0);
  expect(await after(50)).toBe(0);
  expect(await after(61)).toBe(1);
  expect(await after(71)).toBe(0);
  expect(forgotten).toEqual(Array(4).fill(_id));
  expect(await Residents.countDocuments({ _id })).toBe(0);
  expect(await openidOf([stayed._id])).toEqual(new Map([[stayed._id, 'bench-5']]));
});

it('finds openids of many residents at once', async () => {
  const made = await Promise.all(['bench-10', 'bench-11'].map((openid) => registerResident(openid, new Date())));
  const ids = made.map(({ _id }) => _id);
  expect(await openidOf([...ids, 'unknown'])).toEqual(new Map(ids.map((id, n) => [id, `bench-1${n}`])));
});

it('ends all sessions on every device; the next login is good again, the account stays', async () => {
  const [phone, tablet] = [await login('bench-20'), await login('bench-20')];
  expect((await server.call('delete', '/me/sessions', { token: phone.body.token })).status).toBe(204);
  for (const { body } of [phone, tablet]) {
    expect((await server.call('get', '/me', { token: body.token })).status).toBe(401);
  }
  const next = await login('bench-20');
  expect(next.body.resident.id).toBe(phone.body.resident.id);
  expect((await server.call('get', '/me', { token: next.body.token })).status).toBe(200);
});

it('renews a token of more than a week in silence, never one of an ended session', async () => {
  const { body } = await login('bench-21');
  const { id } = body.resident;
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3600_000);
  expect((await server.call('get', '/me', { token: body.token })).headers.get('x-renewed-token')).toBeNull();
  const old = signToken(key, 'resident', id, daysAgo(8));
  const renewed = (await server.call('get', '/me', { token: old })).headers.get('x-renewed-token') ?? '';
  expect((await server.call('get', '/me', { token: renewed })).headers.get('x-renewed-token')).toBeNull();
  await server.call('delete', '/me/sessions', { token: renewed });
  for (const token of [old, renewed]) {
    const refused = await server.call('get', '/me', { token });
    expect([refused.status, refused.headers.get('x-renewed-token')]).toEqual([401, null]);
  }
  expect((await server.call('get', '/me', { token: signToken(key, 'resident', id, daysAgo(31)) })).status).toBe(401);
});

it('names the resident of a token without the database, and nobody by another one', () => {
  const identify = residentOfToken(key);
  const good = signToken(key, 'resident', 'r1', new Date());
  expect([identify(`Bearer ${good}`), identify(`Bearer ${good}`)]).toEqual(['r1', 'r1']);
  for (const bad of [signToken(key, 'staff', 'r1', new Date()), `${good}x`, 'x', '']) {
    expect(identify(`Bearer ${bad}`)).toBeNull();
  }
});
