import type { StaffRole } from '@shuozhi/shared/api';
import mongoose from 'mongoose';
import { auditTrail } from '../../test/auditTrail';
import { callOf, DutyLab } from '../../test/push/dutyTools';
import { benchResident } from '../../test/push/pushTools';
import { staffTokens } from '../../test/staffTokens';
import { useTestDatabase } from '../../test/testDatabase';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { approvalsRoutes } from '../approvals';
import { ChangeRequests } from '../approvals/model';
import { residentGuard } from '../residents';
import { Residents } from '../residents/model';
import { staffGuard, staffRoutes } from '../staff';
import { signingKey, signToken } from '../tokens';
import { bindPerson } from './binding';
import { DUTY_CHANGE_KINDS } from './index';
import { DutyPersons } from './model';
import { dutyRoutes } from './routes';

jest.setTimeout(180_000);
useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
const lab = new DutyLab();
const tokens = {} as Record<StaffRole | 'resident' | 'stranger', string>;
let server: TestServer;

beforeAll(async () => {
  const guards = { staffGuard: staffGuard(key), approverGuard: staffGuard(key, ['approver', 'publisher', 'admin']) };
  server = await startTestServer({
    routes: [
      ...staffRoutes({ key }),
      ...approvalsRoutes({
        guard: guards.staffGuard,
        kinds: DUTY_CHANGE_KINDS,
        onApplied: () => Promise.resolve(),
      }),
      ...dutyRoutes({ ...guards, residentGuard: residentGuard(key) }),
    ],
  });
  Object.assign(tokens, await staffTokens(server));
  for (const [n, name] of (['resident', 'stranger'] as const).entries()) {
    await Residents.create({ _id: benchResident(n), openid: `bench-${n}`, createdAt: new Date() });
    tokens[name] = signToken(key, 'resident', benchResident(n), new Date());
  }
});
afterAll(() => server.stop());
beforeEach(() => lab.empty());
beforeEach(() => ChangeRequests.deleteMany({}));

const input = { name: '甲', office: '应急管理局', phone: '0349-1234567', regions: [], order: 1 };
const report = { personId: 'x', reached: true };
type Who = keyof typeof tokens;

test.each<['get' | 'post' | 'put' | 'delete', string, object | undefined, Who[], Who[]]>([
  ['get', '/staff/duty', undefined, ['editor', 'approver', 'admin'], []],
  ['post', '/staff/duty', input, ['approver', 'admin'], ['editor']],
  ['put', '/staff/duty/x', input, ['approver', 'admin'], ['editor']],
  ['post', '/staff/duty/x/code', undefined, ['approver', 'admin'], ['editor']],
  ['delete', '/staff/duty/x', undefined, ['approver', 'admin'], ['editor']],
  ['get', '/staff/calls', undefined, ['editor', 'approver', 'admin'], []],
  ['post', '/staff/calls/x/phoned', report, ['editor', 'approver', 'admin'], []],
  ['get', '/me/duty', undefined, ['resident', 'stranger'], []],
  ['post', '/me/duty', { code: 'ABCDEFGHJK' }, ['resident', 'stranger'], []],
  ['post', '/me/calls/x/confirm', undefined, ['resident', 'stranger'], []],
])('%s %s: 401 without a token, 403 for the wrong role', async (method, path, body, mayEnter, mayNot) => {
  const statusFor = async (token?: string) =>
    (await server.call(method, path, { ...(token && { token }), body })).status;
  expect(await statusFor()).toBe(401);
  const others: Who[] = path.startsWith('/staff') ? ['resident'] : ['editor', 'approver', 'admin'];
  for (const who of others) expect([who, await statusFor(tokens[who])]).toEqual([who, 401]);
  for (const who of mayNot) expect([who, await statusFor(tokens[who])]).toEqual([who, 403]);
  for (const who of mayEnter) expect([401, 403]).not.toContain(await statusFor(tokens[who]));
});

const send = (method: string, path: string, token: string, body?: object) =>
  server.call(method, path, { token, ...(body && { body }) });
const approve = ({ id, hash }: { id: string; hash: string }, token = tokens.admin) =>
  send('post', `/staff/changes/${id}/approve`, token, { hash });
const persons = async () => (await send('get', '/staff/duty', tokens.editor)).body.items;
/** Puts somebody on duty: one proposes, another approves. */
async function onDuty(person: object): Promise<string> {
  const { body } = await send('post', '/staff/duty', tokens.approver, person);
  expect((await approve(body)).body.state).toBe('applied');
  return body.target;
}

test('who is on duty is added, changed and taken off by two; an edit keeps the binding', async () => {
  const { status, body: added } = await send('post', '/staff/duty', tokens.approver, input);
  expect([status, added.kind, added.state]).toEqual([201, 'duty.person', 'submitted']);
  expect(await persons()).toEqual([]);
  expect((await approve(added, tokens.approver)).body.code).toBe('same_person');
  await approve(added);
  const id = added.target as string;
  await DutyPersons.updateOne({ _id: id }, { $set: { residentId: benchResident(0) } });

  const { body: edited } = await send('put', `/staff/duty/${id}`, tokens.admin, { ...input, phone: '0349-7654321' });
  expect((await persons())[0].phone).toBe(input.phone);
  expect((await approve(edited)).body.code).toBe('same_person');
  await approve(edited, tokens.approver);
  expect(await persons()).toMatchObject([{ id, phone: '0349-7654321', bound: true }]);

  const { body: removed } = await send('delete', `/staff/duty/${id}`, tokens.approver);
  expect(await persons()).toHaveLength(1);
  expect((await approve(removed, tokens.approver)).body.code).toBe('same_person');
  await approve(removed);
  expect(await persons()).toEqual([]);
});

test('a colleague’s copy of a proposed person is no second reading', async () => {
  const { body: first } = await send('post', '/staff/duty', tokens.approver, input);
  const { body: copy } = await send('post', '/staff/duty', tokens.publisher, { ...input, phone: '0349-9999999' });
  expect(copy.target).not.toBe(first.target);
  expect((await approve(copy, tokens.approver)).body.code).toBe('same_person');
});

test('an edit of what changed meanwhile is refused', async () => {
  const id = await onDuty(input);
  const { body: late } = await send('put', `/staff/duty/${id}`, tokens.approver, { ...input, order: 7 });
  await DutyPersons.updateOne({ _id: id }, { $set: { phone: '110-12345' } });
  expect(await approve(late)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(await persons()).toMatchObject([{ order: 1, phone: '110-12345' }]);
});

test('the number of who is taken off duty is nowhere any more', async () => {
  const number = '0349-5550123';
  const id = await onDuty({ ...input, phone: '0349-5550000' });
  const { body: edited } = await send('put', `/staff/duty/${id}`, tokens.approver, { ...input, phone: number });
  await approve(edited);
  await lab.alertCall();
  await lab.advance();
  const everything = async () => {
    const collections = await mongoose.connection.listCollections();
    const found = collections.map(({ name }) => mongoose.connection.collection(name).find().toArray());
    return JSON.stringify(await Promise.all(found));
  };
  expect(await everything()).toContain(number);
  const { body: removed } = await send('delete', `/staff/duty/${id}`, tokens.approver);
  await approve(removed);
  const left = await everything();
  expect(left).not.toContain(number);
  expect(left).not.toContain('0349-5550000');
});

test('a binding code is shown once, stands nowhere, ends with the next one and after 24 hours', async () => {
  const id = await onDuty(input);
  const makeCode = async () => (await send('post', `/staff/duty/${id}/code`, tokens.approver)).body;
  const { code, until } = await makeCode();
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{12}$/);
  expect(Math.abs(Date.parse(until) - Date.now() - 24 * 3600_000)).toBeLessThan(60_000);
  expect(JSON.stringify([await persons(), await DutyPersons.find().lean(), await auditTrail()])).not.toContain(code);
  expect(await persons()).toMatchObject([{ codeUntil: until, bound: false, claimed: false }]);
  const bind = (used: string) => send('post', '/me/duty', tokens.resident, { code: used });
  const { code: second } = await makeCode();
  expect((await bind(code)).status).toBe(404);
  await DutyPersons.updateOne({ _id: id }, { $set: { 'code.until': new Date(Date.now() - 1) } });
  await expect(bindPerson(benchResident(0), second, new Date())).rejects.toMatchObject({ code: 'not_found' });
  expect((await bind((await makeCode()).code)).status).toBe(200);
  expect(await persons()).toMatchObject([{ codeUntil: null, bound: false, claimed: true }]);
  const actions = (await auditTrail(id)).map(({ action }) => action);
  expect(actions).toEqual(['duty.add', 'change.approve', 'duty.code', 'duty.code', 'duty.code']);
});

test('from the list to the confirmation: every step is in the staff API with its time, one confirmation counts', async () => {
  const first = await onDuty(input);
  await onDuty({ ...input, name: '乙', order: 2 });
  const { body: made } = await send('post', `/staff/duty/${first}/code`, tokens.approver);
  const bound = await send('post', '/me/duty', tokens.resident, { code: made.code });
  expect(bound.body).toEqual({ name: '甲', office: '应急管理局', waiting: true });
  const own = async () => (await server.call('get', '/me/duty', { token: tokens.resident })).body.person;
  expect(await own()).toMatchObject({ waiting: true });
  const waiting = await send('get', `/staff/changes?target=${first}&state=submitted`, tokens.editor);
  const [binding] = waiting.body.items;
  expect((await approve(binding, tokens.approver)).body.code).toBe('same_person');
  expect((await approve(binding)).body.state).toBe('applied');
  expect(await own()).toMatchObject({ waiting: false });
  expect((await send('post', '/me/duty', tokens.stranger, { code: made.code })).status).toBe(404);

  const id = await lab.alertCall();
  await lab.advance();
  await lab.pass(180);
  const confirm = (token: string) => server.call('post', `/me/calls/${id}/confirm`, { token });
  expect((await confirm(tokens.stranger)).status).toBe(404);
  const calls = async () => (await server.call('get', '/staff/calls', { token: tokens.editor })).body.items;
  const [open] = await calls();
  expect(open).toMatchObject({
    status: 'exhausted',
    steps: [
      { name: '甲', phone: input.phone, state: 'no-answer', phoneTask: 'todo' },
      { name: '乙', state: 'unreachable', phoneTask: 'todo' },
    ],
  });
  const { personId } = open.steps[1];
  const phoned = { token: tokens.editor, body: { personId, reached: false } };
  expect((await server.call('post', `/staff/calls/${id}/phoned`, phoned)).status).toBe(200);

  expect([(await confirm(tokens.resident)).status, (await confirm(tokens.resident)).status]).toEqual([204, 204]);
  const [done] = await calls();
  expect(done).toMatchObject({ status: 'confirmed', steps: [{ state: 'confirmed', phoneTask: 'none' }, {}] });
  const { log } = done as { log: { at: string; what: string }[] };
  expect(log.map(({ what }) => what)).toEqual([
    '开始叫应，共 2 人',
    '已用微信通知 甲',
    '甲 3 分钟内没有确认，请电话叫应',
    '微信通知不到 乙（没有绑定微信），请立即电话叫应',
    '所有责任人都已叫过，请逐一电话叫应',
    'editor 电话叫应 乙：未接通',
    '甲 已确认',
  ]);
  expect(log.map(({ at }) => at)).toEqual((await callOf(id)).log.map(({ at }) => at.toISOString()));
});
