import type { StaffAccount } from '@shuozhi/shared/api';
import { auditTrail } from '../../test/auditTrail';
import { useTestDatabase } from '../../test/testDatabase';
import { startTestServer, type TestServer } from '../../test/testServer';
import type { Guard } from '../http';
import { BUILTIN_WORDS } from './builtin';
import { currentVocabulary, wordsRoutes } from './index';

useTestDatabase();

const guard: Guard<StaffAccount> = {
  scheme: 'staff',
  keyOf: (account) => account.id,
  check: () => Promise.resolve({ id: 's1', name: '小王', role: 'editor' }),
};
let edits = 0;
let server: TestServer;
beforeAll(async () => {
  const onEdited = () => Promise.resolve((edits += 1));
  server = await startTestServer({ routes: wordsRoutes({ guard, onEdited }) });
});
afterAll(() => server.stop());

const group = { words: ['扎猛子'], means: ['游泳'] };

test('a group is added, changed and taken out, each edit moving the vocabulary', async () => {
  const before = await currentVocabulary();
  const added = await server.call('post', '/staff/words', { body: group });
  expect(added.status).toBe(201);
  const with1 = await currentVocabulary();
  expect(with1.words.relations.at(-1)).toBe('游泳 > 扎猛子');
  expect(with1.revision).toBeGreaterThan(before.revision);

  const { id } = added.body;
  await server.call('put', `/staff/words/${id}`, { body: { ...group, loose: true } });
  expect((await currentVocabulary()).words.relations.at(-1)).toBe('扎猛子 ~ 游泳 扎猛子');
  expect((await server.call('get', '/staff/words')).body.items).toMatchObject([{ id, loose: true, updatedBy: '小王' }]);

  expect((await server.call('delete', `/staff/words/${id}`)).status).toBe(204);
  expect((await currentVocabulary()).words.relations).toHaveLength(BUILTIN_WORDS.relations.length);
  expect((await auditTrail(id)).map((entry) => entry.action)).toEqual(['words.add', 'words.change', 'words.remove']);
  expect(edits).toBe(3);
});

test('an unknown group and a group that says nothing are refused', async () => {
  expect((await server.call('delete', '/staff/words/nobody')).status).toBe(404);
  expect((await server.call('put', '/staff/words/nobody', { body: group })).status).toBe(404);
  const { status, body } = await server.call('post', '/staff/words', { body: { words: ['水'], means: ['水'] } });
  expect([status, body.errors[0].message]).toEqual([400, '请再填一个说法或正式名称']);
});

test('hot topics are set without making the index anew', async () => {
  const { revision } = await currentVocabulary();
  await server.call('put', '/staff/search/hot', { body: { topics: [{ text: '防汛', months: [7] }] } });
  expect(await currentVocabulary()).toMatchObject({ revision, hot: [{ text: '防汛', months: [7] }] });
  const { status } = await server.call('put', '/staff/search/hot', {
    body: { topics: [{ text: '防汛', months: [13] }] },
  });
  expect(status).toBe(400);
});
