import mongoose from 'mongoose';
import { useTestDatabase } from '../../test/testDatabase';
import { collectionOf, insertMissing } from './collectionOf';
import { isDuplicateKey } from './errors';

interface Row {
  _id: string;
  no: number;
}
const schema = new mongoose.Schema<Row>({ _id: String, no: Number }, { collection: 'errorstest', versionKey: false });
const Rows = mongoose.model<Row>('ErrorsTest', schema);

useTestDatabase();

const failure = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error);
const insert = (rows: Row[]) => collectionOf(Rows).insertMany(rows, { ordered: false });

beforeEach(async () => {
  await Rows.deleteMany({});
  await collectionOf(Rows).insertOne({ _id: 'a', no: 1 });
});

test('a taken key is known, from one write and from many', async () => {
  expect(isDuplicateKey(await failure(Rows.create({ _id: 'a', no: 2 })))).toBe(true);
  expect(
    isDuplicateKey(
      await failure(
        insert([
          { _id: 'a', no: 2 },
          { _id: 'b', no: 3 },
        ]),
      ),
    ),
  ).toBe(true);
  expect(isDuplicateKey(await failure(Rows.updateOne({ _id: 'a' }, { $set: { _id: 'c' } })))).toBe(false);
  expect(isDuplicateKey(new Error('the database is away'))).toBe(false);
  expect(isDuplicateKey(null)).toBe(false);
});

test('of many writes one that failed for another reason makes it another error', async () => {
  const writeErrors = [{ code: 11000 }, { code: 121 }];
  const { MongoBulkWriteError } = mongoose.mongo;
  const mixed = await failure(insert([{ _id: 'a', no: 2 }]));
  expect(mixed).toBeInstanceOf(MongoBulkWriteError);
  Object.assign(mixed as object, { writeErrors });
  expect(isDuplicateKey(mixed)).toBe(false);
});

test('inserts what is missing and leaves the rest as it is', async () => {
  await insertMissing(Rows, [
    { _id: 'a', no: 2 },
    { _id: 'b', no: 3 },
  ]);
  expect(await Rows.find().sort({ _id: 1 }).lean()).toEqual([
    { _id: 'a', no: 1 },
    { _id: 'b', no: 3 },
  ]);
});
