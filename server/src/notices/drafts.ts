import type { NoticeDraft, StaffAccount } from '@shuozhi/shared/api';
import { joined } from '../approvals';
import { AppError } from '../errors';
import { assertSound, soundEdit, withDropped } from './checkedText';
import { newNoticeId, storable } from './content';
import type { NoticeRecord } from './model';
import { droppedSchedule } from './schedule/types';
import { insertNotice, updateNotice, type NoticeUpdate } from './store';
import { changedSince, keepText } from './texts';
import { assertWriter, transition } from './transitions';

/** A record for a new text, before anything happened to it. */
export function newRecord(
  draft: NoticeDraft,
  now: Date,
  more: Partial<NoticeRecord> & Pick<NoticeRecord, 'status' | 'authors'>,
): NoticeRecord {
  return {
    _id: newNoticeId(),
    ...storable(draft),
    version: 0,
    revision: 1,
    importHash: null,
    sample: false,
    confidence: null,
    warnings: [],
    needsReview: false,
    doubts: [],
    source: null,
    writtenBy: more.authors.at(-1) ?? null,
    submittedBy: null,
    approvedBy: null,
    approvedHash: null,
    returned: null,
    schedule: null,
    scheduleOutcome: null,
    withdrawnReason: null,
    withdrawnAt: null,
    changeNote: null,
    publishedAt: null,
    listedAt: null,
    repealedOn: null,
    repealedById: null,
    pendingEvents: [],
    createdAt: now,
    changedAt: now,
    ...more,
  };
}

/** Stores a new draft. @throws AppError `forbidden`, `invalid_input`, `duplicate_doc_no` */
export async function createDraft(draft: NoticeDraft, actor: StaffAccount, now: Date): Promise<NoticeRecord> {
  assertWriter(actor, draft);
  await assertSound(draft, { id: null, prefix: '' });
  const record = newRecord(draft, now, { status: 'draft', authors: [actor.id] });
  await insertNotice(record);
  return record;
}

/**
 * The update that gives a notice under way another text: it is a draft again, nobody's submission or approval counts any
 * more, and who brought the text is one of its authors.
 * @param by who wrote it; the last of them is who brings it
 * @throws AppError `transition_not_allowed` when the notice is public or withdrawn
 */
export function rewritten(notice: NoticeRecord, draft: NoticeDraft, by: readonly string[], now: Date): NoticeUpdate {
  const status = transition(notice.status, 'edit');
  return {
    $set: {
      ...storable(draft),
      status,
      authors: joined(notice.authors, ...by),
      writtenBy: by.at(-1) ?? null,
      submittedBy: null,
      approvedBy: null,
      approvedHash: null,
      ...droppedSchedule(notice, '内容有改动，定时已取消', now),
    },
  };
}

/**
 * Replaces the text of a notice that is not public yet. Facts whose sentence is gone are dropped, and a warning says so.
 * @param baseUpdatedAt `updatedAt` of the text that was edited
 * @throws AppError `invalid_input`, and `conflict`, naming what changed, when the notice moved since then
 */
export async function editDraft(
  id: string,
  draft: NoticeDraft,
  baseUpdatedAt: string,
  actor: StaffAccount,
  now: Date,
): Promise<NoticeRecord> {
  return updateNotice(
    id,
    async (notice) => {
      assertWriter(actor, notice, draft);
      transition(notice.status, 'edit');
      if (notice.changedAt.toISOString() !== baseUpdatedAt) {
        throw new AppError('conflict', { errors: await changedSince(notice, new Date(baseUpdatedAt)) });
      }
      const { draft: sound, dropped } = await soundEdit(notice, draft);
      const update = rewritten(notice, sound, [actor.id], now);
      await keepText(notice, now);
      return { ...update, $set: { ...update.$set, warnings: withDropped(notice.warnings, dropped) } };
    },
    now,
  );
}
