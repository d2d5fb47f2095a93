import { Postings, type PostedNotice } from './postings';
import { findCandidates, weighTerms } from './findCandidates';

const notice = (id: string, more: Partial<PostedNotice> = {}): PostedNotice => ({
  ...{ id, version: 1, size: 1000, writtenOn: '2026-01-01' },
  ...{ effectiveFrom: null, effectiveTo: null, repealedOn: null },
  ...more,
});
const word = (text: string) => ({ text, importance: 1, options: [{ text, weight: 1 }] });
const TODAY = '2026-06-01';

function found(postings: Postings, ...words: string[]): string[] {
  return findCandidates(weighTerms(words.map(word), postings), postings, TODAY, 10).map((one) => one.notice.id);
}

test('a word leads to its notices with count and place', () => {
  const postings = new Postings();
  postings.put(notice('a'), ['禁火', '林区'], [300, 2], 1);
  postings.put(notice('b'), ['林区'], [1], 0);
  const seen: unknown[] = [];
  postings.each('林区', (number, count, inTitle) => seen.push([postings.at(number)?.id, count, inTitle]));
  postings.each('禁火', (number, count, inTitle) => seen.push([postings.at(number)?.id, count, inTitle]));
  expect(seen).toEqual([
    ['a', 2, false],
    ['b', 1, false],
    ['a', 127, true],
  ]);
  expect([postings.size, postings.frequency('林区'), postings.frequency('无')]).toEqual([2, 2, 0]);
});

test('a changed notice is found by its new words only; one that went is not found', () => {
  const postings = new Postings();
  postings.put(notice('a'), ['旧词'], [1], 0);
  postings.put(notice('a', { version: 2 }), ['新词'], [1], 0);
  expect([found(postings, '旧词'), found(postings, '新词')]).toEqual([[], ['a']]);
  expect(postings.versionOf('a')).toBe(2);
  postings.remove('a');
  postings.remove('nobody');
  expect([found(postings, '新词'), postings.size, postings.versionOf('a')]).toEqual([[], 0, undefined]);
});

test('it says when so much is dead that building anew pays', () => {
  const postings = new Postings();
  for (let version = 0; version < 500; version += 1) postings.put(notice('a', { version }), ['词'], [1], 0);
  expect(postings.needsCompaction).toBe(false);
  for (let version = 500; version < 600; version += 1) postings.put(notice('a', { version }), ['词'], [1], 0);
  expect(postings.needsCompaction).toBe(true);
});

test.each([
  ['holds more of the words', notice('a'), ['禁火', '林区'], notice('b'), ['林区']],
  [
    'is in force',
    notice('a', { effectiveTo: '2026-12-31' }),
    ['禁火'],
    notice('b', { effectiveTo: '2026-05-31' }),
    ['禁火'],
  ],
  ['is not repealed', notice('a'), ['禁火'], notice('b', { repealedOn: '2026-02-01' }), ['禁火']],
  ['is newer', notice('a'), ['禁火'], notice('b', { writtenOn: '2015-01-01' }), ['禁火']],
  ['is shorter', notice('a'), ['禁火'], notice('b', { size: 200_000 }), ['禁火']],
])('the notice that %s stands first', (_, first, firstWords, second, secondWords) => {
  const postings = new Postings();
  postings.put(
    second,
    secondWords,
    secondWords.map(() => 1),
    0,
  );
  postings.put(
    first,
    firstWords,
    firstWords.map(() => 1),
    0,
  );
  expect(found(postings, '禁火', '林区')).toEqual(['a', 'b']);
});

test('a word of the title counts more than one of the body', () => {
  const postings = new Postings();
  postings.put(notice('b'), ['禁火'], [3], 0);
  postings.put(notice('a'), ['禁火'], [1], 1);
  expect(found(postings, '禁火')).toEqual(['a', 'b']);
});
