import type { StaffRole } from '@shuozhi/shared/api';
import { aDraft } from '../../../test/factories';
import { auditTrail } from '../../../test/auditTrail';
import { staffTokens } from '../../../test/staffTokens';
import { startTestServer, testConfig, type TestServer } from '../../../test/testServer';
import { useTestDatabase } from '../../../test/testDatabase';
import { createAccount, staffGuard, staffRoutes } from '../../staff';
import { signingKey, signToken } from '../../tokens';
import { upsertImportedNotice } from '../importNotice';
import { Notices } from '../model';
import { noticesStaffRoutes } from '../staffRoutes';
import { heartbeat, whoEdits } from './presence';
import { previewPages } from './previewPage';

useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
const PASSWORD = 'a long password 1';
let server: TestServer;
let tokens: Record<StaffRole, string>;
let second: string;

beforeAll(async () => {
  const onChanged = () => Promise.resolve(null);
  server = await startTestServer({
    routes: [...staffRoutes({ key }), ...noticesStaffRoutes({ guard: staffGuard(key), key, onChanged })],
    pages: [previewPages(key)],
  });
  tokens = await staffTokens(server);
  second = await session('second', 'editor', null);
});
afterAll(() => server.stop());
beforeEach(() => Notices.deleteMany({}));

async function session(name: string, role: StaffRole, department: string | null): Promise<string> {
  await createAccount({ name, role, department, password: PASSWORD, oneTime: false }, new Date());
  return (await server.call('post', '/staff/session', { body: { name, password: PASSWORD } })).body.token as string;
}

const post = (path: string, body?: unknown, token = tokens.editor) => server.call('post', path, { token, body });
const get = (path: string, token = tokens.editor) => server.call('get', path, { token });
const save = (id: string, base: string, draft: object, token = tokens.editor) =>
  server.call('patch', `/staff/notices/${id}`, { token, body: { base, draft } });
const created = async (more = {}) => (await post('/staff/notices', aDraft(more))).body;
const idsOf = async (query: string, token = tokens.editor) =>
  (await get(`/staff/notices?${query}`, token)).body.items.map((item: { id: string }) => item.id);

describe('a text is saved bit by bit', () => {
  test('it may begin with nothing; each save keeps the other members and says what is still missing', async () => {
    const { status, body: begun } = await post('/staff/drafts', {});
    expect(status).toBe(201);
    expect(begun.problems.map((one: { path: string }) => one.path)).toEqual([
      'title',
      'issuers',
      'topics',
      'blocks',
      'kind',
    ]);
    const first = await save(begun.id, begun.hash, {
      title: '关于停水的',
      issuers: ['某市水务局'],
      hotlines: ['0349-1'],
    });
    expect(first.body.draft).toMatchObject({ title: '关于停水的', issuers: ['某市水务局'], topics: [] });
    const rest = { kind: '公告', topics: ['housing'], blocks: [{ type: 'paragraph', text: '明日停水。' }] };
    const last = await save(begun.id, first.body.hash, { ...rest, hotlines: ['0349-2022222'] });
    expect(last.body).toMatchObject({ draft: { title: '关于停水的', ...rest }, problems: [] });
    const submitted = await post(`/staff/notices/${begun.id}/submit`, { hash: last.body.hash });
    expect(submitted.body.status).toBe('submitted');
  });

  test('what is missing or does not fit together is kept while one writes, and refused when it is submitted', async () => {
    const { body: begun } = await post('/staff/drafts', { effectiveFrom: '2026-12-01', effectiveTo: '2026-11-01' });
    const source = { quote: '禁止用火', block: 0 };
    const fact = { kind: 'forbidden', label: '禁止', value: '用火', source, confidence: 1 };
    const { body } = await save(begun.id, begun.hash, {
      keyFacts: [fact],
      blocks: [{ type: 'paragraph', text: '禁止' }],
    });
    expect(body.draft.keyFacts).toEqual([fact]);
    const paths = body.problems.map((one: { path: string }) => one.path);
    expect(paths).toEqual(expect.arrayContaining(['title', 'effectiveTo', 'keyFacts.0.source.quote']));
    const refused = await post(`/staff/notices/${begun.id}/submit`, { hash: body.hash });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect(refused.body.errors.map((one: { path: string }) => one.path)).toEqual(
      paths.map((path: string) => `draft.${path}`),
    );
  });

  test('a member that is no value of its kind is refused with its path, and so is one that does not exist', async () => {
    const { id, hash } = await created();
    const wrong = await save(id, hash, { writtenOn: '2026-02-30', shortTitle: '字'.repeat(21), titel: '标题' });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect(wrong.body.errors).toEqual([
      { path: 'draft.titel', message: '没有这一项，应为 title' },
      { path: 'draft.shortTitle', message: '短标题最多 20 个字' },
      { path: 'draft.writtenOn', message: '日期应为 YYYY-MM-DD' },
    ]);
  });

  test('a save on another text than the present one answers what changed; the same save again changes nothing', async () => {
    const { id, hash } = await created();
    const { body: saved } = await save(id, hash, { title: '第一个人的标题' });
    const other = await save(id, hash, { title: '第二个人的标题' }, second);
    expect(other).toMatchObject({ status: 409, body: { code: 'conflict', errors: [{ path: 'title' }] } });
    const again = await save(id, hash, { title: '第一个人的标题' });
    expect(again).toMatchObject({ status: 200, body: { hash: saved.hash, updatedAt: saved.updatedAt } });
  });

  test('of two who save at once one is told; nothing of the other is lost', async () => {
    const { id, hash } = await created();
    const answers = await Promise.all([
      save(id, hash, { title: '甲的标题' }),
      save(id, hash, { title: '乙的标题' }, second),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers.find(({ status }) => status === 200)?.body;
    expect((await get(`/staff/notices/${id}`)).body.draft.title).toBe(winner.draft.title);
  });

  test('saving what was handed in makes it a draft again, and the writer an author', async () => {
    const { id, hash } = await created();
    await post(`/staff/notices/${id}/submit`, { hash });
    const { body } = await save(id, hash, { summary: '一句话' }, tokens.approver);
    expect(body).toMatchObject({ status: 'draft', submittedBy: null });
    expect(body.authors).toHaveLength(2);
    await post(`/staff/notices/${id}/submit`, { hash: body.hash });
    const approval = await post(`/staff/notices/${id}/approve`, { hash: body.hash }, tokens.approver);
    expect(approval).toMatchObject({ status: 403, body: { code: 'same_person' } });
  });

  test('who belongs to a department begins and saves its texts only', async () => {
    const water = await session('water', 'editor', '某市水务局');
    const { body } = await post('/staff/drafts', { title: '停水' }, water);
    expect(body.draft.issuers).toEqual(['某市水务局']);
    const others = await save(body.id, body.hash, { issuers: ['某市人民政府'] }, water);
    expect(others).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});

describe('the lists of staff', () => {
  test('hold no texts and are filtered by topic, region, issuer, day, words, author and status', async () => {
    const fire = await created();
    const water = await created({
      title: '停水（2026）公告',
      docNo: '某水发〔2026〕3号',
      topics: ['housing'],
      regions: ['140603'],
      issuers: ['某市水务局'],
    });
    expect((await get('/staff/notices')).body.items[0]).not.toHaveProperty('draft');
    expect(await idsOf('')).toEqual([water.id, fire.id]);
    for (const query of ['topic=housing', 'region=140603', `issuer=${encodeURIComponent('某市水务局')}`]) {
      expect(await idsOf(query)).toEqual([water.id]);
    }
    for (const words of ['停水（2026）', '〔2026〕3']) {
      expect(await idsOf(`q=${encodeURIComponent(words)}`)).toEqual([water.id]);
    }
    // Letters of a pattern are letters.
    expect(await idsOf(`q=${encodeURIComponent('.*')}`)).toEqual([]);
    await Notices.updateOne({ _id: fire.id }, { $set: { changedAt: new Date('2026-03-04T15:59:59Z') } });
    expect(await idsOf('from=2026-03-04&to=2026-03-04')).toEqual([fire.id]);
    expect(await idsOf('from=2026-03-05')).toEqual([water.id]);
    expect(await idsOf('author=me', second)).toEqual([]);
    expect(await idsOf('author=me&status=draft')).toEqual([water.id, fire.id]);
    expect(await idsOf('status=published')).toEqual([]);
    expect((await get('/staff/notices?stauts=draft')).body.errors).toEqual([
      { path: 'stauts', message: '没有这一项，应为 status' },
    ]);
  });

  test('say what waits for whom, what was returned, and what is doubtful; the counts are those of the lists', async () => {
    const one = await created();
    const two = await created({ title: '另一份通告' });
    await post(`/staff/notices/${one.id}/submit`, { hash: one.hash });
    await post(`/staff/notices/${two.id}/submit`, { hash: two.hash });
    await post(`/staff/notices/${two.id}/return`, { reason: '日期不对' }, tokens.approver);
    const imported = { draft: aDraft({ title: '存疑的通告' }), confidence: 0.5, warnings: [], needsReview: true };
    await upsertImportedNotice(imported, { publish: false, actor: 'somebody', now: new Date() });

    expect(await idsOf('view=waiting', tokens.approver)).toEqual([one.id]);
    expect(await idsOf('view=waiting')).toEqual([]);
    expect(await idsOf('view=returned&author=me')).toEqual([two.id]);
    expect(await idsOf('view=held')).toHaveLength(1);
    expect((await get('/staff/notices/counts', tokens.approver)).body).toMatchObject({
      waiting: 1,
      returned: 0,
      held: 1,
    });
    expect((await get('/staff/notices/counts')).body).toEqual({
      mine: 1,
      returned: 1,
      held: 1,
      waiting: 0,
      scheduled: 0,
      missed: 0,
      submitted: 1,
      approved: 0,
    });

    await post(`/staff/notices/${one.id}/approve`, { hash: one.hash }, tokens.approver);
    expect(await idsOf('view=waiting', tokens.publisher)).toEqual([one.id]);
    await post(`/staff/notices/${one.id}/publish`, { hash: one.hash, notify: false });
    const revision = { base: one.hash, draft: aDraft({ title: '改过的通告' }) };
    await post(`/staff/notices/${one.id}/revise`, revision);
    expect(await idsOf('view=waiting', tokens.approver)).toEqual([one.id]);
    const { items } = (await get('/staff/notices?status=published')).body;
    expect(items).toMatchObject([{ id: one.id, changes: [{ kind: 'notice.revision' }] }]);
  });
});

describe('copies', () => {
  test('a duplicate has the words and their writers, not the number; doubts go with it', async () => {
    const { draft } = await created({ docNo: '某政发〔2026〕9号' });
    const imported = { draft, confidence: 0.5, warnings: [], needsReview: true };
    await Notices.deleteMany({});
    const { noticeId } = await upsertImportedNotice(imported, { publish: false, actor: 'importer', now: new Date() });
    const { status, body } = await post(`/staff/notices/${noticeId}/duplicate`);
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'draft', needsReview: true, draft: { ...draft, docNo: null } });
    expect(body.authors).toHaveLength(2);
    expect(body.authors[0]).toBe('importer');
  });

  test('a draft is deleted by its writer in the text that was shown; what was handed in is not', async () => {
    const { id, hash } = await created();
    const remove = (named: string, token = tokens.editor) =>
      server.call('delete', `/staff/notices/${id}?hash=${named}`, { token });
    expect(await remove(hash, second)).toMatchObject({ status: 403 });
    expect(await remove('0'.repeat(64))).toMatchObject({ status: 409, body: { code: 'conflict' } });
    await post(`/staff/notices/${id}/submit`, { hash });
    expect(await remove(hash)).toMatchObject({ status: 409, body: { code: 'transition_not_allowed' } });
    await post(`/staff/notices/${id}/return`, { reason: '不需要了' }, tokens.approver);
    expect(await remove(hash)).toMatchObject({ status: 204 });
    expect(await get(`/staff/notices/${id}`)).toMatchObject({ status: 404 });
    expect((await auditTrail(id)).at(-1)).toMatchObject({ action: 'notice.delete', detail: hash });
  });

  test('a draft that is edited while it is deleted is either deleted or kept whole', async () => {
    const { id, hash } = await created();
    const [deleted, saved] = await Promise.all([
      server.call('delete', `/staff/notices/${id}?hash=${hash}`, { token: tokens.editor }),
      save(id, hash, { title: '同时改的标题' }),
    ]);
    const { status } = await get(`/staff/notices/${id}`);
    expect([deleted.status, saved.status, status]).toEqual(deleted.status === 204 ? [204, 404, 404] : [409, 200, 200]);
  });
});

describe('presence', () => {
  test('tells who else edits, without the caller, and forgets who leaves', async () => {
    const { id } = await created();
    const path = `/staff/notices/${id}/presence`;
    const here = (token: string) => server.call('put', path, { token });
    expect((await here(tokens.editor)).body.items).toEqual([]);
    expect((await here(second)).body.items).toMatchObject([{ name: 'editor' }]);
    expect((await get(path, tokens.auditor)).body.items).toMatchObject([{ name: 'editor' }, { name: 'second' }]);
    await server.call('delete', path, { token: second });
    expect((await here(tokens.editor)).body.items).toEqual([]);
  });

  test('ends when nothing is heard for 45 seconds', async () => {
    const start = new Date('2026-11-20T02:00:00Z');
    const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
    await heartbeat('n1', { id: 'a', name: '张三' }, start);
    await heartbeat('n1', { id: 'a', name: '张三' }, after(30));
    expect((await whoEdits('n1', 'b', after(74))).items).toMatchObject([{ name: '张三', since: start.toISOString() }]);
    expect((await whoEdits('n1', 'b', after(75))).items).toEqual([]);
    const back = await heartbeat('n1', { id: 'b', name: '李四' }, after(80));
    expect(back.items).toEqual([]);
  });
});

describe('preview links', () => {
  const open = (path: string) => fetch(`${server.origin}${path}`);

  test('show the text to people without an account, kept by nobody and found by no search engine', async () => {
    const { id, hash } = await created({ title: '关于<b>停水</b>的公告' });
    const { status, body } = await post(`/staff/notices/${id}/preview`);
    expect(status).toBe(201);
    const response = await open(body.path);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(html).toContain('关于&lt;b&gt;停水&lt;/b&gt;的公告');
    expect(html).toContain('林区内禁止用火。');
    expect(html).toContain('草稿，还没有发布');
    expect(html).not.toContain('有改动');
    await save(id, hash, { summary: '改过' });
    expect(await (await open(body.path)).text()).toContain('链接发出以后内容有改动');
    expect((await auditTrail(id)).at(-2)).toMatchObject({ action: 'notice.preview', detail: null });
  });

  test('open nothing when they are old, forged, of another kind, or of a text that is gone', async () => {
    const { id, hash } = await created();
    const { path } = (await post(`/staff/notices/${id}/preview`)).body;
    const old = signToken(key, 'preview', `${id}.${hash.slice(0, 16)}`, new Date(Date.now() - 4 * 24 * 3600 * 1000));
    const session = signToken(key, 'staff', `${id}.${hash.slice(0, 16)}`, new Date());
    for (const token of [old, session, `${path.slice('/preview/'.length)}x`, 'a'.repeat(40)]) {
      const response = await open(`/preview/${token}`);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('链接已失效');
    }
    const shown = path.slice('/preview/'.length);
    expect(await get('/staff/notices', shown)).toMatchObject({ status: 401 });
    await server.call('delete', `/staff/notices/${id}?hash=${hash}`, { token: tokens.editor });
    expect((await open(path)).status).toBe(404);
  });
});

test.each<[string, string, StaffRole[]]>([
  ['post', '/staff/drafts', ['editor', 'approver', 'admin']],
  ['patch', '/staff/notices/ID', ['editor', 'approver', 'admin']],
  ['delete', '/staff/notices/ID?hash=HASH', ['approver', 'admin']],
  ['post', '/staff/notices/ID/duplicate', ['editor', 'approver', 'admin']],
  ['post', '/staff/notices/ID/preview', ['editor', 'approver', 'publisher', 'admin']],
  ['put', '/staff/notices/ID/presence', ['editor', 'approver', 'admin']],
  ['get', '/staff/notices/ID/presence', ['editor', 'approver', 'publisher', 'admin', 'auditor']],
  ['get', '/staff/notices/counts', ['editor', 'approver', 'publisher', 'admin', 'auditor']],
])('%s %s is for %j', async (method, path, allowed) => {
  for (const role of Object.keys(tokens) as StaffRole[]) {
    const { id, hash } = (await post('/staff/notices', aDraft({}), second)).body;
    const body = { post: {}, patch: { base: hash, draft: { title: `改于${role}` } } }[method];
    const target = path.replace('ID', id).replace('HASH', hash);
    const { status } = await server.call(method, target, { token: tokens[role], body });
    expect([role, status < 300]).toEqual([role, allowed.includes(role)]);
    expect([role, status === 403]).toEqual([role, !allowed.includes(role)]);
  }
  expect((await server.call(method, path, {})).status).toBe(401);
});
