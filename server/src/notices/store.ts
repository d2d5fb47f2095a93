import type mongoose from 'mongoose';
import { isDuplicateKey } from '../database';
import { AppError } from '../errors';
import { FOLLOWED_ALREADY } from './checkedText';
import { Notices, type NoticeRecord } from './model';

export type NoticeUpdate = mongoose.UpdateQuery<NoticeRecord>;

/** Attempts to write before two people who act again and again at the same moment are told so. */
const ATTEMPTS = 10;

/** A notice of an earlier version with what came later: nobody is known to have written it, so nobody may approve it. */
const completed = (notice: Omit<NoticeRecord, 'authors' | 'version'> & Partial<NoticeRecord>): NoticeRecord => ({
  ...notice,
  authors: notice.authors ?? [],
  version: notice.version ?? 0,
});

/** @throws AppError `notice_not_found` */
export async function findNotice(id: string): Promise<NoticeRecord> {
  const notice = await Notices.findById(id).lean<NoticeRecord>();
  if (!notice) throw new AppError('notice_not_found');
  return completed(notice);
}

/** Stores a new notice. @throws AppError `duplicate_doc_no` */
export async function insertNotice(record: NoticeRecord): Promise<void> {
  await duplicateAware(Notices.create(record));
}

/** Editors and the search index follow `changedAt`: it must move, even twice within a millisecond. */
function laterThan(previous: Date, now: Date): Date {
  return now > previous ? now : new Date(previous.getTime() + 1);
}

/** A unique key that is taken: another document of the number, or another follower of the same alert. */
async function duplicateAware<T>(operation: PromiseLike<T>): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const { keyPattern } = error as { keyPattern?: Record<string, number> };
    if (keyPattern?.follows === undefined) throw new AppError('duplicate_doc_no', { cause: error });
    throw new AppError('conflict', {
      detail: FOLLOWED_ALREADY,
      errors: [{ path: 'follows', message: FOLLOWED_ALREADY }],
      cause: error,
    });
  }
}

/**
 * Changes a notice by one conditional write: it applies only to the version that `decide` has seen. When somebody else
 * was faster, `decide` sees the new version and decides again.
 * @param decide the update for this version (null: nothing to do); throws when the action is not allowed on it
 * @throws AppError `notice_not_found`, `duplicate_doc_no`, `conflict` for a second follower, and what `decide` throws
 */
export async function updateNotice(
  id: string,
  decide: (notice: NoticeRecord) => NoticeUpdate | null | Promise<NoticeUpdate | null>,
  now: Date,
): Promise<NoticeRecord> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const notice = await findNotice(id);
    const update = await decide(notice);
    if (update === null) return notice;
    const changed = await duplicateAware(
      Notices.findOneAndUpdate(
        { _id: id, version: notice.version || { $in: [0, null] } },
        {
          ...update,
          $set: { ...update.$set, changedAt: laterThan(notice.changedAt, now) },
          $inc: { version: 1 },
        },
        { returnDocument: 'after' },
      ).lean<NoticeRecord>(),
    );
    if (changed) return changed;
  }
  throw new AppError('conflict');
}
