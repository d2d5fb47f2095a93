import mongoose from 'mongoose';
import type { NoticeRecord } from './model';
import { draftOf } from './present';

/** Earlier texts of a notice, kept for the record; `_id` is `${noticeId}.r${revision}`. */
const schema = new mongoose.Schema(
  {
    _id: { type: String, required: true },
    noticeId: { type: String, required: true },
    revision: { type: Number, required: true },
    draft: { type: mongoose.Schema.Types.Mixed, required: true },
    replacedAt: { type: Date, required: true },
  },
  { collection: 'noticerevisions', versionKey: false, minimize: false },
);
schema.index({ noticeId: 1, revision: -1 });

const NoticeRevisions = mongoose.model('NoticeRevision', schema);

/** Keeps the present text of a notice before another replaces it; running it again changes nothing. */
export async function keepRevision(notice: NoticeRecord, now: Date): Promise<void> {
  const _id = `${notice._id}.r${notice.revision}`;
  await NoticeRevisions.updateOne(
    { _id },
    { $setOnInsert: { noticeId: notice._id, revision: notice.revision, draft: draftOf(notice), replacedAt: now } },
    { upsert: true },
  );
}
