import type { NoticeDraft, NoticeStatus, StaffAccount } from '@shuozhi/shared/api';
import type mongoose from 'mongoose';
import { isDuplicateKey } from '../database';
import { AppError } from '../errors';
import { contentHash, newNoticeId } from './content';
import { noticeEvent, publishEventType, type NoticeEvent } from './events';
import { Notices, type NoticeRecord } from './model';
import { applyRepeals, closeFollowed, undoRepeals } from './relations';
import { keepRevision } from './revisions';
import { assertRole, assertSecondPerson, transition, type NoticeAction } from './transitions';

type Update = mongoose.UpdateQuery<NoticeRecord>;

/** @throws AppError `notice_not_found` */
export async function findNotice(id: string): Promise<NoticeRecord> {
  const notice = await Notices.findById(id).lean<NoticeRecord>();
  if (!notice) throw new AppError('notice_not_found');
  return notice;
}

/** Two people acting at once: the update applies only to the state that was looked at, else `conflict`. */
async function change(notice: NoticeRecord, update: Update, now: Date): Promise<NoticeRecord> {
  const changed = await duplicateAware(
    Notices.findOneAndUpdate(
      { _id: notice._id, status: notice.status, changedAt: notice.changedAt },
      { ...update, $set: { ...update.$set, changedAt: laterThan(notice.changedAt, now) } },
      { returnDocument: 'after' },
    ).lean<NoticeRecord>(),
  );
  if (!changed) throw new AppError('conflict');
  return changed;
}

/** `changedAt` is the version of a notice: it must move, even twice within a millisecond. */
function laterThan(previous: Date, now: Date): Date {
  return now > previous ? now : new Date(previous.getTime() + 1);
}

async function duplicateAware<T>(operation: PromiseLike<T>): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    throw isDuplicateKey(error) ? new AppError('duplicate_doc_no', { cause: error }) : error;
  }
}

/** The notice an action begins with, and the status it leads to. */
async function begin(id: string, action: NoticeAction, actor: StaffAccount) {
  const notice = await findNotice(id);
  assertRole(action, actor.role);
  return { notice, status: transition(notice.status, action) };
}

/** A record for a new text, before anything happened to it. */
export function newRecord(
  draft: NoticeDraft,
  now: Date,
  more: Partial<NoticeRecord> & { status: NoticeStatus },
): NoticeRecord {
  return {
    _id: newNoticeId(),
    ...draft,
    revision: 1,
    contentHash: contentHash(draft),
    sample: false,
    confidence: null,
    warnings: [],
    needsReview: false,
    createdBy: null,
    submittedBy: null,
    approvedBy: null,
    withdrawnReason: null,
    changeNote: null,
    proposal: null,
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

/** Stores a new draft. @throws AppError `duplicate_doc_no` */
export async function createDraft(draft: NoticeDraft, actor: StaffAccount, now: Date): Promise<NoticeRecord> {
  const record = newRecord(draft, now, { status: 'draft', createdBy: actor.id });
  await duplicateAware(Notices.create(record));
  return record;
}

/** Replaces the text of a draft. @throws AppError `conflict` when it was changed since `baseUpdatedAt` */
export async function editDraft(
  id: string,
  draft: NoticeDraft,
  baseUpdatedAt: string,
  actor: StaffAccount,
  now: Date,
): Promise<NoticeRecord> {
  const { notice, status } = await begin(id, 'edit', actor);
  if (notice.changedAt.toISOString() !== baseUpdatedAt) throw new AppError('conflict');
  return change(notice, { $set: { status, ...draft, contentHash: contentHash(draft) } }, now);
}

/** Hands a draft in for approval. @throws AppError `review_required` until a person confirms a doubtful import */
export async function submitNotice(
  id: string,
  confirmReviewed: boolean,
  actor: StaffAccount,
  now: Date,
): Promise<NoticeRecord> {
  const { notice, status } = await begin(id, 'submit', actor);
  if (notice.needsReview && !confirmReviewed) throw new AppError('review_required');
  return change(notice, { $set: { status, submittedBy: actor.id, needsReview: false } }, now);
}

/** Gives a submitted or approved text back to its editor. */
export async function returnNotice(id: string, actor: StaffAccount, now: Date): Promise<NoticeRecord> {
  const { notice, status } = await begin(id, 'return', actor);
  return change(notice, { $set: { status, submittedBy: null, approvedBy: null } }, now);
}

/**
 * Approves a submitted text, or the revision proposed for a published one (which then shows at once).
 * @returns the notice, and the event of a major revision
 */
export async function approveNotice(
  id: string,
  actor: StaffAccount,
  now: Date,
): Promise<{ notice: NoticeRecord; event: NoticeEvent | null }> {
  const found = await findNotice(id);
  if (found.status === 'published' && found.proposal) return applyRevision(found, actor, now);
  const { notice, status } = await begin(id, 'approve', actor);
  assertSecondPerson(actor.id, [notice.createdBy, notice.submittedBy]);
  return { notice: await change(notice, { $set: { status, approvedBy: actor.id } }, now), event: null };
}

/**
 * Publishes an approved notice. The event stands in the same document, so that nothing is lost if the process dies
 * right after: the campaign is derived from it now or by the sweep.
 */
export async function publishNotice(
  id: string,
  actor: StaffAccount,
  now: Date,
): Promise<{ notice: NoticeRecord; event: NoticeEvent }> {
  const { notice, status } = await begin(id, 'publish', actor);
  const followed = notice.follows ? await findNotice(notice.follows) : undefined;
  const event = noticeEvent(notice, publishEventType(notice.level, followed && followed.level), now);
  await retireSample(notice, now);
  const published = await change(
    notice,
    { $set: { status, publishedAt: now, listedAt: now }, $push: { pendingEvents: event } },
    now,
  );
  await applyRepeals(published, now);
  await closeFollowed(published, now);
  return { notice: published, event };
}

/** The real document takes the place of its sample. */
export async function retireSample(notice: Pick<NoticeRecord, 'docNo' | 'sample'>, now: Date): Promise<void> {
  if (notice.docNo === null || notice.sample) return;
  await Notices.updateMany(
    { docNo: notice.docNo, sample: true, status: 'published' },
    { $set: { status: transition('published', 'withdraw'), withdrawnReason: '已由正式文件替代', changedAt: now } },
  );
}

/**
 * Proposes a new text for a published notice; another person's approval makes it public.
 * @throws AppError `invalid_input` for another level in a minor revision: residents would not be told of it
 */
export async function proposeRevision(
  id: string,
  proposal: { draft: NoticeDraft; major: boolean; changeNote: string | null },
  actor: StaffAccount,
  now: Date,
): Promise<NoticeRecord> {
  const { notice, status } = await begin(id, 'revise', actor);
  if (!proposal.major && proposal.draft.level !== notice.level) {
    const message = '预警级别有变化：请作为重要修改提交，或发布新的预警';
    throw new AppError('invalid_input', { detail: message, errors: [{ path: 'draft.level', message }] });
  }
  return change(notice, { $set: { status, proposal: { ...proposal, by: actor.id } } }, now);
}

async function applyRevision(notice: NoticeRecord, actor: StaffAccount, now: Date) {
  const proposal = notice.proposal;
  if (!proposal) throw new AppError('transition_not_allowed');
  assertRole('approve', actor.role);
  assertSecondPerson(actor.id, [proposal.by]);
  await keepRevision(notice, now);
  const revision = notice.revision + 1;
  const event = proposal.major ? noticeEvent({ _id: notice._id, revision }, 'revise', now, proposal.changeNote) : null;
  const revised = await change(
    notice,
    {
      $set: {
        ...proposal.draft,
        contentHash: contentHash(proposal.draft),
        revision,
        changeNote: proposal.changeNote,
        proposal: null,
        approvedBy: actor.id,
      },
      ...(event ? { $push: { pendingEvents: event } } : {}),
    },
    now,
  );
  await undoRepeals(notice._id, now);
  await applyRepeals(revised, now);
  return { notice: revised, event };
}

/** Takes a notice back from the public, with the reason; subscribers who were told are told of it. */
export async function withdrawNotice(
  id: string,
  reason: string,
  actor: StaffAccount,
  now: Date,
): Promise<{ notice: NoticeRecord; event: NoticeEvent }> {
  const { notice, status } = await begin(id, 'withdraw', actor);
  const event = noticeEvent(notice, 'withdraw', now, reason);
  const withdrawn = await change(
    notice,
    { $set: { status, withdrawnReason: reason, proposal: null }, $push: { pendingEvents: event } },
    now,
  );
  await undoRepeals(id, now);
  return { notice: withdrawn, event };
}
