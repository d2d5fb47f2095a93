import type { StaffRole } from '@shuozhi/shared/api';
import { auditTrail } from '../../../test/auditTrail';
import { aDraft } from '../../../test/factories';
import { benchResident, publishedEvent, seedSubscribers } from '../../../test/push/pushTools';
import { staffTokens } from '../../../test/staffTokens';
import { useTestDatabase } from '../../../test/testDatabase';
import { startTestServer, testConfig, type TestServer } from '../../../test/testServer';
import { noticesStaffRoutes } from '../../notices';
import { staffGuard, staffRoutes } from '../../staff';
import { Subscriptions } from '../../subscriptions/model';
import { signingKey, signToken } from '../../tokens';
import { deriveCampaign } from '../outboxRelay';
import { Campaigns, type CampaignRecord } from '../model';
import { Deliveries, deliveryId } from '../deliveries';
import { staffPushRoutes } from './routes';

useTestDatabase();

const config = testConfig();
const key = signingKey(config.jwtSecret);
const tokens = {} as Record<StaffRole | 'resident', string>;
let server: TestServer;
const stopping = new AbortController();

beforeAll(async () => {
  const guards = { staffGuard: staffGuard(key), approverGuard: staffGuard(key, ['approver', 'admin']) };
  server = await startTestServer({
    routes: [
      ...staffRoutes({ key }),
      ...noticesStaffRoutes({ guard: guards.staffGuard, key, onChanged: () => Promise.resolve(null) }),
      ...staffPushRoutes({ ...guards, templates: config.wechat.templates, stopping: stopping.signal }),
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
  ['get', '/staff/campaigns.csv', EVERYBODY],
  ['get', '/staff/campaigns/x/report.csv', EVERYBODY],
  ['get', '/staff/campaigns/x/events', EVERYBODY],
  ['get', '/staff/campaigns/x/unknown', EVERYBODY],
  ['post', '/staff/campaigns/resume', ['approver', 'admin']],
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

test('everything that WeChat holds goes on at one word; what a person paused does not', async () => {
  const ids: string[] = [];
  for (const title of ['关于停水的通告', '关于停电的通告', '关于停气的通告']) {
    const event = await publishedEvent({ title });
    await deriveCampaign(event);
    ids.push(event.id);
  }
  const by = (person: string | null) => ({ hold: { reason: '', code: 43107, by: person, at: new Date() } });
  await Campaigns.updateMany({ _id: { $in: ids.slice(0, 2) } }, { $set: by(null) });
  await Campaigns.updateOne({ _id: ids[2] }, { $set: by('张三') });
  const answer = await server.call('post', '/staff/campaigns/resume', { token: tokens.approver });
  expect(answer.body).toEqual({ resumed: 2, held: 0 });
  expect((await Campaigns.find({ hold: { $ne: null } }, '_id').lean()).map(({ _id }) => _id)).toEqual([ids[2]]);
});

test('of whom nothing is known stands by district', async () => {
  await seedSubscribers(3);
  await seedSubscribers(1, { from: 3, regions: ['140621', '140602'] });
  const { id } = await publishedEvent();
  await deriveCampaign({ id, noticeId: id.split('.')[0] ?? '', type: 'publish', at: new Date(), changeNote: null });
  const rows = [1, 2, 3].map((n) => ({
    _id: deliveryId(id, benchResident(n)),
    campaignId: id,
    residentId: benchResident(n),
    partition: 0,
    state: n === 1 ? 'sent' : 'unknown',
    dueAt: new Date(),
    at: new Date(),
  }));
  await Deliveries.insertMany(rows);
  const { body } = await server.call('get', `/staff/campaigns/${id}/unknown`, { token: tokens.editor });
  expect(body).toEqual({
    people: 2,
    items: [
      { region: '140602', people: 2 },
      { region: '140621', people: 1 },
    ],
  });
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

/** A campaign in the state that is said, of which two were sent and one was refused. */
async function aCampaign(change: Partial<CampaignRecord> = {}): Promise<CampaignRecord> {
  const { id } = await publishedEvent();
  await deriveCampaign({ id, noticeId: id.split('.')[0] ?? '', type: 'publish', at: new Date(), changeNote: null });
  await Campaigns.updateOne({ _id: id }, { $set: { counts: { sent: 2, 'refused:43101': 1 }, ...change } });
  return Campaigns.findById(id).orFail().lean<CampaignRecord>();
}

test('the list is filtered by status, event, level, hold and time', async () => {
  const hold = { reason: '工作人员已暂停', code: null, by: '审批', at: new Date() };
  const done = await aCampaign({ status: 'done', at: new Date('2026-01-02T00:00:00Z') });
  const held = await aCampaign({ status: 'sending', hold, level: 'red', type: 'alert-raised' });
  const idsBy = async (query: string) => {
    const { body } = await server.call('get', `/staff/campaigns?${query}`, { token: tokens.auditor });
    return (body.items as { id: string }[]).map(({ id }) => id);
  };
  expect(await idsBy('')).toEqual([held._id, done._id]);
  expect(await idsBy('status=done')).toEqual([done._id]);
  expect(await idsBy('event=alert-raised')).toEqual([held._id]);
  expect(await idsBy('level=red')).toEqual([held._id]);
  expect([await idsBy('held=true'), await idsBy('held=false')]).toEqual([[held._id], [done._id]]);
  expect(await idsBy('from=2026-01-01T00:00:00Z&to=2026-01-03T00:00:00Z')).toEqual([done._id]);
});

test('numbers are exported with reasons in words, safe to open in a spreadsheet; the export is in the audit', async () => {
  const { _id } = await aCampaign({ status: 'done', title: '=HYPERLINK("https://example.com")' });
  const { body, headers } = await server.call('get', '/staff/campaigns.csv?status=done', { token: tokens.auditor });
  expect(headers.get('content-type')).toMatch(/^text\/csv/);
  const [head, ...lines] = (body as string).trim().split('\n');
  expect(head).toBe('推送编号,时间（UTC）,事件,标题,级别,状态,结果代码,结果,人数');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(`"'=HYPERLINK(""https://example.com"")",,done,sent,微信已接收,2`);
  expect(lines[1]).toMatch(/refused:43101,用户拒收：.*（43101）,1$/);
  const one = await server.call('get', `/staff/campaigns/${_id}/report.csv`, { token: tokens.auditor });
  expect((one.body as string).trim().split('\n').slice(1)).toEqual(lines);
  expect((await auditTrail(_id)).map(({ action }) => action)).toContain('campaign.export');
  expect((await auditTrail()).map(({ detail }) => detail)).toContain('{"status":"done"}');
});

describe('live progress', () => {
  const events = (id: string, headers: Record<string, string> = {}) =>
    fetch(`${server.origin}/api/v1/staff/campaigns/${id}/events`, {
      headers: { authorization: `Bearer ${tokens.editor}`, ...headers },
    });

  /** Reads a stream until `done` says that enough has come; then leaves, unless it has ended. */
  async function readUntil(response: Response, done: (text: string) => boolean): Promise<string> {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (done(text)) break;
    }
    return text;
  }

  test('comes as it happens, past proxies, and ends with the campaign', async () => {
    const { _id } = await aCampaign({ status: 'sending' });
    const response = await events(_id);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(response.headers.has('content-encoding')).toBe(false);
    let ended = false;
    const text = await readUntil(response, (sofar) => {
      if (!ended && sofar.includes('event: progress')) {
        ended = true;
        void Campaigns.updateOne({ _id }, { $set: { status: 'done', counts: { sent: 3 } } }).exec();
      }
      return false;
    });
    expect(text).toMatch(/^retry: 3000\n\nevent: progress\nid: [0-9a-f]{16}\ndata: \{.*"sent":2.*\}\n\n/);
    expect(text).toMatch(/event: end\nid: [0-9a-f]{16}\ndata: \{.*"sent":3.*\}\n\n$/);
    expect(text).not.toMatch(/openid/i);
  });

  test('goes on after what was seen; when nothing more will come, it says so', async () => {
    const { _id } = await aCampaign({ status: 'done' });
    const first = await readUntil(await events(_id), () => false);
    const [, id = ''] = /\nid: (\w+)/.exec(first) ?? [];
    expect((await events(_id, { 'last-event-id': id })).status).toBe(204);
    expect(await readUntil(await events(_id, { 'last-event-id': 'older' }), () => false)).toContain('event: end');
  });

  test('ends when the program stops', async () => {
    const { _id } = await aCampaign({ status: 'sending' });
    const response = await events(_id);
    const text = await readUntil(response, (sofar) => {
      if (sofar.includes('event: progress')) stopping.abort();
      return false;
    });
    expect(text).not.toContain('event: end');
  });
});
