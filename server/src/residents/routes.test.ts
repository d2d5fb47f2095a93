import { useTestDatabase } from '../../test/testDatabase';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { startTestSimulator, type TestSimulator } from '../../test/testSimulator';
import { signingKey, signToken } from '../tokens';
import { finishRemovals, openidOf, registerResident, residentGuard, residentIdByOpenid, residentsRoutes } from '.';
import { ResidentModel } from './model';

useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
const forgotten: string[] = [];
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
  expect(JSON.stringify([first.body, second.body])).not.toContain('oDemo');
  const me = await server.call('get', '/me', { token: first.body.token });
  expect(me.body).toEqual(first.body.resident);
});

it('makes one resident of many first logins at the same time', async () => {
  const codes = await Promise.all(Array.from({ length: 12 }, () => simulator.loginCode('bench-1')));
  const answers = await Promise.all(codes.map((code) => server.call('post', '/auth/wechat', { body: { code } })));
  expect(new Set(answers.map(({ body }) => body.resident.id)).size).toBe(1);
  expect(await ResidentModel.countDocuments({ openid: 'bench-1' })).toBe(1);
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

it('exports everything about the resident, by room', async () => {
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
  expect(await ResidentModel.countDocuments({ _id: body.resident.id })).toBe(0);
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
  expect(await finishRemovals([forget])).toBe(1);
  expect(forgotten).toEqual([body.resident.id]);
  expect(await ResidentModel.countDocuments({ _id: body.resident.id })).toBe(0);
  expect(await residentIdByOpenid('bench-3')).toBe(next.body.resident.id);
});

it('finds openids of many residents at once', async () => {
  const made = await Promise.all(['bench-10', 'bench-11'].map((openid) => registerResident(openid, new Date())));
  const ids = made.map(({ _id }) => _id);
  expect(await openidOf([...ids, 'unknown'])).toEqual(new Map(ids.map((id, n) => [id, `bench-1${n}`])));
});
