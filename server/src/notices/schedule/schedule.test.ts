import type { NoticeDraftInput, StaffRole } from '@shuozhi/shared/api';
import { auditTrail } from '../../../test/auditTrail';
import { aDraft } from '../../../test/factories';
import { staffTokens } from '../../../test/staffTokens';
import { startTestServer, testConfig, type TestServer } from '../../../test/testServer';
import { useTestDatabase } from '../../../test/testDatabase';
import { listAudit, staffGuard, staffRoutes } from '../../staff';
import { signingKey } from '../../tokens';
import type { NoticeEvent } from '../events';
import { pendingEvents } from '../feed';
import { Notices } from '../model';
import { noticesStaffRoutes } from '../staffRoutes';
import { publishDue } from './publishDue';

useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
const MINUTE = 60_000;
let server: TestServer;
let tokens: Record<StaffRole, string>;
const changed = jest.fn((event: NoticeEvent | null) => Promise.resolve(event?.id ?? null));

beforeAll(async () => {
  server = await startTestServer({
    routes: [
      ...staffRoutes({ key }),
      ...noticesStaffRoutes({ guard: staffGuard(key), key, onChanged: () => Promise.resolve(null) }),
    ],
  });
  tokens = await staffTokens(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
  await Notices.deleteMany({});
  changed.mockClear();
});

const post = (path: string, body: unknown, token = tokens.editor) => server.call('post', path, { token, body });
const shown = async (id: string) => (await server.call('get', `/staff/notices/${id}`, { token: tokens.editor })).body;
const cancel = (id: string, token = tokens.editor) => server.call('delete', `/staff/notices/${id}/schedule`, { token });

async function approved(more: Partial<NoticeDraftInput> = {}): Promise<{ id: string; hash: string }> {
  const { id, hash } = (await post('/staff/notices', aDraft(more))).body;
  await post(`/staff/notices/${id}/submit`, { hash });
  await post(`/staff/notices/${id}/approve`, { hash }, tokens.approver);
  return { id, hash };
}

/** The next full minute, so many minutes from now. */
const inMinutes = (minutes: number): Date => new Date(Math.ceil(Date.now() / MINUTE) * MINUTE + minutes * MINUTE);
const setAt = async ({ id, hash }: { id: string; hash: string }, at: Date, token = tokens.editor) =>
  post(`/staff/notices/${id}/schedule`, { hash, at: at.toISOString() }, token);

test('an approved text is published at its time, once, though two workers look at once', async () => {
  const notice = await approved();
  const at = inMinutes(5);
  const { status, body } = await setAt(notice, at);
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: 'approved', schedule: { at: at.toISOString(), notify: null } });
  const list = await server.call('get', '/staff/notices?view=scheduled', { token: tokens.editor });
  expect(list.body.items).toMatchObject([{ id: notice.id, schedule: { at: at.toISOString() } }]);

  await publishDue(new Date(at.getTime() - 1), changed);
  expect((await shown(notice.id)).status).toBe('approved');
  await Promise.all([publishDue(at, changed), publishDue(at, changed), publishDue(at, changed)]);
  await publishDue(at, changed);
  expect(await shown(notice.id)).toMatchObject({
    status: 'published',
    publishedAt: at.toISOString(),
    schedule: null,
    scheduleOutcome: { result: 'published', minutesLate: 0 },
  });
  expect(await pendingEvents(10)).toHaveLength(1);
  expect(changed.mock.calls).toMatchObject([[{ noticeId: notice.id, type: 'publish' }]]);
  const published = (await auditTrail(notice.id)).filter(({ action }) => action === 'notice.publish');
  expect(published).toMatchObject([{ actorName: 'editor', detail: `${notice.hash} 定时发布` }]);
});

test('a time without an offset is one of Asia/Shanghai; one that is no minute, or has passed, is refused', async () => {
  const { id, hash } = await approved();
  const set = (at: unknown) => post(`/staff/notices/${id}/schedule`, { hash, at });
  const local = new Date(inMinutes(60).getTime() + 8 * 3600_000).toISOString().slice(0, 16);
  expect((await set(local)).body.schedule.at).toBe(inMinutes(60).toISOString());
  for (const at of [
    '2026-12-01',
    '2099-02-30T08:00',
    '2099-01-01T08:00:30',
    '2020-01-01T08:00',
    '2999-01-01T08:00',
    5,
  ]) {
    const refused = await set(at);
    expect([at, refused.status, refused.body.errors?.[0].path]).toEqual([at, 400, 'at']);
  }
  const atOnce = await post(`/staff/notices/${id}/publish`, { hash, at: local });
  expect(atOnce).toMatchObject({ status: 400, body: { errors: [{ path: 'at' }] } });
  expect((await shown(id)).status).toBe('approved');
});

test('either of the two moves it or takes it back; what was moved is not published at the old time', async () => {
  const notice = await approved();
  const [first, later] = [inMinutes(5), inMinutes(30)];
  await setAt(notice, first);
  expect((await setAt(notice, later, tokens.approver)).body.schedule.at).toBe(later.toISOString());
  await publishDue(first, changed);
  expect((await shown(notice.id)).status).toBe('approved');
  expect((await cancel(notice.id)).body).toMatchObject({
    status: 'approved',
    schedule: null,
    scheduleOutcome: { result: 'dropped', reason: '定时已取消' },
  });
  await publishDue(later, changed);
  expect(changed).not.toHaveBeenCalled();
  expect(await cancel(notice.id)).toMatchObject({ status: 409, body: { code: 'transition_not_allowed' } });
});

test('a text that is not approved, or another one than shown, gets no time', async () => {
  const { id, hash } = (await post('/staff/notices', aDraft())).body;
  expect(await setAt({ id, hash }, inMinutes(5))).toMatchObject({ body: { code: 'transition_not_allowed' } });
  const notice = await approved();
  const other = await setAt({ ...notice, hash: '0'.repeat(64) }, inMinutes(5));
  expect(other).toMatchObject({ status: 409, body: { code: 'conflict' } });
});

test('an edit or a return takes the time away, and says so', async () => {
  const edited = await approved();
  await setAt(edited, inMinutes(5));
  const save = { base: edited.hash, draft: { title: '改过的通告' } };
  const { body } = await server.call('patch', `/staff/notices/${edited.id}`, { token: tokens.editor, body: save });
  expect(body).toMatchObject({ status: 'draft', schedule: null, scheduleOutcome: { result: 'dropped' } });
  const returned = await approved({ title: '另一份通告' });
  await setAt(returned, inMinutes(5));
  await post(`/staff/notices/${returned.id}/return`, { reason: '再等等' }, tokens.approver);
  expect((await shown(returned.id)).scheduleOutcome.reason).toBe('内容被退回，定时已取消');
  await publishDue(inMinutes(10), changed);
  expect(changed).not.toHaveBeenCalled();
});

test('scheduled and edited at the same moment: never a time for a text that nobody approved', async () => {
  for (let round = 0; round < 5; round += 1) {
    const notice = await approved({ title: `同时改的通告${round}` });
    const save = { base: notice.hash, draft: { summary: '改过' } };
    await Promise.all([
      setAt(notice, inMinutes(5)),
      server.call('patch', `/staff/notices/${notice.id}`, { token: tokens.editor, body: save }),
    ]);
    expect(await shown(notice.id)).toMatchObject({ status: 'draft', schedule: null });
  }
  await publishDue(inMinutes(10), changed);
  expect(changed).not.toHaveBeenCalled();
});

test('published by hand, or taken back, while it falls due: once or not at all', async () => {
  const at = inMinutes(5);
  const byHand = await approved();
  await setAt(byHand, at);
  await Promise.all([
    publishDue(at, changed),
    post(`/staff/notices/${byHand.id}/publish`, { hash: byHand.hash }, tokens.publisher),
  ]);
  expect(await pendingEvents(10)).toHaveLength(1);
  const taken = await approved({ title: '取消的通告' });
  await setAt(taken, at);
  const [, answer] = await Promise.all([publishDue(at, changed), cancel(taken.id)]);
  expect((await shown(taken.id)).status).toBe(answer.status === 200 ? 'approved' : 'published');
});

test('everything is asked for again at its time: what cannot be published says why and waits for a person', async () => {
  const at = inMinutes(5);
  const first = await approved({ topics: ['alert'], level: 'yellow', title: '大风黄色预警' });
  const follower = { topics: ['alert' as const], level: null, follows: first.id };
  const lift = await approved({ ...follower, title: '解除大风黄色预警' });
  await setAt(lift, at);
  await publishDue(at, changed);
  expect(await shown(lift.id)).toMatchObject({
    status: 'approved',
    schedule: null,
    scheduleOutcome: { result: 'refused', code: 'invalid_input', reason: expect.stringContaining('还没有发布') },
  });
  const { items } = await listAudit({ target: lift.id, action: 'notice.publish', limit: 10 });
  expect(items).toMatchObject([{ outcome: 'refused', code: 'invalid_input' }]);
  const missed = await server.call('get', '/staff/notices?view=missed', { token: tokens.publisher });
  expect(missed.body.items).toMatchObject([{ id: lift.id }]);

  const moved = await approved({ title: '被改动的通告' });
  await setAt(moved, at);
  await Notices.updateOne({ _id: moved.id }, { $set: { title: '不是审批的那个标题' } });
  await publishDue(at, changed);
  expect((await shown(moved.id)).scheduleOutcome).toMatchObject({ result: 'refused', code: 'conflict' });
  expect(changed).not.toHaveBeenCalled();
});

test('a period that will be over is refused when the time is set, unless it is asked for', async () => {
  const { id, hash } = await approved({ effectiveTo: new Date().toISOString().slice(0, 10), effectiveFrom: null });
  const at = inMinutes(3 * 24 * 60).toISOString();
  expect(await post(`/staff/notices/${id}/schedule`, { hash, at })).toMatchObject({
    body: { code: 'already_expired' },
  });
  const asked = await post(`/staff/notices/${id}/schedule`, { hash, at, evenExpired: true });
  expect(asked.status).toBe(200);
  await publishDue(new Date(at), changed);
  expect(await shown(id)).toMatchObject({ status: 'published' });
  expect(await pendingEvents(10)).toEqual([]);
});

test('after a standstill it says how late it was; after more than a day a person decides', async () => {
  const late = await approved();
  const at = inMinutes(1);
  await setAt(late, at);
  await publishDue(new Date(at.getTime() + 90 * MINUTE), changed);
  expect((await shown(late.id)).scheduleOutcome).toMatchObject({ result: 'published', minutesLate: 90 });
  expect((await auditTrail(late.id)).at(-1)).toMatchObject({ detail: `${late.hash} 定时发布，晚了 90 分钟` });
  const tooLate = await approved({ title: '错过的通告' });
  await setAt(tooLate, at);
  await publishDue(new Date(at.getTime() + 25 * 60 * MINUTE), changed);
  expect(await shown(tooLate.id)).toMatchObject({
    status: 'approved',
    scheduleOutcome: { result: 'refused', code: 'schedule_missed' },
  });
});

test.each<['post' | 'delete', StaffRole[]]>([
  ['post', ['editor', 'approver', 'publisher', 'admin']],
  ['delete', ['editor', 'approver', 'publisher', 'admin']],
])('%s …/schedule is for %j', async (method, allowed) => {
  const notice = await approved();
  for (const role of Object.keys(tokens) as StaffRole[]) {
    await setAt(notice, inMinutes(5));
    const body = method === 'post' ? { hash: notice.hash, at: inMinutes(9).toISOString() } : undefined;
    const { status } = await server.call(method, `/staff/notices/${notice.id}/schedule`, { token: tokens[role], body });
    expect([role, status]).toEqual([role, allowed.includes(role) ? 200 : 403]);
  }
  expect((await server.call(method, `/staff/notices/${notice.id}/schedule`, {})).status).toBe(401);
});
