import mongoose from 'mongoose';

const DUPLICATE_KEY = 11000;

/**
 * Whether a database error says that a unique key is taken already (MongoDB code 11000). An error of many writes says so
 * only when each of the failed ones failed for that.
 */
export function isDuplicateKey(error: unknown): boolean {
  if (error instanceof mongoose.mongo.MongoBulkWriteError) {
    const failed = [error.writeErrors].flat();
    return failed.length > 0 && failed.every(({ code }) => code === DUPLICATE_KEY);
  }
  return error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY;
}
