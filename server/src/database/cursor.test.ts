import mongoose from 'mongoose';
import { useTestDatabase } from '../../test/testDatabase';
import { encodeCursor, keysetPage } from './cursor';

interface Row {
  _id: string;
  at: Date;
}
const schema = new mongoose.Schema<Row>({ _id: String, at: Date }, { collection: 'cursortest', versionKey: false });
const Rows = mongoose.model<Row>('CursorTest', schema);

useTestDatabase();

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
/** Two rows a day, so that pages end between equal dates. */
const row = (n: number): Row => ({ _id: `row-${n}`, at: day(1 + Math.floor(n / 2)) });
const page = (cursor: string | undefined, limit: number) =>
  keysetPage(Rows.find({ at: { $gte: day(1) } }).lean<Row[]>(), 'at', { cursor, limit });

beforeEach(async () => {
  await Rows.deleteMany({});
  await Rows.insertMany([0, 1, 2, 3, 4, 5, 6].map(row));
});

test('pages give each row once, newest first, the greater id first among equal dates', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { rows, nextCursor } = await page(cursor, 3);
    seen.push(...rows.map(({ _id }) => _id));
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `row-${n}`));
});

test('a full last page has no next one', async () => {
  const { rows, nextCursor } = await page(undefined, 7);
  expect(rows).toHaveLength(7);
  expect(nextCursor).toBeNull();
});

test('rows that arrive before the cursor move nothing', async () => {
  const first = await page(undefined, 3);
  await Rows.insertMany([{ _id: 'row-9', at: day(9) }]);
  const second = await page(first.nextCursor ?? '', 3);
  expect(second.rows.map(({ _id }) => _id)).toEqual(['row-3', 'row-2', 'row-1']);
});

test.each([
  ['no base64url of ours', 'nonsense'],
  ['too few keys', encodeCursor([1])],
  ['keys of other types', encodeCursor(['a', 'b'])],
  ['a date out of range', encodeCursor([9e15, 'row-1'])],
  ['an object in place of the id', Buffer.from('[1,{"$gt":""}]').toString('base64url')],
])('refuses a cursor with %s', async (_what, cursor) => {
  await expect(page(cursor, 3)).rejects.toMatchObject({ code: 'invalid_cursor' });
});
