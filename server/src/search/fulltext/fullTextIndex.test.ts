import { findCandidates, weighTerms } from '../findCandidates';
import { FullTextIndex } from './fullTextIndex';
import { hashesOf, mergeSegments, packSegment, Segment, type TokenizedNotice } from './segment';
import { tokenCounts } from './tokenize';

const notice = (
  id: string,
  tokens: readonly string[],
  { counts = tokens.map(() => 1), titleTokens = 0, ...more }: Partial<Omit<TokenizedNotice, 'tokens'>> = {},
): TokenizedNotice => ({
  id,
  version: 1,
  size: 1000,
  title: '',
  writtenOn: '2026-01-01',
  effectiveFrom: null,
  effectiveTo: null,
  startsAt: null,
  endsAt: null,
  repealedOn: null,
  tokens: hashesOf(tokens),
  counts,
  titleTokens,
  ...more,
});
const word = (text: string) => ({ text, importance: 1, options: [{ text, weight: 1 }], outside: false });
const NOW = '2026-06-01T08:00:00+08:00';

function found(index: FullTextIndex, ...words: string[]): string[] {
  return findCandidates(weighTerms(words.map(word), index), index, NOW, 10).map((one) => one.notice.id);
}
function hits(index: FullTextIndex, token: string): [string | undefined, number, boolean][] {
  const seen: [string | undefined, number, boolean][] = [];
  index.each(token, (number, count, inTitle) => seen.push([index.at(number)?.id, count, inTitle]));
  return seen;
}

/** The same notices as the newest of an index, and as a stored segment of one. */
const asNewest = (...notices: TokenizedNotice[]): FullTextIndex => {
  const index = new FullTextIndex([]);
  notices.forEach((one) => index.put(one));
  return index;
};
const stored = async (id: string, ...notices: TokenizedNotice[]) => ({
  id,
  segment: new Segment(await packSegment(notices)),
});
const asSegment = async (...notices: TokenizedNotice[]) => new FullTextIndex([await stored('s', ...notices)]);

describe.each([
  ['among the newest', asNewest],
  ['in a segment', asSegment],
])('%s', (_, make) => {
  test('a token leads to its notices with count and place', async () => {
    const index = await make(
      notice('a', ['禁火', '林区'], { counts: [300, 2], titleTokens: 1 }),
      notice('b', ['林区'], { counts: [1] }),
    );
    expect(hits(index, '林区')).toEqual([
      ['a', 2, false],
      ['b', 1, false],
    ]);
    expect(hits(index, '禁火')).toEqual([['a', 127, true]]);
    expect([index.size, index.frequency('林区'), index.frequency('无')]).toEqual([2, 2, 0]);
  });

  test('many notices far apart are found by their own words', async () => {
    const notices = Array.from({ length: 1000 }, (__, i) =>
      notice(`n${i}`, [`词${i}`, i % 300 === 0 ? '稀' : '常'], { counts: [1 + (i % 130), 1] }),
    );
    const index = await make(...notices);
    expect(hits(index, '词999')).toEqual([['n999', 90, false]]);
    expect(hits(index, '稀').map(([id]) => id)).toEqual(['n0', 'n300', 'n600', 'n900']);
    expect(index.frequency('常')).toBe(996);
  });
});

test('a changed notice is found by its new words only, wherever its older state stands; one that went is not found', async () => {
  const index = new FullTextIndex([
    await stored('old', notice('a', ['旧词']), notice('b', ['旧词'])),
    await stored('new', notice('b', ['中词'], { version: 2 }), notice('a', [], { gone: true })),
  ]);
  expect([found(index, '旧词'), found(index, '中词')]).toEqual([[], ['b']]);
  index.put(notice('b', ['新词'], { version: 3 }));
  expect([found(index, '中词'), found(index, '新词'), index.versionOf('b')]).toEqual([[], ['b'], 3]);
  index.remove('b');
  index.remove('nobody');
  expect([found(index, '新词'), index.size, index.versionOf('b')]).toEqual([[], 0, undefined]);
});

test('segments are merged without what is dead; that a notice went is kept', async () => {
  const first = await stored('1', notice('a', ['甲', '乙'], { titleTokens: 1 }), notice('b', ['甲']));
  const second = await stored('2', notice('b', ['丙'], { version: 2 }), notice('c', [], { gone: true }));
  const index = new FullTextIndex([first, second]);
  const merged = new Segment(
    await mergeSegments(
      [first, second].map(({ segment }) => ({
        segment,
        keep: (number) => {
          const one = segment.notices[number];
          return one?.gone === true || index.versionOf(one?.id ?? '') === one?.version;
        },
      })),
    ),
  );
  expect(merged.notices.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  const after = new FullTextIndex([await stored('0', notice('c', ['丁'])), { id: 'm', segment: merged }]);
  expect([hits(after, '甲'), hits(after, '丙'), hits(after, '丁')]).toEqual([[['a', 1, true]], [['b', 1, false]], []]);
});

test('it says when so much among the newest is dead that building anew pays', () => {
  const index = new FullTextIndex([]);
  for (let version = 0; version < 500; version += 1) index.put(notice('a', ['词'], { version }));
  expect(index.needsCompaction).toBe(false);
  for (let version = 500; version < 600; version += 1) index.put(notice('a', ['词'], { version }));
  expect(index.needsCompaction).toBe(true);
});

test.each([
  ['holds more of the words', notice('a', ['禁火', '林区']), notice('b', ['林区'])],
  [
    'is in force',
    notice('a', ['禁火'], { effectiveTo: '2026-12-31' }),
    notice('b', ['禁火'], { effectiveTo: '2026-05-31' }),
  ],
  ['is not repealed', notice('a', ['禁火']), notice('b', ['禁火'], { repealedOn: '2026-02-01' })],
  ['is newer', notice('a', ['禁火']), notice('b', ['禁火'], { writtenOn: '2015-01-01' })],
  ['is shorter', notice('a', ['禁火']), notice('b', ['禁火'], { size: 200_000 })],
])('the notice that %s stands first', (_, first, second) => {
  expect(found(asNewest(second, first), '禁火', '林区')).toEqual(['a', 'b']);
});

test('a word of the title counts more than one of the body', () => {
  const index = asNewest(notice('b', ['禁火'], { counts: [3] }), notice('a', ['禁火'], { titleTokens: 1 }));
  expect(found(index, '禁火')).toEqual(['a', 'b']);
});

test('a word that the index does not know is found by its parts, all of them', () => {
  const of = (text: string) => [...tokenCounts(text).keys()].filter((token) => token !== '禁燃禁放区');
  const index = asNewest(notice('a', of('划定禁燃禁放区域')), notice('b', of('禁放牲畜，禁燃散煤')));
  expect(index.frequency('禁燃禁放区')).toBe(0);
  expect(found(index, '禁燃禁放区')).toEqual(['a']);
});
