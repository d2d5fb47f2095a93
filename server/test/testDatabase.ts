import { createHash } from 'node:crypto';
import path from 'node:path';
import mongoose from 'mongoose';
import { connectDatabase, disconnectDatabase, ensureIndexes } from '../src/database/connect';

/** A database name that no other test file uses: MongoDB allows 63 bytes. */
export function databaseNameFor(testFile: string): string {
  const hash = createHash('sha256').update(testFile).digest('hex').slice(0, 12);
  return `test_${path.basename(testFile, '.test.ts').replace(/\W/g, '_').slice(0, 40)}_${hash}`;
}

/** The address of the engine that globalSetup started. */
export function testDatabaseUri(): string {
  const uri = process.env.MONGODB_URI;
  if (!uri) throw new Error('no engine: run the tests of the server through jest');
  return uri;
}

/**
 * Connects mongoose for the tests of this file to an empty database of their own with all indexes of the models that
 * the file imports, and drops it afterwards. Call it once at the top of a test file.
 */
export function useTestDatabase(): void {
  beforeAll(async () => {
    await connectDatabase(testDatabaseUri(), { dbName: databaseNameFor(expect.getState().testPath ?? '') });
    await mongoose.connection.dropDatabase();
    await ensureIndexes();
  });
  afterAll(async () => {
    await mongoose.connection.dropDatabase();
    await disconnectDatabase();
  });
}
