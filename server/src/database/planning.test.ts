import mongoose from 'mongoose';
import { useTestDatabase } from '../../test/testDatabase';

useTestDatabase();

test('a query with several usable indexes and no results is planned, however many documents there are', async () => {
  const collection = mongoose.connection.collection('planned');
  await collection.createIndexes([{ key: { status: 1, at: 1 } }, { key: { name: 1, status: 1 } }]);
  await collection.insertMany(Array.from({ length: 12_000 }, (_, i) => ({ name: null, status: 'public', at: i })));
  const rows = await collection
    .find({ name: { $in: ['nobody'] }, status: 'public' })
    .sort({ at: -1 })
    .toArray();
  expect(rows).toEqual([]);
});
