import type { StaffAccount } from '@shuozhi/shared/api';
import { APPROVER_ROLES, joined, waitingChanges } from '../../approvals';
import { AppError } from '../../errors';
import { hashOfNotice } from '../content';
import { draftOf } from '../draftOf';
import { newRecord } from '../drafts';
import { Notices, type NoticeRecord } from '../model';
import { forgetComments } from '../review/comments';
import { findNotice, insertNotice } from '../store';
import { changedSinceHash, forgetTexts } from '../texts';
import { assertWriter } from '../transitions';

/**
 * A new draft with the words of another notice. Number and chain stay with the original, and so does its import: what was
 * doubted there is doubted here. Whoever wrote the words is an author of the copy.
 * @throws AppError `forbidden`, `notice_not_found`
 */
export async function duplicateNotice(id: string, actor: StaffAccount, now: Date): Promise<NoticeRecord> {
  const original = await findNotice(id);
  const draft = { ...draftOf(original), docNo: null, follows: null };
  assertWriter(actor, draft);
  const { needsReview, warnings, confidence, doubts = [], source = null } = original;
  const imported = needsReview ? { needsReview, warnings, confidence, doubts, source } : {};
  const record = newRecord(draft, now, { ...imported, status: 'draft', authors: joined(original.authors, actor.id) });
  await insertNotice(record);
  return record;
}

/**
 * Deletes the draft of this hash with its earlier texts: what nobody but staff has read. By who wrote part of it, or an
 * approver.
 * @returns what was deleted
 * @throws AppError `forbidden`, `transition_not_allowed` once it was handed in, or while a re-import waits in it,
 * `conflict` naming what changed
 */
export async function deleteDraft(id: string, hash: string, actor: StaffAccount): Promise<NoticeRecord> {
  const notice = await findNotice(id);
  assertWriter(actor, notice);
  if (!notice.authors.includes(actor.id) && !APPROVER_ROLES.includes(actor.role)) throw new AppError('forbidden');
  if (notice.status !== 'draft') throw new AppError('transition_not_allowed', { detail: '只有草稿可以删除' });
  if (hashOfNotice(notice) !== hash) throw new AppError('conflict', { errors: await changedSinceHash(notice, hash) });
  if ((await waitingChanges([id])).length > 0) {
    throw new AppError('transition_not_allowed', { detail: '有重新导入的内容等待处理，请先接受或退回' });
  }
  const { deletedCount } = await Notices.deleteOne({ _id: id, version: notice.version });
  if (deletedCount === 0) throw new AppError('conflict');
  await forgetTexts(id);
  await forgetComments(id);
  return notice;
}
