import type { StaffAccount } from '@shuozhi/shared/api';
import { isFixedReason, momentOf, startOfDay, validityAt } from '@shuozhi/shared';
import { assertReader, joined, proposeChange, waitingChanges, type ChangeKind, type Reader } from '../approvals';
import { AppError } from '../errors';
import { assertSound, soundEdit } from './checkedText';
import { hashOfNotice } from './content';
import { draftOf } from './draftOf';
import { askedAgain, settledDoubts } from './doubts';
import { noticeEvent, publishEventType, type NoticeEvent } from './events';
import { Notices, type NoticeRecord } from './model';
import { approveProposal, revisionKind, withdrawalKind, type NoticeStep, type Revision } from './proposals';
import { applyRepeals, closeFollowed } from './relations';
import { droppedSchedule, endOfSchedule } from './schedule/types';
import { findNotice, updateNotice } from './store';
import { changedSinceHash, writersOfText } from './texts';
import { assertDepartment, assertRole, assertWriter, transition, type NoticeAction } from './transitions';

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
 * @throws AppError `review_required`, naming what is left, until a person confirms a doubtful import
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
      assertDepartment(actor, notice);
      const doubts = settledDoubts(notice, input.confirmReviewed, actor.id, now);
      await assertSound(draftOf(notice), { id, prefix: 'draft.' });
      const authors = joined(notice.authors, actor.id);
      return {
        $set: {
          status,
          authors,
          submittedBy: actor.id,
          needsReview: false,
          doubts,
          returned: null,
          scheduleOutcome: null,
        },
      };
    },
    now,
  );
}

/**
 * Gives a submitted or approved text back to its editor, with the reason.
 * @param input.fields what must be confirmed again
 */
export async function returnNotice(
  id: string,
  { reason, fields = [] }: { reason: string; fields?: readonly string[] | undefined },
  actor: StaffAccount,
  now: Date,
): Promise<NoticeRecord> {
  return updateNotice(
    id,
    (notice) => {
      assertRole('return', actor.role);
      const status = transition(notice.status, 'return');
      const returned = { by: actor.id, at: now, reason };
      const again = askedAgain(notice, fields, reason);
      const schedule = droppedSchedule(notice, '内容被退回，定时已取消', now);
      return {
        $set: { status, returned, submittedBy: null, approvedBy: null, approvedHash: null, ...schedule, ...again },
      };
    },
    now,
  );
}

/**
 * Approves the submitted text of this hash, or the change of this hash proposed for a published notice (which then shows
 * at once). Only by a person who wrote no part of it.
 * @returns the notice, and the event of a major revision or a withdrawal
 */
export async function approveNotice(id: string, hash: string, actor: Reader, now: Date): Promise<NoticeStep> {
  if ((await findNotice(id)).status === 'published') return approveProposal(id, hash, actor, now);
  const notice = await updateNotice(
    id,
    async (found) => {
      const status = await step(found, 'approve', hash, actor);
      assertReader(actor, found.authors, found.createdAt);
      return { $set: { status, approvedBy: actor.id, approvedHash: hash } };
    },
    now,
  );
  return { notice, event: null };
}

/**
 * The status to which publishing leads, for the approved text of this hash.
 * @throws AppError `forbidden`, `transition_not_allowed`, `conflict`
 */
export async function assertApprovedText(notice: NoticeRecord, hash: string, actor: StaffAccount) {
  const status = await step(notice, 'publish', hash, actor);
  // A text that moved by a way of its own (a migration) is not the one that was approved.
  if (notice.approvedHash !== hash) {
    throw new AppError('conflict', { detail: '内容在审批之后有改动，请退回后重新提交' });
  }
  return status;
}

/** Whether the period of a notice is over at a time. @throws AppError `already_expired` unless `evenExpired` */
export function assertNotOver(notice: NoticeRecord, evenExpired: boolean, at: Date): boolean {
  const over = ['已过期', '已废止'].includes(validityAt(momentOf(at), notice));
  if (over && !evenExpired) throw new AppError('already_expired');
  return over;
}

export interface PublishOptions {
  hash: string;
  /** Whether subscribers are told; unless said otherwise not of an imported document. */
  notify?: boolean | undefined;
  /** Publish although its period is over; nobody is told then. */
  evenExpired?: boolean | undefined;
  /** Only while this is the time that was set for it. */
  due?: Date;
}

/** Whether and as what subscribers are told of a publication. */
async function publication(notice: NoticeRecord, options: PublishOptions, now: Date): Promise<NoticeEvent | null> {
  const over = assertNotOver(notice, options.evenExpired ?? false, now);
  const notify = options.notify ?? notice.importHash === null;
  if (over || !notify) return null;
  const followed = notice.follows ? await findNotice(notice.follows) : undefined;
  return noticeEvent(notice, publishEventType(notice.level, followed && followed.level), now);
}

/**
 * Publishes the approved text of this hash. The event stands in the same document, so that nothing is lost if the
 * process dies right after: the campaign is derived from it now or by the relay.
 * @throws AppError `already_expired` for a notice whose period is over, unless asked for
 */
export async function publishNotice(
  id: string,
  options: PublishOptions,
  actor: StaffAccount,
  now: Date,
): Promise<NoticeStep> {
  let event: NoticeEvent | null = null;
  const notice = await updateNotice(
    id,
    async (found) => {
      if (options.due && found.schedule?.at.getTime() !== options.due.getTime()) {
        throw new AppError('conflict', { detail: '定时已取消或改期' });
      }
      const status = await assertApprovedText(found, options.hash, actor);
      await assertSound(draftOf(found), { id, prefix: 'draft.', publishing: true });
      event = await publication(found, options, now);
      await retireSample(found, now);
      const schedule = endOfSchedule(found, { on: now, result: 'published', code: null, reason: null });
      return {
        $set: { status, ...publicSince(found, now), ...schedule },
        ...(event && { $push: { pendingEvents: event } }),
      };
    },
    now,
  );
  await applyRepeals(notice, now);
  await closeFollowed(notice, now);
  return { notice, event };
}

/**
 * The date that residents see and the place in the stream. An imported document stands at its own date (成文日期), never
 * at the day on which it was imported.
 */
export function publicSince(notice: Pick<NoticeRecord, 'importHash' | 'writtenOn'>, now: Date) {
  const own = notice.importHash !== null && notice.writtenOn !== null ? startOfDay(notice.writtenOn) : now;
  return { publishedAt: own, listedAt: own };
}

/** The real document takes the place of its sample. */
export async function retireSample(notice: Pick<NoticeRecord, 'docNo' | 'sample'>, now: Date): Promise<void> {
  if (notice.docNo === null || notice.sample) return;
  const status = transition('published', 'withdraw');
  await Notices.updateMany(
    { docNo: notice.docNo, sample: true, status: 'published' },
    { $set: { status, withdrawnReason: '已由正式文件替代', withdrawnAt: now, changedAt: now } },
  );
}

/** What a person proposes for a published notice names the text it was shown. */
async function proposal<P extends object>(
  id: string,
  kind: ChangeKind<P>,
  action: NoticeAction,
  input: { base: string; payload: P; writers?: readonly string[] },
  actor: StaffAccount,
  now: Date,
): Promise<NoticeRecord> {
  const notice = await findNotice(id);
  await step(notice, action, input.base, actor);
  assertDepartment(actor, notice);
  await proposeChange(kind, { target: id, ...input, mayQuote: await waitingChanges([id]) }, actor, now);
  return notice;
}

/**
 * Proposes a new text for a published notice; another person's approval makes it public.
 * @param input.base hash of the published text that is revised
 * @throws AppError `invalid_input` for another level in a minor revision: residents would not be told of it
 */
export async function proposeRevision(
  id: string,
  { base, ...change }: Omit<Revision, 'dropped'> & { base: string },
  actor: StaffAccount,
  now: Date,
): Promise<NoticeRecord> {
  const notice = await findNotice(id);
  if (!change.major && change.draft.level !== notice.level) {
    const message = '预警级别有变化：请作为重要修改提交，或发布新的预警';
    throw new AppError('invalid_input', { detail: message, errors: [{ path: 'draft.level', message }] });
  }
  if (change.draft.exercise !== notice.exercise) {
    const message = '演练不能改为真实预警，真实预警也不能改为演练';
    throw new AppError('invalid_input', { detail: message, errors: [{ path: 'draft.exercise', message }] });
  }
  assertWriter(actor, notice, change.draft);
  const payload = { ...change, ...(await soundEdit(notice, change.draft)) };
  const writers = await writersOfText(id, payload.draft);
  return proposal(id, revisionKind, 'revise', { base, payload, writers }, actor, now);
}

/**
 * Proposes to take a notice back from the public; another person's approval does so, and subscribers who were told of the
 * notice are told of it with the reason.
 * @param input.hash hash of the published text
 */
export async function proposeWithdrawal(
  id: string,
  { hash, reason }: { hash: string; reason: string },
  actor: StaffAccount,
  now: Date,
): Promise<NoticeRecord> {
  const payload = { reason, fixedWording: isFixedReason(reason) };
  return proposal(id, withdrawalKind, 'withdraw', { base: hash, payload }, actor, now);
}
