/**
 * A week's work of an office, through the API alone: every step is a call of the typed client over HTTP, by a person with
 * a session of their own, and the resident's telephone is what tells whether it worked. Only the date is not real.
 */
import { answerOf, createApiClient, upload, type ApiClient, type Schemas } from '@shuozhi/client';
import { campaignDone } from '../../test/push/pushTools';
import { startTestSimulator, type TestSimulator } from '../../test/testSimulator';
import { useTestDatabase } from '../../test/testDatabase';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { createLogger } from '../observability';
import { createAccount } from '../staff';
import { composeModules, type Modules } from './composeModules';

const PASSWORD = 'a long password 1';

const RealDate = Date;
/** Milliseconds by which the date is another one; clocks and timers run on as they are. */
let shift = 0;
class ShiftedDate extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(RealDate.now() + shift);
    else super(given[0]);
  }
  static override now(): number {
    return RealDate.now() + shift;
  }
}
// mongoose copies dates by the name of their class.
Object.defineProperty(ShiftedDate, 'name', { value: 'Date' });

let simulator: TestSimulator;
let modules: Modules;
let server: TestServer;
let worker: { stop: () => Promise<void> };
// Hooks run in the order of their declaration: the worker must stop before the database goes.
afterAll(async () => {
  await worker.stop();
  await modules.drain();
  await server.stop();
  await modules.close();
  await simulator.stop();
  global.Date = RealDate;
});
useTestDatabase();
beforeAll(async () => {
  global.Date = ShiftedDate as DateConstructor;
  simulator = await startTestSimulator();
  const config = testConfig({ WECHAT_API_BASE: `${simulator.origin}/simulator/wechat` });
  modules = composeModules(config, createLogger('silent'), 'http://127.0.0.1:1');
  server = await startTestServer({ config, routes: modules.routes, cache: modules.cache });
  worker = modules.startWorker();
  for (const role of ['editor', 'approver', 'publisher', 'auditor'] as const) {
    await createAccount({ name: role, role, password: PASSWORD, oneTime: false }, new Date());
  }
});

const client = (token?: string): ApiClient => createApiClient(server.origin, () => ({ token }));

/** A session of this moment: each day begins with a login, as sessions end when nobody uses them. */
async function as(name: 'editor' | 'approver' | 'publisher' | 'auditor'): Promise<ApiClient> {
  const { token } = await answerOf(client().POST('/staff/session', { body: { name, password: PASSWORD } }));
  return client(token ?? '');
}

/** It is now this time of the week, in China; what the clock drives has run. */
async function itIs(time: string): Promise<void> {
  shift = new RealDate(`2026-12-${time}:00+08:00`).getTime() - RealDate.now();
  // Answers are kept by a clock that does not jump.
  modules.cache.clear();
  for (const name of ['schedule', 'push-alert-ends', 'approvals']) await job(name);
}

async function job(name: string): Promise<void> {
  const found = modules.jobs.find((one) => one.name === name);
  if (!found) throw new Error(`no job ${name}`);
  await found.run(new Date());
}

/** What a refused call says. */
const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: Error & { problem?: { code: string } }) => error.problem?.code ?? error.message,
  );

/** 张奶奶 on her telephone: she signs in, subscribes, and allows ten messages of each kind. */
async function subscribe(): Promise<ApiClient> {
  const code = await simulator.loginCode('zhang');
  const { token } = await answerOf(client().POST('/auth/wechat', { body: { code } }));
  const resident = client(token);
  // The sending engine goes by the database's clock, whose night is no part of this week.
  const body: Schemas['SubscriptionInput'] = { topics: ['fire', 'alert'], regions: ['140602'], quietHours: null };
  const { credits } = await answerOf(resident.PUT('/me/subscription', { body }));
  const templateIds = [...new Set(credits.map(({ templateId }) => templateId))];
  for (let tap = 0; tap < 10; tap += 1) {
    const { body: asked } = await simulator.control('post', '/demo/consent', { resident: 'zhang', templateIds });
    const results = asked.results as Record<string, string>;
    await answerOf(resident.POST('/me/consents', { body: { results, requestId: `tap-number-${tap}` } }));
  }
  return resident;
}

/** How many messages have arrived on her telephone. */
async function arrived(): Promise<number> {
  const { body } = await simulator.control('get', '/journal/sends');
  return (body as { openid: string }[]).filter(({ openid }) => openid.startsWith('oDemo_zhang')).length;
}

const at = (id: string) => ({ params: { path: { id } } });
const hashOf = async (staff: ApiClient, id: string) => (await answerOf(staff.GET('/staff/notices/{id}', at(id)))).hash;

/** The campaigns of a notice, by name, when their messages have gone out. */
async function campaignsOf(staff: ApiClient, noticeId: string): Promise<string[]> {
  const { items } = await answerOf(staff.GET('/staff/campaigns', { params: { query: { noticeId } } }));
  for (const { id } of items) await campaignDone(id);
  return items.map(({ event }) => event).sort();
}

/** Writes, approves and publishes an alert, as two people do it in minutes. */
async function publishAlert(draft: Schemas['NoticeDraft']): Promise<string> {
  const editor = await as('editor');
  const approver = await as('approver');
  const { id, hash } = await answerOf(editor.POST('/staff/notices', { body: draft }));
  await answerOf(editor.POST('/staff/notices/{id}/submit', { ...at(id), body: { hash } }));
  await answerOf(approver.POST('/staff/notices/{id}/approve', { ...at(id), body: { hash } }));
  await answerOf(approver.POST('/staff/notices/{id}/publish', { ...at(id), body: { hash } }));
  return id;
}

/** A gazette of our own in which the day of signing cannot be read. */
const GAZETTE = `朔州市人民政府公报

朔州市人民政府
关于冬春季森林草原防火的通告
朔政发〔2026〕31号

为了做好冬春季森林草原防火工作，现就有关事项通告如下：
一、防火期限
2026年12月9日至2027年5月31日。
二、防火区域
朔城区全部林地、草地和距林地边缘五百米以内的区域。
三、防火期内，上述区域禁止一切野外用火。
四、发现火情请立即拨打12119。

朔州市人民政府
2026年1□月□日
`;

/** What the days share. */
const week = {} as { resident: ApiClient; notice: string; alert: string; raised: string };

test('Monday: a gazette with a doubt is imported, corrected, confirmed, submitted, returned, put right and approved', async () => {
  await itIs('07T09:00');
  week.resident = await subscribe();
  const editor = await as('editor');
  const found = await answerOf(editor.POST('/staff/imports', upload(new Blob([GAZETTE]), '公报.txt')));
  expect(found.documents).toMatchObject([{ docNo: '朔政发〔2026〕31号', needsReview: true }]);
  expect(found.documents[0]?.warnings.length).toBeGreaterThan(0);
  const { results } = await answerOf(editor.POST('/staff/imports/{id}/accept', { ...at(found.id), body: {} }));
  const id = results[0]?.noticeId ?? '';
  week.notice = id;

  const draft = await answerOf(editor.GET('/staff/notices/{id}', at(id)));
  expect(draft).toMatchObject({ status: 'draft', needsReview: true });
  const corrected = { ...draft.draft, writtenOn: '2026-12-04', title: '关于冬春季森林草原防火的通告' };
  const edit = { draft: corrected, baseUpdatedAt: draft.updatedAt };
  const { hash } = await answerOf(editor.PUT('/staff/notices/{id}', { ...at(id), body: edit }));
  const submit = (confirmReviewed: boolean, shown: string) =>
    answerOf(editor.POST('/staff/notices/{id}/submit', { ...at(id), body: { hash: shown, confirmReviewed } }));
  expect(await refusal(submit(false, hash))).toBe('review_required');
  await submit(true, hash);

  await itIs('07T10:00');
  const approver = await as('approver');
  const reason = '第四条请写明值班电话也可以拨打';
  await answerOf(approver.POST('/staff/notices/{id}/return', { ...at(id), body: { reason } }));

  await itIs('07T10:10');
  const again = await as('editor');
  const returned = await answerOf(again.GET('/staff/notices/{id}', at(id)));
  expect(returned).toMatchObject({ status: 'draft', returned: { reason } });
  const blocks = [...returned.draft.blocks, { type: 'paragraph' as const, text: '五、市值班电话：0349-2160000。' }];
  const better = { draft: { ...returned.draft, blocks }, baseUpdatedAt: returned.updatedAt };
  const second = await answerOf(again.PUT('/staff/notices/{id}', { ...at(id), body: better }));
  const body = { hash: second.hash, confirmReviewed: true };
  await answerOf(again.POST('/staff/notices/{id}/submit', { ...at(id), body }));

  await itIs('07T10:30');
  const reader = await as('approver');
  const stale = reader.POST('/staff/notices/{id}/approve', { ...at(id), body: { hash } });
  expect(await refusal(answerOf(stale))).toBe('conflict');
  const approved = { ...at(id), body: { hash: await hashOf(reader, id) } };
  expect((await answerOf(reader.POST('/staff/notices/{id}/approve', approved))).status).toBe('approved');
});

test('Tuesday: it is published by itself at its time, and her telephone rings once', async () => {
  await itIs('07T16:00');
  const publisher = await as('publisher');
  const body = { hash: await hashOf(publisher, week.notice), at: '2026-12-08T08:00', notify: true };
  await answerOf(publisher.POST('/staff/notices/{id}/schedule', { ...at(week.notice), body }));
  await itIs('08T07:59');
  expect(await refusal(answerOf(client().GET('/notices/{id}', at(week.notice))))).toBe('notice_not_found');
  await itIs('08T08:00');
  const notice = await answerOf(client().GET('/notices/{id}', at(week.notice)));
  expect(notice).toMatchObject({ docNo: '朔政发〔2026〕31号', validity: '尚未施行', effectiveFrom: '2026-12-09' });
  expect(await campaignsOf(await as('auditor'), week.notice)).toEqual(['publish']);
  expect(await arrived()).toBe(1);
});

test('Wednesday: a major revision shows when a second person has approved it, and is told', async () => {
  await itIs('09T09:00');
  const editor = await as('editor');
  const { draft, hash: base } = await answerOf(editor.GET('/staff/notices/{id}', at(week.notice)));
  const body = {
    base,
    draft: { ...draft, effectiveTo: '2027-06-15' },
    major: true,
    changeNote: '防火期延长到6月15日',
  };
  await answerOf(editor.POST('/staff/notices/{id}/revise', { ...at(week.notice), body }));
  expect((await answerOf(client().GET('/notices/{id}', at(week.notice)))).effectiveTo).toBe('2027-05-31');
  const approver = await as('approver');
  const { changes } = await answerOf(approver.GET('/staff/notices/{id}', at(week.notice)));
  const approval = { ...at(week.notice), body: { hash: changes.at(-1)?.hash ?? '' } };
  await answerOf(approver.POST('/staff/notices/{id}/approve', approval));
  const notice = await answerOf(client().GET('/notices/{id}', at(week.notice)));
  expect(notice).toMatchObject({ effectiveTo: '2027-06-15', revision: 2, validity: '现行有效' });
  expect(await campaignsOf(await as('auditor'), week.notice)).toEqual(['publish', 'revise']);
  expect(await arrived()).toBe(2);
});

const alertOf = (level: Schemas['NoticeDraft']['level'], word: string): Schemas['NoticeDraft'] => ({
  docNo: null,
  title: `朔城区气象台发布大风${word}预警`,
  kind: '预警',
  issuers: ['朔城区气象台'],
  writtenOn: null,
  effectiveFrom: '2026-12-10',
  effectiveTo: '2026-12-10',
  startsAt: '2026-12-10T10:00:00+08:00',
  endsAt: '2026-12-10T20:00:00+08:00',
  topics: ['alert'],
  regions: ['140602'],
  level,
  blocks: [{ type: 'paragraph', text: '预计12月10日10时到20时，朔城区有大风，请停止户外作业，远离广告牌。' }],
});

test('Thursday: an alert is issued and raised, and ends by itself at its hour', async () => {
  await itIs('10T10:00');
  week.alert = await publishAlert(alertOf('yellow', '黄色'));
  expect(await campaignsOf(await as('auditor'), week.alert)).toEqual(['alert-issued']);
  await itIs('10T13:00');
  week.raised = await publishAlert({ ...alertOf('orange', '橙色'), follows: week.alert });
  const auditor = await as('auditor');
  expect(await campaignsOf(auditor, week.raised)).toEqual(['alert-raised']);
  expect(await arrived()).toBe(4);
  expect((await answerOf(client().GET('/notices/{id}', at(week.raised)))).validity).toBe('现行有效');

  await itIs('10T20:00');
  expect((await answerOf(client().GET('/notices/{id}', at(week.raised)))).validity).toBe('已过期');
  expect(await campaignsOf(await as('auditor'), week.raised)).toEqual(['alert-ended', 'alert-raised']);
  await itIs('10T20:05');
  expect(await arrived()).toBe(5);
});

test('Friday: the notice is withdrawn by two, and its reason is told', async () => {
  await itIs('11T09:00');
  const editor = await as('editor');
  const body = { hash: await hashOf(editor, week.notice), reason: '内容有误' };
  await answerOf(editor.POST('/staff/notices/{id}/withdraw', { ...at(week.notice), body }));
  const own = editor.POST('/staff/notices/{id}/approve', { ...at(week.notice), body: { hash: body.hash } });
  expect(await refusal(answerOf(own))).not.toBe('done');
  const approver = await as('approver');
  const { changes } = await answerOf(approver.GET('/staff/notices/{id}', at(week.notice)));
  const approval = { ...at(week.notice), body: { hash: changes.at(-1)?.hash ?? '' } };
  await answerOf(approver.POST('/staff/notices/{id}/approve', approval));
  expect(await refusal(answerOf(client().GET('/notices/{id}', at(week.notice))))).toBe('notice_withdrawn');
  expect(await campaignsOf(await as('auditor'), week.notice)).toEqual(['publish', 'revise', 'withdraw']);
  expect(await arrived()).toBe(6);
  const { items } = await answerOf(week.resident.GET('/me/inbox', {}));
  expect(items).toHaveLength(6);
});

test('the trail has the whole week, each step by its person', async () => {
  const approver = await as('approver');
  const query = { target: week.notice, limit: 100 };
  const { items } = await answerOf(approver.GET('/staff/audit', { params: { query } }));
  const steps = items.reverse().filter(({ outcome }) => outcome === 'done');
  expect(steps.map(({ actorName, action }) => `${actorName} ${action}`)).toEqual([
    'editor notice.edit',
    'editor notice.submit',
    'approver notice.return',
    'editor notice.edit',
    'editor notice.submit',
    'approver notice.approve',
    'publisher notice.schedule',
    'publisher notice.publish',
    'editor notice.revise',
    'approver notice.approve',
    'editor notice.withdraw',
    'approver notice.approve',
  ]);
});
