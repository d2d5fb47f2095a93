import type { StaffRole } from '@shuozhi/shared/api';
import { useTestDatabase } from '../../../test/testDatabase';
import { startTestServer, testConfig, type TestServer } from '../../../test/testServer';
import { approvalsRoutes, finishChanges, proposeChange } from '../../approvals';
import { collectionOf } from '../../database';
import { signingKey } from '../../tokens';
import { listAudit } from '../audit';
import { staffRoutes } from '../routes';
import { staffGuard } from '../sessions/guard';
import { completeAccounts, createAccount } from './accounts';
import { ACCOUNT_CHANGE } from './changes';
import { Staff } from './model';

useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
const PASSWORD = 'Kiefer-Ufer 7 Zange';
let server: TestServer;
const tokens = {} as Record<'wang' | 'li' | 'zhao' | 'audit', string>;
const ids: Record<string, string> = {};
let calls = 0;
const call = (method: string, path: string, token?: string, body?: object) =>
  server.call(method, path, {
    ...(token !== undefined && { token }),
    ...(body && { body }),
    headers: { 'x-forwarded-for': `10.0.0.${(calls += 1)}` },
  });
const login = (name: string, password = PASSWORD) => call('post', '/staff/session', undefined, { name, password });

beforeAll(async () => {
  const onApplied = () => Promise.resolve();
  server = await startTestServer({
    config: testConfig({ PROXY: 'true' }),
    routes: [
      ...staffRoutes({ key }),
      ...approvalsRoutes({ guard: staffGuard(key), kinds: [ACCOUNT_CHANGE], onApplied }),
    ],
  });
  const people: [keyof typeof tokens, StaffRole][] = [
    ['wang', 'admin'],
    ['li', 'admin'],
    ['zhao', 'approver'],
    ['audit', 'auditor'],
  ];
  for (const [name, role] of people) {
    ids[name] = (await createAccount({ name, role, password: PASSWORD, oneTime: false }, new Date())).id;
    tokens[name] = (await login(name)).body.token;
  }
});
afterAll(() => server.stop());

const accounts = (token: string, body: object) => call('post', '/staff/accounts', token, { department: null, ...body });
const edit = (id: string, body: object) =>
  call('put', `/staff/accounts/${id}`, tokens.wang, { department: null, disabled: false, ...body });
const reset = (id: string, token = tokens.wang) => call('post', `/staff/accounts/${id}/reset`, token);
const approve = ({ change }: { change: { id: string; hash: string } }, token: string) =>
  call('post', `/staff/changes/${change.id}/approve`, token, { hash: change.hash });
const status = async (token: string) => (await call('get', '/staff/session', token)).status;

test('an administrator makes an account whose one-time password opens it; the list shows it, without secrets', async () => {
  const { body } = await accounts(tokens.wang, { name: '张三', role: 'editor', department: '市林业局' });
  expect(body).toMatchObject({ account: { name: '张三', department: '市林业局', password: 'one_time' }, change: null });
  expect((await login('张三', body.oneTimePassword)).body).toMatchObject({ mustChangePassword: true });
  expect(await accounts(tokens.wang, { name: '张三', role: 'editor' })).toMatchObject({
    status: 409,
    body: { code: 'conflict' },
  });
  const list = await call('get', '/staff/accounts', tokens.audit);
  expect(list.body.items.map((each: { name: string }) => each.name)).toContain('张三');
  expect(JSON.stringify(list.body)).not.toMatch(/argon2|passwordHash|recovery/);
  expect((await listAudit({ action: 'staff', limit: 2 })).items).toMatchObject([
    { action: 'staff.list', actorName: 'audit' },
    { action: 'staff.create', outcome: 'refused', code: 'conflict', actorName: 'wang' },
  ]);
  expect(JSON.stringify((await listAudit({ limit: 100 })).items)).not.toContain(body.oneTimePassword);
});

test('only administrators keep accounts', async () => {
  for (const token of [tokens.zhao, tokens.audit]) {
    expect((await accounts(token, { name: 'x', role: 'editor' })).status).toBe(403);
    expect((await reset(ids.wang ?? '', token)).status).toBe(403);
  }
  expect((await call('get', '/staff/accounts', tokens.zhao)).status).toBe(403);
  expect((await edit('nobody', { role: 'editor' })).body.code).toBe('account_not_found');
});

test('a changed role or access ends the sessions; a changed department does not', async () => {
  const { id } = await createAccount({ name: 'sun', role: 'editor', password: PASSWORD, oneTime: false }, new Date());
  const first = (await login('sun')).body.token;
  expect((await edit(id, { role: 'editor', department: '市气象局' })).body.account).toMatchObject({
    department: '市气象局',
  });
  expect(await status(first)).toBe(200);
  expect((await edit(id, { role: 'auditor' })).body.account).toMatchObject({ role: 'auditor', department: null });
  expect(await status(first)).toBe(401);
  const second = (await login('sun')).body.token;
  await edit(id, { role: 'auditor', disabled: true });
  expect(await status(second)).toBe(401);
  expect((await login('sun')).body.code).toBe('wrong_credentials');
  await edit(id, { role: 'auditor' });
  expect((await login('sun')).status).toBe(200);
});

test('a reset gives a one-time password, takes the second factor and ends the sessions', async () => {
  const { id } = await createAccount({ name: 'qian', role: 'editor', password: PASSWORD, oneTime: false }, new Date());
  const { token } = (await login('qian')).body;
  await Staff.updateOne({ _id: id }, { $set: { secondFactor: { secret: '', lastStep: 0, recovery: [] } } });
  const { body } = await reset(id);
  expect(body.account).toMatchObject({ password: 'one_time', secondFactor: false });
  expect(await status(token)).toBe(401);
  expect((await login('qian')).status).toBe(401);
  expect((await login('qian', body.oneTimePassword)).body).toMatchObject({ mustChangePassword: true });
});

describe('an administrator', () => {
  test('is made by two: one asks, another administrator approves, and who asked draws the password once', async () => {
    const { body } = await accounts(tokens.wang, { name: '周', role: 'admin' });
    expect(body).toMatchObject({
      account: null,
      oneTimePassword: null,
      change: { kind: 'staff.account', state: 'submitted' },
    });
    expect((await approve(body, tokens.wang)).body.code).toBe('same_person');
    expect((await approve(body, tokens.zhao)).body.code).toBe('forbidden');
    expect(await Staff.exists({ name: '周' })).toBeNull();
    expect((await approve(body, tokens.li)).body.state).toBe('applied');

    const id = body.change.target as string;
    expect((await login('周', '')).status).toBe(400);
    expect((await login('周', PASSWORD)).status).toBe(401);
    const drawn = await reset(id);
    expect((await login('周', drawn.body.oneTimePassword)).body).toMatchObject({ account: { role: 'admin' } });
    expect((await reset(id)).body).toMatchObject({ oneTimePassword: null, change: { state: 'submitted' } });
  });

  test('is reset by two; who only approved draws nothing', async () => {
    const asked = await reset(ids.li ?? '');
    expect(asked.body).toMatchObject({ oneTimePassword: null, change: { payload: { action: 'reset', name: 'li' } } });
    expect(await status(tokens.li)).toBe(200);
    const third = await createAccount({ name: 'wu', role: 'admin', password: PASSWORD, oneTime: false }, new Date());
    const wu = (await login('wu')).body.token;
    expect((await approve(asked.body, wu)).body.state).toBe('applied');
    expect((await reset(ids.li ?? '', wu)).body.oneTimePassword).toBeNull();
    expect((await login('li')).status).toBe(200);
    const drawn = await reset(ids.li ?? '');
    expect(drawn.body.oneTimePassword).toMatch(/^\w{5}-/);
    expect((await login('li')).status).toBe(401);
    await Staff.deleteOne({ _id: third.id });
    await Staff.deleteOne({ _id: ids.li });
    ids.li = (await createAccount({ name: 'li', role: 'admin', password: PASSWORD, oneTime: false }, new Date())).id;
    tokens.li = (await login('li')).body.token;
  });

  test.each([
    ['made of an editor', 'editor', { role: 'admin' }],
    ['made an editor', 'admin', { role: 'editor' }],
    ['disabled', 'admin', { role: 'admin', disabled: true }],
  ] as const)('is %s by two', async (what, role, wanted) => {
    const { id } = await createAccount({ name: `he is ${what}`, role, password: PASSWORD, oneTime: false }, new Date());
    const { body } = await edit(id, wanted);
    expect(body).toMatchObject({ account: { role, disabled: false }, change: { state: 'submitted' } });
    expect((await approve(body, tokens.li)).body.state).toBe('applied');
    expect(await Staff.findById(id).lean()).toMatchObject({ disabled: false, ...wanted });
  });

  test('does not change by an approval of what he no longer is, nor twice when it runs again after a crash', async () => {
    const { id } = await createAccount(
      { name: 'feng', role: 'editor', password: PASSWORD, oneTime: false },
      new Date(),
    );
    const { body } = await edit(id, { role: 'admin' });
    await edit(id, { role: 'auditor' });
    expect((await approve(body, tokens.li)).body.code).toBe('conflict');
    expect(await Staff.findById(id).lean()).toMatchObject({ role: 'auditor' });

    const again = (await edit(id, { role: 'admin' })).body;
    const change = (await call('get', `/staff/changes/${again.change.id}`, tokens.li)).body;
    await approve(again, tokens.li);
    const after = await Staff.findById(id).lean();
    await ACCOUNT_CHANGE.apply({ ...change, _id: change.id, createdAt: new Date() }, new Date());
    expect(await Staff.findById(id).lean()).toEqual(after);
    expect(await finishChanges([ACCOUNT_CHANGE], new Date())).toBe(0);
  });
});

describe('an account that can let something through to the public', () => {
  test.each(['approver', 'publisher'] as const)(
    'of a %s is made, given and reset by two administrators',
    async (role) => {
      const { body: made } = await accounts(tokens.wang, { name: `new ${role}`, role });
      expect(made).toMatchObject({ account: null, oneTimePassword: null, change: { state: 'submitted' } });
      expect((await approve(made, tokens.wang)).body.code).toBe('same_person');

      const one = { password: PASSWORD, oneTime: false };
      const { id } = await createAccount({ ...one, name: `to be ${role}`, role: 'editor' }, new Date());
      expect((await edit(id, { role })).body).toMatchObject({
        account: { role: 'editor' },
        change: { state: 'submitted' },
      });
      const other = await createAccount({ ...one, name: `old ${role}`, role }, new Date());
      expect((await reset(other.id)).body).toMatchObject({ oneTimePassword: null, change: { state: 'submitted' } });
      expect((await login(`old ${role}`)).status).toBe(200);
    },
  );

  test('is closed by one administrator and opened again by two', async () => {
    const { id } = await createAccount(
      { name: 'he', role: 'approver', password: PASSWORD, oneTime: false },
      new Date(),
    );
    expect((await edit(id, { role: 'approver', disabled: true })).body).toMatchObject({
      account: { disabled: true },
      change: null,
    });
    expect((await edit(id, { role: 'approver' })).body).toMatchObject({
      account: { disabled: true },
      change: { state: 'submitted' },
    });
    expect((await edit(id, { role: 'editor', disabled: true })).body.change).not.toBeNull();
  });

  test('is not kept from him by an approver: only administrators give such a request back', async () => {
    const { body } = await accounts(tokens.wang, { name: 'ke', role: 'approver' });
    const giveBack = (token: string) =>
      call('post', `/staff/changes/${body.change.id}/return`, token, { reason: '不需要' });
    expect((await giveBack(tokens.zhao)).body.code).toBe('forbidden');
    expect((await giveBack(tokens.li)).body.state).toBe('returned');
  });
});

describe('what somebody writes whose password an administrator drew', () => {
  const proposedBy = (id: string) =>
    proposeChange(
      ACCOUNT_CHANGE,
      { target: id, payload: { action: 'reset', name: id, requestedBy: id } },
      { id },
      new Date(),
    );
  const approveIt = async (id: string, token: string) => {
    const change = await proposedBy(id);
    return (await approve({ change: { id: change._id, hash: change.hash } }, token)).body;
  };

  test('is not approved by that administrator, who may have written it; by another it is', async () => {
    const { body } = await accounts(tokens.wang, { name: '钱六', role: 'editor' });
    expect(await approveIt(body.account.id, tokens.wang)).toMatchObject({
      code: 'same_person',
      detail: expect.stringMatching(/由您开通或重置/),
    });
    expect((await approveIt(body.account.id, tokens.li)).state).toBe('applied');
    // Who resets it last has it in hand.
    await reset(body.account.id, tokens.li);
    expect((await approveIt(body.account.id, tokens.li)).code).toBe('same_person');
    expect((await approveIt(body.account.id, tokens.wang)).state).toBe('applied');
  });

  test('stays that administrator’s when another one resets the account before it is approved', async () => {
    const { body } = await accounts(tokens.wang, { name: '孙八', role: 'editor' });
    const { id } = body.account;
    const written = await proposedBy(id);
    await reset(id, tokens.li);
    const change = { change: { id: written._id, hash: written.hash } };
    expect((await approve(change, tokens.wang)).body.code).toBe('same_person');
    // What whoever has the account now writes is somebody else's.
    await call('post', `/staff/changes/${written._id}/return`, tokens.li, { reason: '重新提出' });
    expect((await approveIt(id, tokens.wang)).state).toBe('applied');
  });

  test('nor does an account approve what its administrator wrote', async () => {
    await Staff.updateOne({ _id: ids.li }, { $set: { openedBy: ids.wang } });
    expect((await approveIt(ids.wang ?? '', tokens.li)).code).toBe('same_person');
    await Staff.updateOne({ _id: ids.li }, { $set: { openedBy: null } });
  });

  test('names that look alike are one name', async () => {
    await accounts(tokens.wang, { name: '周七', role: 'editor' });
    expect((await accounts(tokens.wang, { name: '周\u200b七 ', role: 'editor' })).body.code).toBe('conflict');
  });
});

test('accounts of an earlier version get what came later', async () => {
  const old = { _id: 's-old', name: 'old', role: 'editor', passwordHash: 'x', oneTime: null, createdAt: new Date() };
  await collectionOf(Staff).insertOne(old as never);
  await completeAccounts();
  expect(await Staff.findById('s-old').lean()).toMatchObject({
    sessionCounter: 0,
    disabled: false,
    secondFactor: null,
  });
});
