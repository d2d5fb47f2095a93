import mongoose from 'mongoose';

const DUPLICATE_KEY = 11000;

/** Whether an error says that the database cannot be reached, or cannot write just now: the same operation may work later. */
export function isUnavailable(error: unknown): boolean {
  const { MongoNetworkError, MongoServerSelectionError, MongoNotConnectedError, MongoError } = mongoose.mongo;
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  if (error instanceof MongoNotConnectedError) return true;
  return error instanceof MongoError && error.hasErrorLabel('RetryableWriteError');
}

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
