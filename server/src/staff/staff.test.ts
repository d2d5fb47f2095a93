import { aDraft } from '../../test/factories';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { useTestDatabase } from '../../test/testDatabase';
import { noticesStaffRoutes, type NoticeEvent } from '../notices';
import { signingKey, signToken } from '../tokens';
import { createAccount, login, newPassword, resetAccount } from './accounts';
import { staffGuard } from './guard';
import { Staff } from './model';
import { staffRoutes } from './routes';

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
    routes: [...staffRoutes({ key }), ...noticesStaffRoutes({ guard: staffGuard(key), onChanged })],
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

test('five wrong passwords lock the account, also for the right one, for a quarter of an hour', async () => {
  const now = new Date();
  await createAccount({ name: 'locked', role: 'editor', password: PASSWORD, oneTime: false }, now);
  for (let n = 0; n < 5; n += 1) {
    await expect(login('locked', 'wrong', now)).rejects.toMatchObject({ code: 'wrong_credentials' });
  }
  await expect(login('locked', PASSWORD, now)).rejects.toMatchObject({ code: 'account_locked', retryAfter: 900 });
  const later = new Date(now.getTime() + 15 * 60 * 1000 + 1);
  await expect(login('locked', PASSWORD, later)).resolves.toMatchObject({ account: { name: 'locked' } });
});

test('an unknown name is answered like a wrong password', async () => {
  const answer = await server.call('post', '/staff/session', { body: { name: 'nobody', password: 'x' } });
  expect(answer).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } });
});

test('a one-time password opens one session; the new password opens the next', async () => {
  const oneTime = newPassword();
  await createAccount({ name: 'new', role: 'editor', password: oneTime, oneTime: true }, new Date());
  const first = await server.call('post', '/staff/session', { body: { name: 'new', password: oneTime } });
  expect(first.body).toMatchObject({ mustChangePassword: true });
  const again = await server.call('post', '/staff/session', { body: { name: 'new', password: oneTime } });
  expect(again.status).toBe(401);
  const changed = await server.call('post', '/staff/password', {
    token: first.body.token,
    body: { current: oneTime, next: PASSWORD },
  });
  expect(changed.status).toBe(204);
  const second = await server.call('post', '/staff/session', { body: { name: 'new', password: PASSWORD } });
  expect(second.body).toMatchObject({ mustChangePassword: false });
});

test('a reset ends the sessions that were open', async () => {
  await createAccount({ name: 'lost', role: 'editor', password: PASSWORD, oneTime: false }, new Date());
  const { _id } = (await Staff.findOne({ name: 'lost' }).lean()) ?? { _id: '' };
  const old = signToken(key, 'staff', _id, new Date(Date.now() - 60_000));
  await resetAccount('lost', newPassword(), new Date());
  expect((await server.call('get', '/staff/session', { token: old })).status).toBe(401);
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
