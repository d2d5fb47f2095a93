import type mongoose from 'mongoose';
import { isDuplicateKey } from './errors';

/**
 * The driver's collection of a model, typed by its record: for bulk writes, pipelines and reads of many rows, where
 * mongoose's casting costs more than the work. Nothing is cast or given a default value here.
 */
export function collectionOf<T extends { _id: unknown }>(model: mongoose.Model<T>): mongoose.mongo.Collection<T> {
  // Mongoose declares it as a collection of anything.
  return model.collection as unknown as mongoose.mongo.Collection<T>;
}

/** Inserts records; those whose `_id` or unique key stands already are left as they are. */
export async function insertMissing<T extends { _id: unknown }>(
  model: mongoose.Model<T>,
  records: readonly T[],
): Promise<void> {
  try {
    // The `_id` is there, which the driver's conditional type cannot see in a type parameter.
    const rows = records as readonly mongoose.mongo.OptionalUnlessRequiredId<T>[];
    await collectionOf(model).insertMany(rows, { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
