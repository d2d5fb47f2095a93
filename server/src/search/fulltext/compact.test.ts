import { useTestDatabase } from '../../../test/testDatabase';
import { collectionOf } from '../../database';
import { compactIndex } from './compact';
import { NoticeIndex, Segments, type NoticeIndexRecord } from './model';
import { hashesOf } from './segment';
import { indexSnapshot, invalidateSnapshot } from './snapshot';

useTestDatabase();

const START = Date.parse('2026-01-01T00:00:00Z');
const NOW = new Date('2026-02-01T00:00:00Z');

/** @param at seconds after the start at which it was indexed */
const record = (id: string, tokens: string, at: number): NoticeIndexRecord => ({
  _id: id,
  changedAt: new Date(START),
  indexedAt: new Date(START + at * 1000),
  dictionary: '',
  title: id,
  isPublic: tokens !== '',
  tokens: Buffer.from(hashesOf(tokens.split(' ').filter(Boolean)).buffer),
  counts: Buffer.alloc(tokens.split(' ').length, 1),
  titleTokens: 0,
  size: 100,
  rank: 0,
  writtenOn: null,
  effectiveFrom: null,
  effectiveTo: null,
  startsAt: null,
  endsAt: null,
  repealedOn: null,
  plain: '',
  text: '',
  places: Buffer.alloc(0),
  anchors: [],
  headings: [],
});
const put = (...records: NoticeIndexRecord[]) =>
  collectionOf(NoticeIndex).bulkWrite(
    records.map((replacement) => ({ replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true } })),
  );
async function holders(token: string): Promise<string[]> {
  invalidateSnapshot();
  const index = await indexSnapshot();
  const ids: string[] = [];
  index.each(token, (number) => ids.push(index.at(number)?.id ?? '?'));
  return ids.sort();
}
const segments = () => collectionOf(Segments).countDocuments();

beforeEach(async () => {
  await Promise.all([collectionOf(NoticeIndex).deleteMany({}), collectionOf(Segments).deleteMany({})]);
});

test('few notices need no segment; many are packed, and found as before', async () => {
  await put(record('a', '禁火 林区', 0));
  await compactIndex(NOW);
  expect(await segments()).toBe(0);
  await put(...Array.from({ length: 1200 }, (_, i) => record(`n${i}`, `常 词${i}`, 1 + i)));
  await compactIndex(NOW);
  expect(await segments()).toBe(1);
  expect(await holders('禁火')).toEqual(['a']);
  expect(await holders('词1199')).toEqual(['n1199']);
  expect(await holders('常')).toHaveLength(1200);
});

test('what was indexed in the last seconds waits: an earlier commit may still come', async () => {
  await put(...Array.from({ length: 1200 }, (_, i) => record(`n${i}`, '常', i)));
  await compactIndex(new Date(START + 1000));
  expect(await segments()).toBe(0);
});

test('a notice that changed or went after its segment was packed is found as it is now', async () => {
  await put(...Array.from({ length: 1200 }, (_, i) => record(`n${i}`, `常 词${i}`, i)));
  await compactIndex(NOW);
  await put(record('n5', '新词', 2000), record('n6', '', 2000));
  expect([await holders('词5'), await holders('词6'), await holders('新词')]).toEqual([[], [], ['n5']]);
  // Also when the later states stand in a segment of their own, and after all is merged.
  await put(...Array.from({ length: 1000 }, (_, i) => record(`m${i}`, '常', 3000 + i)));
  await compactIndex(NOW);
  expect([await holders('词5'), await holders('词6'), await holders('新词')]).toEqual([[], [], ['n5']]);
  expect(await holders('词7')).toEqual(['n7']);
});

test('a segment whose notices mostly changed is written anew without them', async () => {
  await put(...Array.from({ length: 1200 }, (_, i) => record(`n${i}`, `常 词${i}`, i)));
  await compactIndex(NOW);
  await put(...Array.from({ length: 1100 }, (_, i) => record(`n${i}`, '新', 2000 + i)));
  await compactIndex(NOW);
  expect(await holders('常')).toHaveLength(100);
  expect(await holders('新')).toHaveLength(1100);
  const index = await indexSnapshot();
  expect(index.segments.reduce((sum, { segment }) => sum + segment.notices.length, 0)).toBe(1200);
});

test('a process that held the segments before takes the merged ones and keeps what is newer', async () => {
  await put(...Array.from({ length: 1200 }, (_, i) => record(`n${i}`, '常', i)));
  await compactIndex(NOW);
  await put(record('late', '晚', 5000));
  expect(await holders('晚')).toEqual(['late']);
  await collectionOf(Segments).updateMany({}, { $set: { upTo: new Date(START + 1199_000) } });
  const [row] = await collectionOf(Segments).find().toArray();
  if (row === undefined) throw new Error('no segment');
  await collectionOf(Segments).insertOne({ ...row, _id: 'copy' });
  await collectionOf(Segments).deleteOne({ _id: row._id });
  expect(await holders('晚')).toEqual(['late']);
  expect(await holders('常')).toHaveLength(1200);
});
