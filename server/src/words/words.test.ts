import type { StaffAccount } from '@shuozhi/shared/api';
import { auditTrail } from '../../test/auditTrail';
import { useTestDatabase } from '../../test/testDatabase';
import { startTestServer, type TestServer } from '../../test/testServer';
import { approvalsRoutes } from '../approvals';
import type { Guard } from '../http';
import { BUILTIN_WORDS } from './builtin';
import { currentVocabulary, hotTopicsKind, wordGroupKind, wordsRoutes } from './index';

useTestDatabase();

const guard: Guard<StaffAccount> = {
  scheme: 'staff',
  keyOf: (account) => account.id,
  check: () => Promise.resolve({ id: 's1', name: '小王', role: 'editor' }),
};
const reader: Guard<StaffAccount> = {
  ...guard,
  check: () => Promise.resolve({ id: 's2', name: '老李', role: 'approver' }),
};
let edits = 0;
/** One person's edit of the vocabulary is enough. */
let server: TestServer;
/** Two people are needed; whoever approves is 老李. */
let two: TestServer;
beforeAll(async () => {
  const onApplied = () => Promise.resolve((edits += 1));
  server = await startTestServer({ routes: wordsRoutes({ guard, groupKind: wordGroupKind(true), onApplied }) });
  const groupKind = wordGroupKind(false);
  const kinds = [groupKind, hotTopicsKind];
  two = await startTestServer({
    routes: [...wordsRoutes({ guard, groupKind, onApplied }), ...approvalsRoutes({ guard: reader, kinds, onApplied })],
  });
});
afterAll(() => two.stop());
afterAll(() => server.stop());

const group = { words: ['扎猛子'], means: ['游泳'] };

test('a group is added, changed and taken out, each edit moving the vocabulary', async () => {
  const before = await currentVocabulary();
  const added = await server.call('post', '/staff/words', { body: group });
  expect(added.status).toBe(201);
  const with1 = await currentVocabulary();
  expect(with1.words.relations.at(-1)).toBe('游泳 > 扎猛子');
  expect(with1.revision).toBeGreaterThan(before.revision);

  const id = added.body.target;
  await server.call('put', `/staff/words/${id}`, { body: { ...group, loose: true } });
  expect((await currentVocabulary()).words.relations.at(-1)).toBe('扎猛子 ~ 游泳 扎猛子');
  expect((await server.call('get', '/staff/words')).body.items).toMatchObject([{ id, loose: true, updatedBy: '小王' }]);

  expect((await server.call('delete', `/staff/words/${id}`)).body).toMatchObject({
    state: 'applied',
    approvedBy: null,
  });
  expect((await currentVocabulary()).words.relations).toHaveLength(BUILTIN_WORDS.relations.length);
  const trail = await auditTrail(id);
  expect(trail.map((entry) => entry.action)).toEqual(['words.add', 'words.change', 'words.remove']);
  expect(trail.map((entry) => entry.detail)).toEqual(Array(3).fill('按配置一人生效'));
  expect(edits).toBe(3);
});

test('an unknown group and a group that says nothing are refused', async () => {
  expect((await server.call('delete', '/staff/words/nobody')).status).toBe(404);
  expect((await server.call('put', '/staff/words/nobody', { body: group })).status).toBe(404);
  const { status, body } = await server.call('post', '/staff/words', { body: { words: ['水'], means: ['水'] } });
  expect([status, body.errors[0].message]).toEqual([400, '请再填一个说法或正式名称']);
});

test('unless configuration says that one person is enough, another one approves each edit', async () => {
  const before = await currentVocabulary();
  const { body: change } = await two.call('post', '/staff/words', { body: { words: ['凫水'], means: ['游泳'] } });
  expect(change).toMatchObject({ kind: 'words.group', state: 'submitted', authors: ['s1'] });
  expect((await currentVocabulary()).words.relations).toEqual(before.words.relations);
  const approved = await two.call('post', `/staff/changes/${change.id}/approve`, { body: { hash: change.hash } });
  expect(approved.body).toMatchObject({ state: 'applied', approvedBy: 's2' });
  expect((await currentVocabulary()).words.relations.at(-1)).toBe('游泳 > 凫水');
  expect((await auditTrail(change.target)).map(({ action, detail }) => [action, detail])).toEqual([
    ['words.add', `待审批 ${change.id}`],
    ['change.approve', `words.group ${change.id} ${change.hash}`],
  ]);
});

test('a colleague’s copy of a proposed group is no second reading, not even with other meanings', async () => {
  const words = ['打鱼'];
  const first = await startTestServer({
    routes: wordsRoutes({ guard: reader, groupKind: wordGroupKind(false), onApplied: () => Promise.resolve() }),
  });
  await first.call('post', '/staff/words', { body: { words, means: ['捕捞'] } });
  await first.stop();
  const { body: copy } = await two.call('post', '/staff/words', {
    body: { words: [...words, '捕鱼'], means: ['渔业'] },
  });
  expect(copy.authors.sort()).toEqual(['s1', 's2']);
  const approved = await two.call('post', `/staff/changes/${copy.id}/approve`, { body: { hash: copy.hash } });
  expect(approved.body.code).toBe('same_person');
});

test('a group that changed after an edit was proposed is not overwritten', async () => {
  const { body: added } = await server.call('post', '/staff/words', { body: { words: ['甲词'], means: ['乙词'] } });
  const path = `/staff/words/${added.target}`;
  const { body: change } = await two.call('put', path, { body: { words: ['甲词'], means: ['丙词'] } });
  await server.call('put', path, { body: { words: ['甲词'], means: ['丁词'] } });
  const late = await two.call('post', `/staff/changes/${change.id}/approve`, { body: { hash: change.hash } });
  expect(late).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect((await server.call('get', '/staff/words')).body.items[0].means).toEqual(['丁词']);
});

test('hot topics always need a second person, and are set without making the index anew', async () => {
  const { revision, hot } = await currentVocabulary();
  const { body: change } = await server.call('put', '/staff/search/hot', {
    body: { topics: [{ text: '防汛', months: [7] }] },
  });
  expect(change.state).toBe('submitted');
  expect(await currentVocabulary()).toMatchObject({ revision, hot });
  await two.call('post', `/staff/changes/${change.id}/approve`, { body: { hash: change.hash } });
  expect(await currentVocabulary()).toMatchObject({ revision, hot: [{ text: '防汛', months: [7] }] });
  const { status } = await server.call('put', '/staff/search/hot', {
    body: { topics: [{ text: '防汛', months: [13] }] },
  });
  expect(status).toBe(400);
});
