import type { StaffAccount } from '@shuozhi/shared/api';
import { useTestDatabase } from '../../../test/testDatabase';
import { startTestServer, type TestServer } from '../../../test/testServer';
import { collectionOf } from '../../database';
import type { Guard } from '../../http';
import { seedItems } from '../../items';
import { searchRoutes, searchStaffRoutes } from '../index';
import { countOpened, countSearch, flushSearchCounts, removeOldSearchCounts } from './countSearches';
import { listSearches } from './listSearches';
import { SearchCounts } from './model';

useTestDatabase();

/** The segmenter and the catalogue are loaded first; on a busy machine that takes its time, in milliseconds. */
const LOADING = 60_000;
const NOW = new Date('2026-11-30T04:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

const guard: Guard<StaffAccount> = {
  scheme: 'staff',
  keyOf: (account) => account.id,
  check: () => Promise.resolve({ id: 's1', name: '小王', role: 'editor' }),
};
let server: TestServer;
beforeAll(async () => {
  await seedItems(NOW);
  server = await startTestServer({ routes: [...searchRoutes(), ...searchStaffRoutes({ guard })] });
}, LOADING);
afterAll(() => server.stop());
beforeEach(async () => {
  await flushSearchCounts();
  await SearchCounts.deleteMany({});
});

const ask = (query: string, times: number, isAnswered: boolean, now = NOW) => {
  for (let i = 0; i < times; i += 1) countSearch(query, isAnswered, now);
};

test('what was asked in vain is counted by its words, most asked first', async () => {
  ask('三胎奖励', 3, false);
  ask(' 三胎，奖励 ', 1, false);
  ask('摩托车限行', 5, false);
  ask('养老院', 9, true);
  await flushSearchCounts();
  const { items } = await listSearches({ kind: 'unanswered', days: 7 }, NOW);
  expect(items.map(({ words, unanswered }) => [words, unanswered])).toEqual([
    ['摩托车限行', 5],
    ['三胎奖励', 3],
  ]);
});

test('days are summed; what lies before them does not count, and is forgotten after ninety', async () => {
  ask('三胎', 2, false, daysAgo(1));
  ask('三胎', 1, false);
  ask('早先', 9, false, daysAgo(8));
  ask('很早', 9, false, daysAgo(91));
  await flushSearchCounts();
  expect((await listSearches({ kind: 'unanswered', days: 7 }, NOW)).items.map(({ words }) => words)).toEqual(['三胎']);
  expect(await removeOldSearchCounts(NOW)).toBe(1);
});

test('words that few asked, which may be a name, are forgotten after a week', async () => {
  ask('张三低保', 2, false, daysAgo(8));
  ask('养狗', 3, false, daysAgo(8));
  ask('李四低保', 1, false, daysAgo(7));
  await flushSearchCounts();
  expect(await removeOldSearchCounts(NOW)).toBe(1);
  expect((await collectionOf(SearchCounts).distinct('words')).sort()).toEqual(['养狗', '李四低保'].sort());
});

test('answers that nobody opened are told apart from those that helped', async () => {
  ask('养老院', 4, true);
  ask('养狗', 4, true);
  await flushSearchCounts();
  await countOpened('养老院', NOW);
  await countOpened('从没问过', NOW);
  expect((await listSearches({ kind: 'unopened', days: 7 }, NOW)).items.map(({ words }) => words)).toEqual(['养狗']);
});

test('what may tell of a person is neither kept nor shown', async () => {
  ask('低保 13800000000', 5, false);
  ask('张三低保', 2, false);
  await flushSearchCounts();
  expect(await collectionOf(SearchCounts).countDocuments({ words: /\d/ })).toBe(0);
  expect((await listSearches({ kind: 'unanswered', days: 7 }, NOW)).items).toEqual([]);
  const [row] = await collectionOf(SearchCounts).find().toArray();
  expect(Object.keys(row ?? {}).sort()).toEqual(['_id', 'asked', 'day', 'opened', 'unanswered', 'words']);
});

test('a search over HTTP is counted, and so is the opening of its result', async () => {
  const search = () => server.call('get', `/search?q=${encodeURIComponent('三胎奖励')}&limit=${1 + (limit += 1)}`);
  let limit = 0;
  for (let i = 0; i < 3; i += 1) await search();
  await flushSearchCounts();
  expect((await server.call('post', '/search/opened', { body: { q: '三胎奖励' } })).status).toBe(204);
  const { body } = await server.call('get', '/staff/searches');
  expect(body.items).toEqual([{ words: '三胎奖励', asked: 3, unanswered: 3, opened: 1 }]);
});

test('a word group is tried before it counts', async () => {
  const group = { words: ['扎猛子'], means: ['养老机构'] };
  const { body } = await server.call('post', '/staff/words/try', { body: { group, queries: ['扎猛子'] } });
  const [trial] = body.items;
  expect(trial.now.items).toEqual([]);
  expect(trial.then.items[0].name).toContain('养老机构');
  expect((await server.call('get', `/search?q=${encodeURIComponent('扎猛子')}`)).body.items).toEqual([]);
});
