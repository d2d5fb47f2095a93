import { aDraft } from '../../test/factories';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { useTestDatabase } from '../../test/testDatabase';
import { noticesStaffRoutes, type NoticeEvent } from '../notices';
import { signingKey, signToken } from '../tokens';
import { createAccount } from './accounts/accounts';
import { Staff } from './accounts/model';
import { staffRoutes } from './routes';
import { staffGuard } from './sessions/guard';

useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
const events: (NoticeEvent | null)[] = [];
let server: TestServer;
beforeAll(async () => {
  const onChanged = (event: NoticeEvent | null) => {
    events.push(event);
    return Promise.resolve(event?.id ?? null);
  };
  server = await startTestServer({
    routes: [...staffRoutes({ key }), ...noticesStaffRoutes({ guard: staffGuard(key), key, onChanged })],
  });
});
afterAll(() => server.stop());
beforeEach(async () => {
  await Staff.deleteMany({});
  events.length = 0;
});

const PASSWORD = 'a long password 1';
async function session(name: string, role: 'editor' | 'approver' | 'admin'): Promise<string> {
  await createAccount({ name, role, password: PASSWORD, oneTime: false }, new Date());
  const { body } = await server.call('post', '/staff/session', { body: { name, password: PASSWORD } });
  return body.token as string;
}

test('a notice goes from draft to published by two people, each step in the audit trail', async () => {
  const editor = await session('editor', 'editor');
  const approver = await session('approver', 'approver');
  const created = await server.call('post', '/staff/notices', {
    token: editor,
    body: aDraft({ title: '夜间停水通知' }),
  });
  expect(created.status).toBe(201);
  const path = `/staff/notices/${created.body.id}`;
  const body = { hash: created.body.hash };
  expect((await server.call('post', `${path}/submit`, { token: editor, body })).body.status).toBe('submitted');
  const own = await server.call('post', `${path}/approve`, { token: editor, body });
  expect(own).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect((await server.call('post', `${path}/approve`, { token: approver, body })).body.status).toBe('approved');
  const published = await server.call('post', `${path}/publish`, { token: approver, body });
  expect(published.body).toMatchObject({
    notice: { title: '夜间停水通知' },
    campaignId: `${created.body.id}.r1.publish`,
  });
  expect(events).toHaveLength(1);

  const trail = await server.call('get', `/staff/audit?target=${created.body.id}&outcome=done`, { token: approver });
  expect(trail.body.items.map((entry: { action: string }) => entry.action)).toEqual([
    'notice.publish',
    'notice.approve',
    'notice.submit',
    'notice.create',
  ]);
});

test('a draft without a body or with a wrong date names the fields and loses nothing', async () => {
  const token = await session('editor', 'editor');
  const answer = await server.call('post', '/staff/notices', {
    token,
    body: { ...aDraft(), blocks: [], writtenOn: '2026-02-30' },
  });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  expect(answer.body.errors.map((error: { path: string }) => error.path).sort()).toEqual(['blocks', 'writtenOn']);
});

test("a resident's token, a forged one and none open nothing of the staff's", async () => {
  const resident = signToken(key, 'resident', 'r1', new Date());
  const forged = signToken(signingKey('another secret of thirty-two bytes..'), 'staff', 's1', new Date());
  for (const token of [resident, forged, 'x.y.z', undefined]) {
    const answer = await server.call('get', '/staff/notices', token === undefined ? {} : { token });
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  }
});

test('an object in place of the name reaches no query', async () => {
  const answer = await server.call('post', '/staff/session', { body: { name: { $ne: '' }, password: 'x' } });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
});
