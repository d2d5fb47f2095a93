import type { StaffRole } from '@shuozhi/shared/api';
import { aDraft } from '../../../test/factories';
import { publishedEvent, seedSubscribers } from '../../../test/push/pushTools';
import { staffTokens } from '../../../test/staffTokens';
import { useTestDatabase } from '../../../test/testDatabase';
import { startTestServer, testConfig, type TestServer } from '../../../test/testServer';
import { noticesStaffRoutes } from '../../notices';
import { staffGuard, staffRoutes } from '../../staff';
import { Subscriptions } from '../../subscriptions/model';
import { signingKey, signToken } from '../../tokens';
import { deriveCampaign } from '../outboxRelay';
import { Campaigns } from '../model';
import { Deliveries } from '../deliveries';
import { staffPushRoutes } from './routes';

useTestDatabase();

const config = testConfig();
const key = signingKey(config.jwtSecret);
const tokens = {} as Record<StaffRole | 'resident', string>;
let server: TestServer;

beforeAll(async () => {
  const guards = { staffGuard: staffGuard(key), approverGuard: staffGuard(key, ['approver', 'admin']) };
  server = await startTestServer({
    routes: [
      ...staffRoutes({ key }),
      ...noticesStaffRoutes({ guard: guards.staffGuard, key, onChanged: () => Promise.resolve(null) }),
      ...staffPushRoutes({ ...guards, templates: config.wechat.templates }),
    ],
  });
  Object.assign(tokens, await staffTokens(server));
  tokens.resident = signToken(key, 'resident', 'resident-1', new Date());
});
afterAll(() => server.stop());
beforeEach(() => Promise.all([Subscriptions, Deliveries, Campaigns].map((model) => model.collection.deleteMany({}))));

const EVERYBODY: StaffRole[] = ['editor', 'approver', 'admin'];

test.each<['get' | 'post', string, StaffRole[]]>([
  ['get', '/staff/notices/x/push-preview', EVERYBODY],
  ['get', '/staff/campaigns', EVERYBODY],
  ['get', '/staff/campaigns/x', EVERYBODY],
  ['post', '/staff/campaigns/x/pause', ['approver', 'admin']],
  ['post', '/staff/campaigns/x/resume', ['approver', 'admin']],
  ['post', '/staff/campaigns/x/stop', ['approver', 'admin']],
  ['post', '/staff/campaigns/x/resend', ['approver', 'admin']],
  ['post', '/staff/campaigns/x/confirm-refusals', ['approver', 'admin']],
  ['post', '/staff/campaigns/x/retry-refused', ['approver', 'admin']],
  ['post', '/staff/campaigns/x/undo-refusals', ['approver', 'admin']],
])('%s %s: 401 without a token of staff, 403 for the wrong role', async (method, path, mayEnter) => {
  const statusFor = async (token?: string) => (await server.call(method, path, token ? { token } : {})).status;
  expect([await statusFor(), await statusFor(tokens.resident)]).toEqual([401, 401]);
  for (const role of EVERYBODY) {
    const status = await statusFor(tokens[role]);
    if (mayEnter.includes(role)) expect([200, 404]).toContain(status);
    else expect([role, status]).toEqual([role, 403]);
  }
});

test('preview, pause, resume, stop: what staff see, and who did what', async () => {
  await seedSubscribers(3);
  await seedSubscribers(2, { from: 3, credits: {} });
  const draft = aDraft({ title: '关于森林草原禁火的通告', effectiveFrom: '2026-12-01' });
  const { body: written } = await server.call('post', '/staff/notices', { token: tokens.editor, body: draft });
  const preview = await server.call('get', `/staff/notices/${written.id}/push-preview`, { token: tokens.editor });
  expect(preview.body).toMatchObject({
    event: 'publish',
    recipients: 5,
    reachable: 3,
    unreachable: { noCredit: 2, openidInvalid: 0 },
    valid: true,
    card: {
      kind: 'notice',
      fields: expect.arrayContaining([{ field: 'thing1', value: '森林草原禁火 12月1日起', problem: null }]),
    },
  });

  const { id } = await publishedEvent();
  await deriveCampaign({ id, noticeId: id.split('.')[0] ?? '', type: 'publish', at: new Date(), changeNote: null });
  const path = `/staff/campaigns/${id}`;
  const act = (name: string) => server.call('post', `${path}/${name}`, { token: tokens.approver });
  expect((await act('pause')).body).toMatchObject({ id, status: 'planned', hold: { by: 'approver' }, recipients: 0 });
  expect((await act('pause')).body).toMatchObject({ code: 'transition_not_allowed' });
  expect((await act('resend')).body).toMatchObject({ code: 'transition_not_allowed' });
  expect((await act('resume')).body).toMatchObject({ hold: null });
  expect((await act('stop')).body).toMatchObject({ status: 'closing', closeReason: 'stopped' });
  const list = await server.call('get', '/staff/campaigns', { token: tokens.editor });
  expect(list.body.items).toMatchObject([{ id, event: 'publish', status: 'closing' }]);
  const trail = await server.call('get', `/staff/audit?target=${id}`, { token: tokens.admin });
  const actions = (trail.body.items as { action: string; outcome: string }[]).map(
    ({ action, outcome }) => `${action} ${outcome}`,
  );
  expect(actions).toEqual([
    'campaign.stop done',
    'campaign.resume done',
    'campaign.resend refused',
    'campaign.pause refused',
    'campaign.pause done',
  ]);
});
