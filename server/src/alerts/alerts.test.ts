import { momentOf } from '@shuozhi/shared';
import { startComposedServer, type ComposedServer } from '../../test/composedServer';
import { staffTokens } from '../../test/staffTokens';
import { seedSubscribers } from '../../test/push/pushTools';
import { useTestDatabase } from '../../test/testDatabase';
import { testConfig } from '../../test/testServer';
import { deriveAlertEnds } from '../campaigns';
import { Campaigns } from '../campaigns/model';
import { Notices } from '../notices/model';
import { removeExerciseResident } from '../subscriptions';

useTestDatabase();
let server: ComposedServer;
let tokens: Awaited<ReturnType<typeof staffTokens>>;
beforeAll(async () => {
  server = await startComposedServer(testConfig());
  tokens = await staffTokens(server);
});
afterAll(() => server.stop());
beforeEach(() => Promise.all([Notices.deleteMany({}), Campaigns.deleteMany({})]));

const HOUR = 3_600_000;
const inHours = (hours: number): string => momentOf(new Date(Date.now() + hours * HOUR));
const rain = (more = {}) => ({
  templateId: 'rainstorm',
  level: 'orange',
  issuer: '示例市气象台',
  text: '预计未来3小时我市部分地区降雨量将达50毫米以上。',
  regions: ['140602'],
  startsAt: inHours(-1),
  endsAt: inHours(3),
  submit: true,
  ...more,
});
const create = (body: object, token = tokens.editor) => server.call('post', '/staff/alerts', { token, body });
const release = (id: string, body: object, token = tokens.approver) =>
  server.call('post', `/staff/alerts/${id}/release`, { token, body });

/** An alert that two people issued; its id. */
async function issued(more: object, confirm: string): Promise<string> {
  const { status, body } = await create(rain(more));
  expect([status, body.errors]).toEqual([201, undefined]);
  expect((await release(body.id, { hash: body.hash, confirm })).status).toBe(200);
  return body.id as string;
}

test('two people issue an alert in two calls; the page says what to do, and the list how long it holds', async () => {
  await seedSubscribers(3);
  const { status, body: draft } = await create(rain());
  expect([status, draft.status]).toEqual([201, 'submitted']);
  expect(draft.draft.title).toBe('示例市气象台发布暴雨橙色预警');
  const { status: released, body } = await release(draft.id, { hash: draft.hash, confirm: '橙色' });
  expect([released, body.notice.validity, body.campaignId]).toEqual([200, '现行有效', `${draft.id}.r1.alert-issued`]);

  const { body: page } = await server.call('get', `/notices/${draft.id}`);
  expect(page.keyFacts.map(({ label }: { label: string }) => label)).toContain('出行');
  expect(JSON.stringify(page.blocks)).toContain('没有急事不要出门');
  const { body: list } = await server.call('get', '/staff/alerts', { token: tokens.auditor });
  expect(list.items).toMatchObject([{ chain: draft.id, level: 'orange', steps: 1, exercise: false }]);
  expect(list.items[0].minutesLeft).toBeGreaterThan(170);
});

test('a level is released only by typing it, and never by who drafted it', async () => {
  const { body: draft } = await create(rain(), tokens.approver);
  const wrong = await release(draft.id, { hash: draft.hash, confirm: '红色' });
  expect([wrong.status, wrong.body.errors]).toEqual([400, [{ path: 'confirm', message: '请输入“橙色”确认' }]]);
  const own = await release(draft.id, { hash: draft.hash, confirm: '橙色' });
  expect([own.status, own.body.code]).toEqual([403, 'same_person']);
  const other = await release(draft.id, { hash: 'a'.repeat(64), confirm: '橙色' }, tokens.admin);
  expect([other.status, other.body.code]).toEqual([409, 'conflict']);
  expect((await Notices.findById(draft.id).lean())?.status).toBe('submitted');
  expect((await release(draft.id, { hash: draft.hash, confirm: '橙色' }, tokens.admin)).status).toBe(200);
});

test('a release that stopped between approval and publication goes on', async () => {
  const { body: draft } = await create(rain());
  const approve = { token: tokens.approver, body: { hash: draft.hash } };
  expect((await server.call('post', `/staff/notices/${draft.id}/approve`, approve)).status).toBe(200);
  expect((await release(draft.id, { hash: draft.hash, confirm: '橙色' })).status).toBe(200);
  expect((await release(draft.id, { hash: draft.hash, confirm: '橙色' })).status).toBe(409);
});

test('issued, raised, lifted: one chain, of which the last stands in the list', async () => {
  const first = await issued({}, '橙色');
  const raised = await issued({ level: 'red', follows: first }, '红色');
  expect((await Notices.findById(raised).lean())?.title).toBe('示例市气象台升级为暴雨红色预警');
  const { body } = await server.call('get', '/staff/alerts', { token: tokens.editor });
  expect(body.items).toMatchObject([{ chain: first, noticeId: raised, level: 'red', steps: 2 }]);
  const lift = await issued(
    { level: null, endsAt: null, follows: raised, text: '暴雨过程已经结束，预警解除。' },
    '解除',
  );
  expect((await Notices.findById(lift).lean())?.title).toBe('示例市气象台解除暴雨红色预警');
  expect((await server.call('get', '/staff/alerts', { token: tokens.editor })).body.items).toEqual([]);
  expect(await Campaigns.distinct('type')).toEqual(['alert-issued', 'alert-lifted', 'alert-raised']);
});

test('an exercise says so in title and text, is confirmed as one, and stands in no public list', async () => {
  const id = await issued({ exercise: true }, '演练');
  const notice = await Notices.findById(id).lean();
  expect(notice).toMatchObject({ title: '【演练】示例市气象台发布暴雨橙色预警', exercise: true });
  expect(notice?.blocks[0]).toMatchObject({ type: 'note', text: expect.stringContaining('演练') });
  expect((await server.call('get', '/notices')).body.items).toEqual([]);
  const { body } = await server.call('get', '/staff/alerts', { token: tokens.editor });
  expect(body.items).toMatchObject([{ exercise: true }]);
});

test('an alert past its hour is over without anybody doing anything', async () => {
  const id = await issued({}, '橙色');
  const later = new Date(Date.now() + 4 * HOUR);
  expect(await deriveAlertEnds(later)).toHaveLength(1);
  await Notices.updateOne({ _id: id }, { $set: { startsAt: inHours(-3), endsAt: inHours(-1) } });
  expect((await server.call('get', '/staff/alerts', { token: tokens.editor })).body.items).toEqual([]);
});

test.each([
  ['a level the kind has not', { templateId: 'hail', level: 'blue' }, 'level'],
  ['an end before the beginning', { endsAt: inHours(-2) }, 'endsAt'],
  ['a lift of nothing', { level: null }, 'follows'],
  ['an hour without its zone', { startsAt: '2026-07-09T16:40' }, 'startsAt'],
])('%s is refused with the field', async (_name, more, path) => {
  const { status, body } = await create(rain(more));
  expect([status, body.errors[0].path]).toEqual([400, path]);
});

test('who only reads drafts no alert', async () => {
  expect((await create(rain(), tokens.auditor)).status).toBe(403);
  expect((await create(rain({ templateId: 'tsunami' }))).status).toBe(404);
});

describe('templates', () => {
  const used = async (id: string) => {
    const { body } = await server.call('get', '/staff/alert-templates', { token: tokens.editor });
    return body.items.find((one: { id: string }) => one.id === id);
  };
  const propose = (id: string, body: object, token = tokens.editor) =>
    server.call('put', `/staff/alert-templates/${id}`, { token, body });

  test('of the kinds a city issues there is one each, with guidance at every level', async () => {
    const { body } = await server.call('get', '/staff/alert-templates', { token: tokens.editor });
    const names = body.items.map(({ template }: { template: { name: string } }) => template.name);
    const wanted = '暴雨 大风 暴雪 寒潮 高温 重污染天气 地质灾害 森林火险 大雾 道路结冰 雷电 沙尘暴';
    expect(names).toEqual(expect.arrayContaining(wanted.split(' ')));
    for (const { id, template } of body.items) {
      for (const level of template.levels) {
        const { status, body: draft } = await create(rain({ templateId: id, level, submit: false }));
        expect([id, level, status, draft.draft?.keyFacts.length > 0]).toEqual([id, level, 201, true]);
      }
    }
  });

  test('another text is used when a second person has approved it, and of an older one nothing', async () => {
    const { hash: base, template } = await used('fog');
    const changed = { ...template, guidance: [{ part: '出行', from: 'yellow', text: '雾里开车开雾灯，慢行。' }] };
    const { body: change } = await propose('fog', { base, template: changed });
    expect((await used('fog')).builtIn).toBe(true);
    const path = `/staff/changes/${change.id}/approve`;
    const body = { hash: change.hash };
    expect((await server.call('post', path, { token: tokens.editor, body })).status).toBe(403);
    expect((await server.call('post', path, { token: tokens.approver, body })).status).toBe(200);
    expect(await used('fog')).toMatchObject({ builtIn: false, template: { guidance: [{ part: '出行' }] } });
    expect((await propose('fog', { base, template })).status).toBe(409);
  });
});

test('who is reached by exercises is proposed by one person and approved by another', async () => {
  const residents = [{ residentId: 'resident-0000001', name: '测试员甲' }];
  const list = async () => (await server.call('get', '/staff/exercise-residents', { token: tokens.editor })).body.items;
  const { body: change } = await server.call('put', '/staff/exercise-residents', {
    token: tokens.editor,
    body: { residents },
  });
  expect(await list()).toEqual([]);
  const body = { hash: change.hash };
  await server.call('post', `/staff/changes/${change.id}/approve`, { token: tokens.approver, body });
  expect(await list()).toEqual(residents);
});

test('a list of exercise residents that changed since it was proposed is not overwritten, and who reads it is recorded', async () => {
  const [b, c, d] = ['b', 'c', 'd'].map((letter) => ({ residentId: `resident-${letter}`, name: `测试员${letter}` }));
  const propose = (residents: unknown[]) =>
    server.call('put', '/staff/exercise-residents', { token: tokens.editor, body: { residents } });
  const approve = ({ id, hash }: { id: string; hash: string }) =>
    server.call('post', `/staff/changes/${id}/approve`, { token: tokens.approver, body: { hash } });
  expect((await approve((await propose([b, c])).body)).status).toBe(200);
  const { body: proposed } = await propose([b, d]);
  expect(proposed.base).toMatch(/^[0-9a-f]{64}$/);
  await removeExerciseResident('resident-c');
  const answer = await approve(proposed);
  expect([answer.status, answer.body.detail]).toEqual([409, '演练人员名单在此期间已改动，请按现在的名单重新提出']);
  const { body: list } = await server.call('get', '/staff/exercise-residents', { token: tokens.auditor });
  expect(list.items).toEqual([b]);
  expect((await approve((await propose([d, b])).body)).status).toBe(200);
  const reads = '/staff/audit?action=alert.exercise-residents.read&limit=1';
  const { body: trail } = await server.call('get', reads, { token: tokens.auditor });
  expect(trail.items).toMatchObject([{ actorName: 'auditor', outcome: 'done' }]);
});
