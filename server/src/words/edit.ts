import type { hotTopicsInput, WordGroupInput } from '@shuozhi/shared/api';
import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { AppError } from '../errors';
import { WordGroups, WordsState, type WordGroupRecord } from './model';
import { forgetVocabulary } from './currentVocabulary';

/** Tells every process that the vocabulary moved: their copies and the index of notices follow. */
async function moved(change: { hot?: z.output<typeof hotTopicsInput>['topics'] } = {}): Promise<void> {
  await WordsState.updateOne(
    { _id: 'state' },
    'hot' in change ? { $set: { hot: change.hot }, $inc: { hotRevision: 1 } } : { $inc: { revision: 1 } },
    { upsert: true },
  );
  forgetVocabulary();
}

/** A group as staff see it. */
function present({ _id, words, means, loose, updatedBy, updatedAt }: WordGroupRecord) {
  return { id: _id, words, means, loose, updatedBy, updatedAt: updatedAt.toISOString() };
}

/** The groups that staff added, newest first. */
export async function listWordGroups() {
  return (await WordGroups.find().sort({ updatedAt: -1 }).lean()).map(present);
}

/** Adds a group to the vocabulary, or replaces the one of that id. @throws AppError `not_found` for an unknown id */
export async function saveWordGroup(id: string | null, group: WordGroupInput, by: string, now: Date) {
  if (id !== null && !(await WordGroups.exists({ _id: id }))) throw new AppError('not_found');
  const record: WordGroupRecord = { _id: id ?? randomUUID(), ...group, updatedBy: by, updatedAt: now };
  await WordGroups.replaceOne({ _id: record._id }, record, { upsert: true });
  await moved();
  return present(record);
}

/** Takes a group out of the vocabulary. @throws AppError `not_found` */
export async function removeWordGroup(id: string): Promise<void> {
  const { deletedCount } = await WordGroups.deleteOne({ _id: id });
  if (deletedCount === 0) throw new AppError('not_found');
  await moved();
}

/** Sets the topics of the empty search box. */
export async function setHotTopics(topics: z.output<typeof hotTopicsInput>['topics']): Promise<void> {
  await moved({ hot: topics });
}
