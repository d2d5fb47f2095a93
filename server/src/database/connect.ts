import mongoose from 'mongoose';
import { followDatabaseClock, leaveDatabaseClock } from './clock';

/** Whether every index of the registered models stands; `/readyz` asks. */
let indexesBuilt = false;

mongoose.set('autoIndex', false);
mongoose.set('autoCreate', false);
mongoose.set('strictQuery', 'throw');
mongoose.set('sanitizeFilter', false);

const NAMES_A_DATABASE = /^mongodb(\+srv)?:\/\/[^/]+\/[^?]/;

/**
 * Connects mongoose's default connection.
 * @param uri a MongoDB address; `journal` and majority writes are asked for whatever the address says
 * @param options.dbName database to use instead of the one in the address (tests)
 * @throws MongoServerSelectionError when nothing answers within five seconds
 */
export async function connectDatabase(uri: string, options: { dbName?: string } = {}): Promise<void> {
  await mongoose.connect(uri, {
    dbName: options.dbName ?? (NAMES_A_DATABASE.test(uri) ? undefined : 'shuozhi'),
    serverSelectionTimeoutMS: 5000,
    writeConcern: { w: 'majority', journal: true },
    maxPoolSize: 50,
  });
  await followDatabaseClock();
}

/** Builds the indexes of all registered models; safe to run again and by several processes at once. */
export async function ensureIndexes(): Promise<void> {
  for (const model of Object.values(mongoose.models)) await model.createIndexes();
  indexesBuilt = true;
}

/** Whether the database answers now and the indexes are built. */
export async function databaseReady(): Promise<{ reachable: boolean; indexesBuilt: boolean }> {
  try {
    await mongoose.connection.db?.command({ ping: 1 }, { timeoutMS: 2000 });
    return { reachable: mongoose.connection.readyState === mongoose.ConnectionStates.connected, indexesBuilt };
  } catch {
    return { reachable: false, indexesBuilt };
  }
}

/** Closes the connection; waits for operations under way. */
export async function disconnectDatabase(): Promise<void> {
  leaveDatabaseClock();
  await mongoose.disconnect();
  indexesBuilt = false;
}
