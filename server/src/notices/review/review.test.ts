import type { Block, StaffRole } from '@shuozhi/shared/api';
import { aDraft } from '../../../test/factories';
import { staffTokens } from '../../../test/staffTokens';
import { startTestServer, testConfig, type TestServer } from '../../../test/testServer';
import { useTestDatabase } from '../../../test/testDatabase';
import { approvalsRoutes } from '../../approvals';
import { staffGuard, staffRoutes } from '../../staff';
import { signingKey } from '../../tokens';
import { Notices } from '../model';
import { NOTICE_CHANGE_KINDS } from '../proposals';
import { noticesRoutes } from '../routes';
import { noticesStaffRoutes } from '../staffRoutes';
import { differencesOf } from './differences';

useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
let server: TestServer;
let tokens: Record<StaffRole, string>;

beforeAll(async () => {
  const guard = staffGuard(key);
  const nothing = () => Promise.resolve(null);
  server = await startTestServer({
    routes: [
      ...staffRoutes({ key }),
      ...noticesRoutes(),
      ...noticesStaffRoutes({ guard, key, onChanged: nothing }),
      ...approvalsRoutes({ guard, kinds: NOTICE_CHANGE_KINDS, onApplied: nothing }),
    ],
  });
  tokens = await staffTokens(server);
});
afterAll(() => server.stop());
beforeEach(() => Notices.deleteMany({}));

const get = (path: string, token?: string) => server.call('get', path, token === undefined ? {} : { token });
const post = (path: string, body?: unknown, token = tokens.editor) => server.call('post', path, { token, body });
const shown = async (id: string) => (await get(`/staff/notices/${id}`, tokens.editor)).body;
const paragraph = (text: string): Block => ({ type: 'paragraph', text });

async function published(title: string) {
  const { id, hash } = (await post('/staff/notices', aDraft({ title }))).body;
  await post(`/staff/notices/${id}/submit`, { hash });
  await post(`/staff/notices/${id}/approve`, { hash }, tokens.approver);
  await post(`/staff/notices/${id}/publish`, { hash, notify: false });
  return id as string;
}

async function revised(id: string, title: string) {
  const { hash: base } = await shown(id);
  const change = { base, draft: aDraft({ title }), changeNote: `改为${title}` };
  const { changes } = (await post(`/staff/notices/${id}/revise`, change)).body;
  return post(`/staff/notices/${id}/approve`, { hash: changes[0].hash }, tokens.approver);
}

describe('public versions', () => {
  test('residents read each version that was public with its dates, and none that was not', async () => {
    const { id, hash } = (await post('/staff/notices', aDraft({ title: '没有发布过的草稿' }))).body;
    const save = { base: hash, draft: { title: '第一版' } };
    await server.call('patch', `/staff/notices/${id}`, { token: tokens.editor, body: save });
    expect(await get(`/notices/${id}/versions`)).toMatchObject({ status: 404 });
    const draft = await shown(id);
    await post(`/staff/notices/${id}/submit`, { hash: draft.hash });
    await post(`/staff/notices/${id}/approve`, { hash: draft.hash }, tokens.approver);
    await post(`/staff/notices/${id}/publish`, { hash: draft.hash, notify: false });
    await revised(id, '第二版');
    const { body, headers } = await get(`/notices/${id}/versions`);
    expect(headers.get('cache-control')).toMatch(/^public, max-age=/);
    expect(body.items).toMatchObject([
      { version: 2, title: '第二版', until: null, changeNote: '改为第二版' },
      { version: 1, title: '第一版', changeNote: null },
    ]);
    expect(body.items[1].until).toBe(body.items[0].from);
    expect((await get(`/notices/${id}/versions/1`)).body).toMatchObject({
      title: '第一版',
      blocks: [paragraph('林区内禁止用火。')],
      nextBlock: null,
    });
    expect((await get(`/notices/${id}/versions/2`)).body.title).toBe('第二版');
    expect(await get(`/notices/${id}/versions/3`)).toMatchObject({ status: 404 });
    expect(JSON.stringify(body)).not.toContain('草稿');
  });

  test('a withdrawn notice shows none of its versions', async () => {
    const id = await published('要撤回的通告');
    await revised(id, '撤回前的一版');
    const { hash } = await shown(id);
    const { changes } = (await post(`/staff/notices/${id}/withdraw`, { hash, reason: '内容有误，正在更正' })).body;
    await post(`/staff/notices/${id}/approve`, { hash: changes[0].hash }, tokens.approver);
    for (const path of ['versions', 'versions/1', 'versions/2']) {
      expect(await get(`/notices/${id}/${path}`)).toMatchObject({ status: 404 });
    }
  });

  test('a version is removed for cause by two people, and is shown to nobody then', async () => {
    const id = await published('有人电话的通告');
    await revised(id, '没有电话的通告');
    const remove = (version: number, token: string) =>
      server.call('delete', `/staff/notices/${id}/versions/${version}`, { token, body: { reason: '有个人电话' } });
    expect(await remove(1, tokens.auditor)).toMatchObject({ status: 403 });
    expect(await remove(2, tokens.editor)).toMatchObject({ status: 409, body: { code: 'transition_not_allowed' } });
    const { body: change } = await remove(1, tokens.editor);
    expect((await get(`/notices/${id}/versions/1`)).status).toBe(200);
    expect(await post(`/staff/changes/${change.id}/approve`, { hash: change.hash })).toMatchObject({ status: 403 });
    const approval = await post(`/staff/changes/${change.id}/approve`, { hash: change.hash }, tokens.approver);
    expect(approval.body.state).toBe('applied');
    expect(await get(`/notices/${id}/versions/1`)).toMatchObject({
      status: 404,
      body: { detail: '这一版因故不再展示' },
    });
    expect((await get(`/notices/${id}/versions`)).body.items[1]).toMatchObject({ version: 1, title: null });
    const { body: history } = await get(`/staff/notices/${id}/revisions`, tokens.editor);
    const erased = history.items.find((item: { removed: string | null }) => item.removed !== null);
    expect(await get(`/staff/notices/${id}/revisions/${erased.hash}`, tokens.editor)).toMatchObject({ status: 404 });
  });
});

describe('the history of staff', () => {
  test('says who wrote which text, and compares any two, a proposal among them', async () => {
    const { id, hash: first } = (await post('/staff/notices', aDraft({ title: '第一人的标题' }))).body;
    const save = { base: first, draft: { title: '第二人的标题' } };
    const { body: second } = await server.call('patch', `/staff/notices/${id}`, { token: tokens.admin, body: save });
    const { items } = (await get(`/staff/notices/${id}/revisions`, tokens.auditor)).body;
    expect(items).toMatchObject([
      { hash: second.hash, until: null, public: false },
      { hash: first, public: false, authors: [items[1].writtenBy] },
    ]);
    expect(items[0].writtenBy).not.toBe(items[1].writtenBy);
    expect(items[0].authors).toHaveLength(2);
    const { body: text } = await get(`/staff/notices/${id}/revisions/${first}`, tokens.editor);
    expect(text.draft.title).toBe('第一人的标题');

    await post(`/staff/notices/${id}/submit`, { hash: second.hash });
    await post(`/staff/notices/${id}/approve`, { hash: second.hash }, tokens.approver);
    // Both wrote of it, the third has read it.
    await post(`/staff/notices/${id}/publish`, { hash: second.hash, notify: false });
    const proposal = { base: second.hash, draft: aDraft({ title: '提议的标题' }) };
    const { changes } = (await post(`/staff/notices/${id}/revise`, proposal)).body;
    const compare = `/staff/notices/${id}/differences?from=${first}&to=${changes[0].hash}`;
    const { body: found } = await get(compare, tokens.approver);
    expect(found.members).toEqual([
      {
        path: 'title',
        before: '第一人的标题',
        after: '提议的标题',
        parts: expect.arrayContaining([{ text: '的标题', change: 'same' }]),
      },
    ]);
    expect(found.blocks).toEqual([{ change: 'same', before: 0, after: 0, parts: [] }]);
    const unknown = compare.replace(first, '0'.repeat(64));
    expect(await get(unknown, tokens.approver)).toMatchObject({ status: 404 });
  });

  test('words of Chinese are compared as words; blocks that moved in keep their place', () => {
    const before = aDraft({ blocks: [paragraph('城区内禁止燃放烟花爆竹。'), paragraph('自发布之日起施行。')] });
    const after = aDraft({
      blocks: [paragraph('城区内禁止销售烟花爆竹。'), paragraph('违者依法处罚。'), paragraph('自发布之日起施行。')],
    });
    const { blocks } = differencesOf(before, after);
    expect(blocks.map(({ change, before: old, after: now }) => [change, old, now])).toEqual([
      ['changed', 0, 0],
      ['added', null, 1],
      ['same', 1, 2],
    ]);
    expect(blocks[0]?.parts).toEqual([
      { text: '城区内禁止', change: 'same' },
      { text: '燃放', change: 'removed' },
      { text: '销售', change: 'added' },
      { text: '烟花爆竹。', change: 'same' },
    ]);
    for (const side of ['removed', 'added'] as const) {
      const text = blocks[0]?.parts.filter(({ change }) => change !== (side === 'removed' ? 'added' : 'removed'));
      const whole = side === 'removed' ? '城区内禁止燃放烟花爆竹。' : '城区内禁止销售烟花爆竹。';
      expect(text?.map((part) => part.text).join('')).toBe(whole);
    }
  });

  test('two long texts without anything in common are compared in bounded time, and nothing of them is missing', () => {
    const many = (words: string) =>
      aDraft({ blocks: Array.from({ length: 5000 }, (_, n) => paragraph(words.repeat(1 + (n % 50)))) });
    const started = performance.now();
    const { blocks } = differencesOf(many('甲乙丙丁'), many('子丑寅卯'));
    const kinds = (change: string) => blocks.filter((block) => block.change === change).length;
    expect(kinds('removed') + kinds('changed')).toBe(5000);
    expect(kinds('added') + kinds('changed')).toBe(5000);
    // Without bounds it is minutes; on an idle machine it is a tenth of a second.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('comments', () => {
  test('stand at a member or a block and follow the block to its new place', async () => {
    const blocks = [paragraph('第一段文字'), paragraph('第二段文字')];
    const { id, hash } = (await post('/staff/notices', aDraft({ blocks }))).body;
    const add = (path: string, token = tokens.approver) =>
      post(`/staff/notices/${id}/comments`, { hash, path, text: '请核对' }, token);
    const { status, body: onBlock } = await add('blocks.1');
    expect([status, onBlock]).toMatchObject([201, { path: 'blocks.1', quote: '第二段文字', byName: 'approver' }]);
    await add('title');
    expect(await add('blocks.9')).toMatchObject({ status: 400, body: { errors: [{ path: 'path' }] } });
    expect(await add('nothing')).toMatchObject({ status: 400 });
    expect(await add('title', tokens.auditor)).toMatchObject({ status: 403 });

    const moved = { base: hash, draft: { blocks: [paragraph('插入的一段'), ...blocks] } };
    const { body: saved } = await server.call('patch', `/staff/notices/${id}`, { token: tokens.editor, body: moved });
    const list = async () => (await get(`/staff/notices/${id}/comments`, tokens.editor)).body.items;
    expect(await list()).toMatchObject([{ path: 'blocks.2' }, { path: 'title' }]);
    expect(await add('title')).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const gone = { base: saved.hash, draft: { blocks: [paragraph('全部重写')] } };
    await server.call('patch', `/staff/notices/${id}`, { token: tokens.editor, body: gone });
    expect(await list()).toMatchObject([{ path: null, quote: '第二段文字' }, { path: 'title' }]);

    const path = `/staff/notices/${id}/comments/${onBlock.id}`;
    expect((await post(`${path}/resolve`)).body.resolved).toMatchObject({ by: expect.any(String) });
    expect(await server.call('delete', path, { token: tokens.editor })).toMatchObject({ status: 403 });
    expect(await server.call('delete', path, { token: tokens.approver })).toMatchObject({ status: 204 });
    expect(await post(`${path}/resolve`)).toMatchObject({ status: 404, body: { code: 'comment_not_found' } });
    expect(await list()).toMatchObject([{ path: 'title' }]);
  });
});

test('a proposal is rejected by an approver with the reason', async () => {
  const id = await published('通告');
  const { hash: base } = await shown(id);
  const { changes } = (await post(`/staff/notices/${id}/revise`, { base, draft: aDraft({ title: '提议' }) })).body;
  const { body } = await post(`/staff/changes/${changes[0].id}/return`, { reason: '没有必要' }, tokens.approver);
  expect(body).toMatchObject({ state: 'returned', reason: '没有必要' });
  expect((await shown(id)).changes).toEqual([]);
});

test.each<['get' | 'post' | 'delete', string]>([
  ['get', '/staff/notices/ID/revisions'],
  ['get', '/staff/notices/ID/differences'],
  ['get', '/staff/notices/ID/comments'],
  ['post', '/staff/notices/ID/comments'],
  ['delete', '/staff/notices/ID/comments/c1'],
  ['delete', '/staff/notices/ID/versions/1'],
])('%s %s is for staff only', async (method, path) => {
  expect((await server.call(method, path.replace('ID', 'n1'), {})).status).toBe(401);
});
