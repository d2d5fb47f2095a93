import mongoose from 'mongoose';
import { databaseNameFor, useTestDatabase } from './testDatabase';

const Probe = mongoose.model('DatabaseProbe', new mongoose.Schema({ word: { type: String, unique: true } }));

describe('useTestDatabase', () => {
  useTestDatabase();

  it('gives an empty database with the indexes of the models', async () => {
    expect(await Probe.countDocuments()).toBe(0);
    await Probe.create({ word: '朔城' });
    await expect(Probe.create({ word: '朔城' })).rejects.toThrow(/E11000/);
  });

  it('names the database after the test file, within the limit of MongoDB', () => {
    expect(mongoose.connection.name).toBe(databaseNameFor(__filename));
    expect(databaseNameFor('/a/b.test.ts')).not.toBe(databaseNameFor('/b/b.test.ts'));
    expect(Buffer.byteLength(databaseNameFor(`/${'很长的名字'.repeat(40)}.test.ts`))).toBeLessThanOrEqual(63);
  });
});
