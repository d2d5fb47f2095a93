import type { StaffRole } from '@shuozhi/shared/api';
import { callOf, DutyLab } from '../../test/push/dutyTools';
import { benchResident } from '../../test/push/pushTools';
import { staffTokens } from '../../test/staffTokens';
import { useTestDatabase } from '../../test/testDatabase';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { approvalsRoutes } from '../approvals';
import { residentGuard } from '../residents';
import { Residents } from '../residents/model';
import { staffGuard, staffRoutes } from '../staff';
import { signingKey, signToken } from '../tokens';
import { bindingKind } from './persons';
import { dutyRoutes } from './routes';

jest.setTimeout(180_000);
useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
const lab = new DutyLab();
const tokens = {} as Record<StaffRole | 'resident' | 'stranger', string>;
let server: TestServer;

beforeAll(async () => {
  const guards = { staffGuard: staffGuard(key), approverGuard: staffGuard(key, ['approver', 'admin']) };
  server = await startTestServer({
    routes: [
      ...staffRoutes({ key }),
      ...approvalsRoutes({
        guard: guards.staffGuard,
        kinds: [bindingKind],
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

const input = { name: '甲', office: '应急管理局', phone: '0349-1234567', regions: [], order: 1 };
const report = { personId: 'x', reached: true };
type Who = keyof typeof tokens;

test.each<['get' | 'post' | 'delete', string, object | undefined, Who[], Who[]]>([
  ['get', '/staff/duty', undefined, ['editor', 'approver', 'admin'], []],
  ['post', '/staff/duty', input, ['approver', 'admin'], ['editor']],
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

test('from the list to the confirmation: every step is in the staff API with its time, one confirmation counts', async () => {
  const { body: first } = await server.call('post', '/staff/duty', { token: tokens.approver, body: input });
  await server.call('post', '/staff/duty', { token: tokens.admin, body: { ...input, name: '乙', order: 2 } });
  const bound = await server.call('post', '/me/duty', { token: tokens.resident, body: { code: first.bindCode } });
  expect(bound.body).toEqual({ name: '甲', office: '应急管理局', waiting: true });
  const own = async () => (await server.call('get', '/me/duty', { token: tokens.resident })).body.person;
  expect(await own()).toMatchObject({ waiting: true });
  const { body: waiting } = await server.call('get', `/staff/changes?target=${first.id}`, { token: tokens.editor });
  const [{ id: changeId, hash }] = waiting.items;
  const approve = (token: string) =>
    server.call('post', `/staff/changes/${changeId}/approve`, { token, body: { hash } });
  expect((await approve(tokens.approver)).body.code).toBe('same_person');
  expect((await approve(tokens.admin)).body.state).toBe('applied');
  expect(await own()).toMatchObject({ waiting: false });
  const again = await server.call('post', '/me/duty', { token: tokens.stranger, body: { code: first.bindCode } });
  expect(again.status).toBe(404);

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
