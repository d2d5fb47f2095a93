import type { StaffAccount } from '@shuozhi/shared/api';
import { assertReader } from '../approvals';
import { AppError } from '../errors';
import { hashOfNotice, hashOfProposal } from './content';
import { joined } from './drafts';
import { noticeEvent, publishEventType, type NoticeEvent } from './events';
import { Notices, type NoticeProposal, type NoticeRecord } from './model';
import { applyRepeals, closeFollowed, undoRepeals } from './relations';
import { findNotice, updateNotice } from './store';
import { changedSinceHash, keepText } from './texts';
import { assertRole, transition, type NoticeAction } from './transitions';

/** A notice and what its subscribers are told of it; null: nothing. */
export interface NoticeStep {
  notice: NoticeRecord;
  event: NoticeEvent | null;
}

/**
 * The status to which an action leads, for a person who was shown the text of `hash`.
 * @throws AppError `forbidden`, `transition_not_allowed`, or `conflict` naming what changed since it was shown
 */
async function step(notice: NoticeRecord, action: NoticeAction, hash: string, actor: StaffAccount) {
  assertRole(action, actor.role);
  const status = transition(notice.status, action);
  if (hashOfNotice(notice) !== hash) throw new AppError('conflict', { errors: await changedSinceHash(notice, hash) });
  return status;
}

/**
 * Hands the draft of this hash in for approval; who does so answers for the text like an author.
 * @throws AppError `review_required` until a person confirms a doubtful import
 */
export async function submitNotice(
  id: string,
  input: { hash: string; confirmReviewed: boolean },
  actor: StaffAccount,
  now: Date,
): Promise<NoticeRecord> {
  return updateNotice(
    id,
    async (notice) => {
      const status = await step(notice, 'submit', input.hash, actor);
      if (notice.needsReview && !input.confirmReviewed) throw new AppError('review_required');
      const authors = joined(notice.authors, actor.id);
      return { $set: { status, authors, submittedBy: actor.id, needsReview: false, returned: null } };
    },
    now,
  );
}

/** Gives a submitted or approved text back to its editor, with the reason. */
export async function returnNotice(id: string, reason: string, actor: StaffAccount, now: Date): Promise<NoticeRecord> {
  return updateNotice(
    id,
    (notice) => {
      assertRole('return', actor.role);
      const status = transition(notice.status, 'return');
      const returned = { by: actor.id, at: now, reason };
      return { $set: { status, returned, submittedBy: null, approvedBy: null, approvedHash: null } };
    },
    now,
  );
}

/**
 * Approves the submitted text of this hash, or the revision of this hash proposed for a published notice (which then
 * shows at once). Only by a person who wrote no part of it.
 * @returns the notice, and the event of a major revision
 */
export async function approveNotice(id: string, hash: string, actor: StaffAccount, now: Date): Promise<NoticeStep> {
  if ((await findNotice(id)).status === 'published') return approveRevision(id, hash, actor, now);
  const notice = await updateNotice(
    id,
    async (found) => {
      const status = await step(found, 'approve', hash, actor);
      assertReader(actor.id, found.authors);
      return { $set: { status, approvedBy: actor.id, approvedHash: hash } };
    },
    now,
  );
  return { notice, event: null };
}

/**
 * Publishes the approved text of this hash. The event stands in the same document, so that nothing is lost if the
 * process dies right after: the campaign is derived from it now or by the relay.
 */
export async function publishNotice(
  id: string,
  hash: string,
  actor: StaffAccount,
  now: Date,
): Promise<{ notice: NoticeRecord; event: NoticeEvent }> {
  let event: NoticeEvent | undefined;
  const notice = await updateNotice(
    id,
    async (found) => {
      const status = await step(found, 'publish', hash, actor);
      // A text that moved by a way of its own (a migration) is not the one that was approved.
      if (found.approvedHash !== hash)
        throw new AppError('conflict', { detail: '内容在审批之后有改动，请退回后重新提交' });
      const followed = found.follows ? await findNotice(found.follows) : undefined;
      event = noticeEvent(found, publishEventType(found.level, followed && followed.level), now);
      await retireSample(found, now);
      return { $set: { status, publishedAt: now, listedAt: now }, $push: { pendingEvents: event } };
    },
    now,
  );
  if (!event) throw new Error('published without an event');
  await applyRepeals(notice, now);
  await closeFollowed(notice, now);
  return { notice, event };
}

/** The real document takes the place of its sample. */
export async function retireSample(notice: Pick<NoticeRecord, 'docNo' | 'sample'>, now: Date): Promise<void> {
  if (notice.docNo === null || notice.sample) return;
  const status = transition('published', 'withdraw');
  await Notices.updateMany(
    { docNo: notice.docNo, sample: true, status: 'published' },
    { $set: { status, withdrawnReason: '已由正式文件替代', changedAt: now } },
  );
}

/**
 * Proposes a new text for a published notice; another person's approval makes it public. One that takes the place of a
 * waiting proposal carries its authors on, for it may hold their words.
 * @throws AppError `invalid_input` for another level in a minor revision: residents would not be told of it
 */
export async function proposeRevision(
  id: string,
  proposal: Omit<NoticeProposal, 'authors'> & { base: string },
  actor: StaffAccount,
  now: Date,
): Promise<NoticeRecord> {
  return updateNotice(
    id,
    async (notice) => {
      const status = await step(notice, 'revise', proposal.base, actor);
      if (!proposal.major && proposal.draft.level !== notice.level) {
        const message = '预警级别有变化：请作为重要修改提交，或发布新的预警';
        throw new AppError('invalid_input', { detail: message, errors: [{ path: 'draft.level', message }] });
      }
      return { $set: { status, proposal: proposalOf(notice, proposal, actor.id) } };
    },
    now,
  );
}

/** A proposal as it is stored. */
export function proposalOf(
  notice: NoticeRecord,
  { draft, major, changeNote }: Omit<NoticeProposal, 'authors'>,
  author: string,
): NoticeProposal {
  const authors = joined(notice.proposal?.authors ?? [], author);
  return { draft: JSON.parse(JSON.stringify(draft)) as NoticeProposal['draft'], major, changeNote, authors };
}

async function approveRevision(id: string, hash: string, actor: StaffAccount, now: Date): Promise<NoticeStep> {
  let event: NoticeEvent | null = null;
  const notice = await updateNotice(
    id,
    async (found) => {
      assertRole('approve', actor.role);
      const { proposal, status } = found;
      if (status !== 'published' || !proposal) throw new AppError('transition_not_allowed');
      if (hashOfProposal(proposal) !== hash)
        throw new AppError('conflict', { detail: '提议的修改已换成另一份，请重新查看' });
      assertReader(actor.id, proposal.authors);
      await keepText(found, now);
      const { draft, major, changeNote, authors } = proposal;
      const revision = found.revision + 1;
      event = major ? noticeEvent({ _id: id, revision }, 'revise', now, changeNote) : null;
      const approved = { approvedBy: actor.id, approvedHash: hash };
      return {
        $set: { ...draft, ...approved, authors, revision, changeNote, proposal: null },
        ...(event ? { $push: { pendingEvents: event } } : {}),
      };
    },
    now,
  );
  await undoRepeals(id, now);
  await applyRepeals(notice, now);
  return { notice, event };
}

/** Takes a notice back from the public, with the reason; subscribers who were told are told of it. */
export async function withdrawNotice(
  id: string,
  input: { hash: string; reason: string },
  actor: StaffAccount,
  now: Date,
): Promise<{ notice: NoticeRecord; event: NoticeEvent }> {
  const { hash, reason } = input;
  const event = noticeEvent(await findNotice(id), 'withdraw', now, reason);
  const notice = await updateNotice(
    id,
    async (found) => {
      const status = await step(found, 'withdraw', hash, actor);
      return { $set: { status, withdrawnReason: reason, proposal: null }, $push: { pendingEvents: event } };
    },
    now,
  );
  await undoRepeals(id, now);
  return { notice, event };
}
