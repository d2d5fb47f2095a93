import { subscriptionInput } from '@shuozhi/shared/api';
import { useTestDatabase } from '../../test/testDatabase';
import { collectionOf } from '../database';
import { candidatesIn, followedAmong, foldWord, keywordsIn } from './heldValues';
import { emptySubscription, Subscriptions } from './model';
import { saveSubscription } from './saveSubscription';

jest.setTimeout(120_000);
useTestDatabase();
beforeEach(() => Subscriptions.deleteMany({}));

const wishes = (keywords: string[], itemIds: string[] = []) =>
  subscriptionInput.parse({ topics: [], regions: [], keywords, itemIds });
const chosen = (residentId: string, keywords: string[], itemIds: string[] = []) =>
  saveSubscription(residentId, `o-${residentId}`, wishes(keywords, itemIds), new Date());

test('every run of characters that does not begin or end blank may be a word, each once', () => {
  expect(candidatesIn('防火 A\n防')).toEqual([
    '防',
    '防火',
    '防火 a',
    '防火 a\n防',
    '火',
    '火 a',
    '火 a\n防',
    'a',
    'a\n防',
  ]);
  expect(candidatesIn('')).toEqual([]);
});

test('the longest word a resident may choose is found', async () => {
  const longest = '二十个字的词语二十个字的词语二十个字的词';
  expect(longest).toHaveLength(20);
  expect(() => wishes([`${longest}语`])).toThrow();
  await chosen('zhang', [longest]);
  expect(await keywordsIn(`关于${longest}语的通知`)).toEqual([longest]);
});

test('words of several residents are found once, whatever their capitals and signs; others are not', async () => {
  await chosen('zhang', ['自建房', 'WiFi', '$5']);
  await chosen('li', ['自建房', 'wifi', '停水', '自 建']);
  expect((await keywordsIn('自建房与WIFI：每户$5')).sort()).toEqual(['$5', 'wifi', '自建房']);
  expect(await keywordsIn('')).toEqual([]);
});

test('of many items those are named that somebody follows', async () => {
  await chosen('zhang', [], ['2020-1', '2020-2']);
  await chosen('li', [], ['2020-2']);
  expect(await followedAmong(['2020-2', '2020-3', '2020-1', '2020-1'])).toEqual(new Set(['2020-1', '2020-2']));
  expect(await followedAmong([])).toEqual(new Set());
});

test('more different words than a reply of MongoDB holds are no hindrance', async () => {
  const filler = '的'.repeat(14);
  for (let start = 0; start < 30_000; start += 2000) {
    const rows = Array.from({ length: 2000 }, (_, n) => {
      const keywords = Array.from({ length: 10 }, (__, k) => `${filler}${String(start + n).padStart(5, '0')}${k}`);
      return { ...emptySubscription(`r${start + n}`, 'o'), keywords, words: keywords.map(foldWord) };
    });
    await collectionOf(Subscriptions).insertMany(rows, { ordered: false });
  }
  await expect(collectionOf(Subscriptions).distinct('words')).rejects.toThrow(/16/);
  expect(await keywordsIn(`甲${filler}123450乙`)).toEqual([`${filler}123450`]);
});
