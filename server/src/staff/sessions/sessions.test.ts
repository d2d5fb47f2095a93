import { STAFF_ROLES, type StaffRole } from '@shuozhi/shared/api';
import { Secret, TOTP } from 'otpauth';
import { useTestDatabase } from '../../../test/testDatabase';
import { startTestServer, testConfig, type TestServer } from '../../../test/testServer';
import { route } from '../../http';
import { signingKey } from '../../tokens';
import { createAccount, resetAccount } from '../accounts/accounts';
import { Staff } from '../accounts/model';
import { newPassword } from '../accounts/passwords';
import { listAudit } from '../audit';
import { staffRoutes } from '../routes';
import { staffGuard } from './guard';
import { removeEndedSessions, Sessions } from './sessions';

useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
const PASSWORD = 'Kiefer-Ufer 7 Zange';
const NEXT = 'Birne-Wolke 3 Salz';
const IDLE_MS = 15 * 60_000;

/** A server as in production, or not, with a route to read and one to write for each guard. */
function start(production: boolean): Promise<TestServer> {
  const path = '/staff/work';
  const any = { path, summary: '', tag: 'test', guard: staffGuard(key), handler: () => Promise.resolve() };
  const editors = { ...any, path: '/staff/edit', guard: staffGuard(key, ['editor']) };
  return startTestServer({
    config: testConfig({ PROXY: 'true' }),
    routes: [
      ...staffRoutes({ key, policy: { idleMs: IDLE_MS, production } }),
      ...[any, editors].flatMap((each) => [route({ ...each, method: 'get' }), route({ ...each, method: 'post' })]),
    ],
  });
}
let server: TestServer;
let strict: TestServer;
beforeAll(async () => {
  [server, strict] = await Promise.all([start(false), start(true)]);
});
afterAll(() => Promise.all([server.stop(), strict.stop()]));

let count = 0;
async function account(role: StaffRole = 'editor', oneTime = false) {
  const name = `person${(count += 1)}`;
  const { id } = await createAccount({ name, role, password: PASSWORD, oneTime }, new Date());
  return { id, name };
}
/** An address of its own for each call, as a proxy passes it on: the strict limits count by address. */
const fromAnywhere = () => ({ 'x-forwarded-for': `203.0.113.66, 10.0.0.${(count += 1)}` });
const login = (name: string, more: object = {}, on = server) =>
  on.call('post', '/staff/session', {
    body: { name, password: PASSWORD, ...more },
    headers: fromAnywhere(),
  });
const work = async (token: string, on = server) => (await on.call('get', '/staff/work', { token })).status;

describe('a bearer session', () => {
  test('opens the work, says when it ends, and is closed by logging out', async () => {
    const { name } = await account();
    const { body } = await login(name);
    expect(body).toMatchObject({ csrfToken: null, mustChangePassword: false, idleSeconds: 900 });
    expect(Date.parse(body.endsAt) - Date.now()).toBeGreaterThan(11 * 3_600_000);
    expect((await server.call('get', '/staff/session', { token: body.token })).body).toMatchObject({ token: null });
    expect(await work(body.token)).toBe(204);
    expect((await server.call('delete', '/staff/session', { token: body.token })).status).toBe(204);
    expect(await work(body.token)).toBe(401);
    const copy = JSON.stringify(await Sessions.find().lean());
    expect(copy).not.toContain(body.token);
  });

  test('ends unused after the idle time, and after a working day however much it is used', async () => {
    const { id, name } = await account();
    const { body } = await login(name);
    const ago = (ms: number) => new Date(Date.now() - ms);
    await Sessions.updateOne({ staffId: id }, { $set: { usedAt: ago(IDLE_MS - 60_000) } });
    expect(await work(body.token)).toBe(204);
    expect((await Sessions.findOne({ staffId: id }).lean())?.usedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
    await Sessions.updateOne({ staffId: id }, { $set: { usedAt: ago(IDLE_MS) } });
    expect(await work(body.token)).toBe(401);
    await Sessions.updateOne({ staffId: id }, { $set: { usedAt: new Date(), endsAt: ago(1) } });
    expect(await work(body.token)).toBe(401);
    expect(await removeEndedSessions(new Date())).toBe(1);
  });

  test('is ended by a reset and by disabling the account', async () => {
    const { id, name } = await account();
    const first = (await login(name)).body.token;
    await resetAccount(name, PASSWORD);
    expect(await work(first)).toBe(401);
    await Staff.updateOne({ _id: id }, { $set: { oneTime: null } });
    const second = (await login(name)).body.token;
    await Staff.updateOne({ _id: id }, { $set: { disabled: true } });
    expect(await work(second)).toBe(401);
    expect(await login(name)).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } });
  });
});

describe('a session in a cookie', () => {
  async function browser(on = server) {
    const { name } = await account();
    const { body, headers } = await login(name, { cookie: true }, on);
    const setCookie = headers.get('set-cookie') ?? '';
    return { body, setCookie, cookie: setCookie.split(';')[0] ?? '' };
  }

  test('is out of reach of scripts and of other sites, over TLS only in production', async () => {
    const { setCookie, body } = await browser();
    expect(setCookie).toMatch(/^shuozhi-staff=[\w-]{43}; path=\/; samesite=strict; httponly$/i);
    expect(body.token).toBeNull();
    expect((await browser(strict)).setCookie).toMatch(
      /^__Host-shuozhi-staff=.*; path=\/; samesite=strict; secure; httponly$/i,
    );
  });

  test('changes nothing without the CSRF token, which a reload of the page gets again', async () => {
    const { body, cookie } = await browser();
    const post = async (headers: Record<string, string>) => server.call('post', '/staff/work', { headers });
    expect((await server.call('get', '/staff/work', { headers: { cookie } })).status).toBe(204);
    expect((await post({ cookie })).body.code).toBe('csrf_token_invalid');
    expect((await post({ cookie, 'x-csrf-token': 'x'.repeat(43) })).body.code).toBe('csrf_token_invalid');
    expect((await post({ cookie, 'x-csrf-token': body.csrfToken })).status).toBe(204);
    const again = await server.call('get', '/staff/session', { headers: { cookie } });
    expect(again.body.csrfToken).toBe(body.csrfToken);
    const other = await browser();
    expect((await post({ cookie: other.cookie, 'x-csrf-token': body.csrfToken })).status).toBe(403);
  });

  test('does not go as a bearer token or under another name of cookie, and logging out takes it away', async () => {
    const { body, cookie } = await browser();
    const [, token = ''] = cookie.split('=');
    expect(await work(token)).toBe(401);
    const renamed = { cookie: `__Host-shuozhi-staff=${token}` };
    expect((await server.call('get', '/staff/work', { headers: renamed })).status).toBe(401);
    const headers = { cookie, 'x-csrf-token': body.csrfToken };
    const out = await server.call('delete', '/staff/session', { headers });
    expect(out.headers.get('set-cookie')).toMatch(/^shuozhi-staff=; .*expires=Thu, 01 Jan 1970/i);
    expect((await server.call('get', '/staff/work', { headers })).status).toBe(401);
  });
});

test('an auditor reads what anybody reads and changes nothing; others do what their role may', async () => {
  const may = Object.fromEntries(
    await Promise.all(
      STAFF_ROLES.map(async (role) => {
        const { token } = (await login((await account(role)).name)).body;
        const tries = [
          ['get', '/staff/edit'],
          ['post', '/staff/edit'],
          ['post', '/staff/work'],
        ] as const;
        const statuses = await Promise.all(
          tries.map(async ([method, path]) => (await server.call(method, path, { token })).status),
        );
        return [role, statuses] as const;
      }),
    ),
  );
  expect(may).toEqual({
    editor: [204, 204, 204],
    approver: [403, 403, 204],
    publisher: [403, 403, 204],
    admin: [403, 403, 204],
    auditor: [204, 403, 403],
  });
});

describe('a password', () => {
  const change = (token: string, current: string, next: string) =>
    server.call('post', '/staff/password', { token, body: { current, next }, headers: fromAnywhere() });

  test('for one time opens one session, and that opens nothing but the change', async () => {
    const { name } = await account('editor', true);
    const { body } = await login(name);
    expect(body).toMatchObject({ mustChangePassword: true });
    expect((await login(name)).status).toBe(401);
    for (const [method, path] of [
      ['get', '/staff/work'],
      ['get', '/staff/accounts'],
      ['post', '/staff/second-factor'],
    ] as const) {
      const answer = await server.call(method, path, {
        token: body.token,
        ...(method === 'post' && { body: { password: PASSWORD } }),
      });
      expect(answer).toMatchObject({ status: 403, body: { code: 'password_change_required' } });
    }
    expect((await change(body.token, PASSWORD, NEXT)).status).toBe(204);
    expect(await work(body.token)).toBe(204);
    expect((await login(name, { password: NEXT })).body).toMatchObject({ mustChangePassword: false });
  });

  test('that is changed ends the other sessions of the person, not this one', async () => {
    const { name } = await account();
    const [here, elsewhere] = [(await login(name)).body.token, (await login(name)).body.token];
    expect((await change(here, 'wrong', NEXT)).body.code).toBe('wrong_credentials');
    expect((await change(here, PASSWORD, NEXT)).status).toBe(204);
    expect([await work(here), await work(elsewhere)]).toEqual([204, 401]);
  });

  test.each([
    [PASSWORD, /不能与原密码相同/],
    ['short', /至少 12 位/],
    ['password1234', /太常见/],
    ['qwertyuiop123', /太常见/],
    ['123456789012', /太常见/],
    ['aaaaaaaaaaaaaaaa', /太常见/],
    ['shuozhi12345', /太常见/],
  ])('%s is refused as the new one', async (next, message) => {
    const { name } = await account();
    const { token } = (await login(name)).body;
    const answer = await change(token, PASSWORD, next);
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'next', message: expect.stringMatching(message) }] },
    });
  });
});

describe('a second factor', () => {
  const codeOf = (secret: string, shiftMs = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + shiftMs });
  const post = (on: TestServer, path: string, token: string, body: object) =>
    on.call('post', path, { token, body, headers: fromAnywhere() });

  async function enrolled() {
    const { id, name } = await account('approver');
    const { token } = (await login(name)).body;
    const { secret, uri } = (await post(server, '/staff/second-factor', token, { password: PASSWORD })).body;
    const confirmed = await post(server, '/staff/second-factor/confirm', token, { code: codeOf(secret, -30_000) });
    return { id, name, token, secret, uri, recoveryCodes: confirmed.body.recoveryCodes as string[] };
  }

  test('in production approvers and administrators work only with one; editors may do without', async () => {
    const { name } = await account('approver');
    const { body } = await login(name, {}, strict);
    expect(body).toMatchObject({ mustSetUpSecondFactor: true });
    expect((await strict.call('get', '/staff/work', { token: body.token })).body.code).toBe(
      'second_factor_setup_required',
    );
    const { secret } = (await post(strict, '/staff/second-factor', body.token, { password: PASSWORD })).body;
    const wrong = await post(strict, '/staff/second-factor/confirm', body.token, { code: '000000' });
    expect(wrong.body.code).toBe('wrong_code');
    expect((await post(strict, '/staff/second-factor/confirm', body.token, { code: codeOf(secret) })).status).toBe(200);
    expect(await work(body.token, strict)).toBe(204);
    expect(await work((await login((await account()).name, {}, strict)).body.token, strict)).toBe(204);
  });

  test('is asked for after the password, each code opens one login, and the secret is not readable in the database', async () => {
    const { id, name, secret, uri } = await enrolled();
    expect(uri).toContain(`secret=${secret}`);
    expect(JSON.stringify(await Staff.findById(id).lean())).not.toContain(secret);
    expect((await login(name)).body.code).toBe('second_factor_required');
    expect((await login(name, { password: 'wrong' })).body.code).toBe('wrong_credentials');
    expect((await login(name, { code: '000000' })).body.code).toBe('wrong_code');
    const code = codeOf(secret);
    const both = await Promise.all([login(name, { code }), login(name, { code })]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 401]);
  });

  test('has recovery codes that open one login each; another phone needs a code of the old one', async () => {
    const { name, token, recoveryCodes } = await enrolled();
    expect(new Set(recoveryCodes).size).toBe(10);
    const [first = '', second = ''] = recoveryCodes;
    expect((await login(name, { code: first })).status).toBe(200);
    expect((await login(name, { code: first })).body.code).toBe('wrong_code');
    const again = (more: object) => post(server, '/staff/second-factor', token, { password: PASSWORD, ...more });
    expect((await again({})).body.code).toBe('second_factor_required');
    expect((await again({ code: second })).status).toBe(200);
  });
});

describe('the trail of logins', () => {
  test('names the account that was tried, never what was typed as a name', async () => {
    const { id, name } = await account();
    await login(name, { password: 'wrong' });
    await login('my-secret-in-the-wrong-field');
    await login(name);
    const { items } = await listAudit({ action: 'staff.login', limit: 3 });
    expect(items).toMatchObject([
      // What the proxy says itself, not what a caller may have written before it.
      { outcome: 'done', actorName: name, target: id, address: `10.0.0.${count}` },
      { outcome: 'refused', code: 'wrong_credentials', actorId: 'anonymous', target: null },
      { outcome: 'refused', code: 'wrong_credentials', actorId: 'anonymous', target: id },
    ]);
    expect(JSON.stringify(items)).not.toContain('my-secret');
  });
});

test('a one-time password that is used by two at once opens one session', async () => {
  const { name } = await account('editor', true);
  const both = await Promise.all([login(name), login(name)]);
  expect(both.map((answer) => answer.status).sort()).toEqual([200, 401]);
});

test('passwords that the program makes are strong enough to be set', () => {
  expect(newPassword()).toMatch(/^(\w{5}-){3}\w{5}$/);
});
