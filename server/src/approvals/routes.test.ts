import type { StaffRole } from '@shuozhi/shared/api';
import { auditTrail } from '../../test/auditTrail';
import { staffTokens } from '../../test/staffTokens';
import { useTestDatabase } from '../../test/testDatabase';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { staffGuard, staffRoutes } from '../staff';
import { signingKey } from '../tokens';
import { proposeChange, type ChangeKind } from './changes';
import { approvalsRoutes } from './routes';

useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
const sign: ChangeKind<{ text: string }> = { name: 'test.sign', apply: () => Promise.resolve() };
let tokens: Record<StaffRole, string>;
let server: TestServer;
let applied = 0;
beforeAll(async () => {
  const onApplied = () => Promise.resolve((applied += 1));
  server = await startTestServer({
    routes: [...staffRoutes({ key }), ...approvalsRoutes({ guard: staffGuard(key), kinds: [sign], onApplied })],
  });
  tokens = await staffTokens(server);
});
afterAll(() => server.stop());

const propose = (target: string, text = '请走东门') =>
  proposeChange(sign, { target, payload: { text } }, { id: 'somebody' }, new Date());

test('what waits is listed with all that an approver must read, approved by its hash, and recorded', async () => {
  await propose('door');
  const list = await server.call('get', '/staff/changes?state=submitted&target=door', { token: tokens.approver });
  expect(list.body.items).toMatchObject([
    { kind: 'test.sign', target: 'door', payload: { text: '请走东门' }, authors: ['somebody'], state: 'submitted' },
  ]);
  const { id, hash } = list.body.items[0];
  const path = `/staff/changes/${id}`;
  const approve = (body: object) => server.call('post', `${path}/approve`, { token: tokens.approver, body });
  expect(await approve({})).toMatchObject({ status: 400, body: { errors: [{ path: 'hash' }] } });
  expect(await approve({ hash: '0'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect((await server.call('post', `${path}/approve`, { token: tokens.editor, body: { hash } })).status).toBe(403);
  expect(applied).toBe(0);
  expect((await approve({ hash })).body).toMatchObject({ id, state: 'applied' });
  expect(applied).toBe(1);
  expect(await approve({ hash })).toMatchObject({ status: 409, body: { code: 'transition_not_allowed' } });
  expect(await auditTrail('door')).toMatchObject([
    { action: 'change.approve', actorName: 'approver', detail: `test.sign ${id} ${hash}` },
  ]);
});

test('a return asks for the reason and keeps it', async () => {
  const { _id: id } = await propose('gate');
  const path = `/staff/changes/${id}/return`;
  expect((await server.call('post', path, { token: tokens.approver, body: {} })).body.errors).toMatchObject([
    { path: 'reason', message: '请写明退回原因' },
  ]);
  const body = { reason: '门牌不对' };
  expect((await server.call('post', path, { token: tokens.approver, body })).body).toMatchObject({
    state: 'returned',
    reason: '门牌不对',
  });
  expect((await server.call('get', `/staff/changes/${id}`, { token: tokens.editor })).body.reason).toBe('门牌不对');
});

test('an unknown request answers 404', async () => {
  const answer = await server.call('get', '/staff/changes/nothing', { token: tokens.editor });
  expect(answer).toMatchObject({ status: 404, body: { code: 'change_not_found' } });
});
