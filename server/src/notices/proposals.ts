import type { NoticeDraft, StaffAccount } from '@shuozhi/shared/api';
import {
  acceptChange,
  approveChange,
  conflictWith,
  contentHash,
  kindOf,
  proposeChange,
  waitingChanges,
  type AnyChangeKind,
  type ChangeKind,
  type ChangeRequest,
  type Reader,
} from '../approvals';
import { AppError } from '../errors';
import { assertSound } from './checkedText';
import { hashOfNotice } from './content';
import { rewritten } from './drafts';
import { noticeEvent, type NoticeEvent } from './events';
import type { NoticeRecord } from './model';
import { versionRemovalKind } from './review/publicVersions';
import { applyRepeals, closeFollowed, undoRepeals } from './relations';
import { updateNotice, type NoticeUpdate } from './store';
import { keepText } from './texts';
import { assertWriter, transition, type NoticeAction } from './transitions';

/** A notice and what its subscribers are told of it; null: nothing. */
export interface NoticeStep {
  notice: NoticeRecord;
  event: NoticeEvent | null;
}

/** Another text for a published notice. */
export interface Revision {
  draft: NoticeDraft;
  /** A major revision is told to the subscribers. */
  major: boolean;
  changeNote: string | null;
  /** Facts that were dropped because their sentence is gone, in words for the approver. */
  dropped: string[];
}

/** Why a notice is taken back, in the words that residents read. */
export interface Withdrawal {
  reason: string;
  /** A wording of the list, which needs no second look at its words; otherwise somebody wrote it. */
  fixedWording: boolean;
}

/**
 * Applies an approved change to its notice, provided that the notice still has the text that the change was made for.
 * Doing it again answers the same.
 */
async function apply(
  change: ChangeRequest,
  action: NoticeAction,
  update: (notice: NoticeRecord) => Promise<{ update: NoticeUpdate; event: NoticeEvent | null }>,
  now: Date,
): Promise<NoticeStep> {
  let event: NoticeEvent | null = null;
  const notice = await updateNotice(
    change.target,
    async (found) => {
      // Applied before the process died.
      if (found.approvedHash === change.hash) return null;
      const status = transition(found.status, action);
      if (hashOfNotice(found) !== change.base)
        throw new AppError('conflict', { detail: '通知在此期间已改动，请按现在的内容重新提出' });
      const step = await update(found);
      event = step.event;
      const { $set, ...rest } = step.update;
      const approved = { status, authors: change.authors, approvedBy: change.approvedBy, approvedHash: change.hash };
      return { ...rest, $set: { ...$set, ...approved }, ...(event && { $push: { pendingEvents: event } }) };
    },
    now,
  );
  await undoRepeals(notice._id, now);
  if (notice.status === 'published') {
    await applyRepeals(notice, now);
    await closeFollowed(notice, now);
  }
  return { notice, event };
}

const applyRevision = (change: ChangeRequest<Revision>, now: Date): Promise<NoticeStep> =>
  apply(
    change,
    'revise',
    async (notice) => {
      const { draft, major, changeNote } = change.payload;
      await assertSound(draft, { id: notice._id, prefix: 'draft.', openChanges: true });
      await keepText(notice, now);
      const revision = notice.revision + 1;
      const event = major ? noticeEvent({ _id: notice._id, revision }, 'revise', now, changeNote) : null;
      return { update: { $set: { ...draft, revision, changeNote } }, event };
    },
    now,
  );

/** The same text again, also when another has become public meanwhile. */
const marksOf = ({ draft }: Revision): string[] => [contentHash(draft)];

/** A person's new text for a published notice. */
export const revisionKind: ChangeKind<Revision, NoticeStep> = {
  name: 'notice.revision',
  marksOf,
  apply: applyRevision,
};

/** What an import found for a notice that somebody works on or that is public; it never displaces a person's proposal. */
const reimportKind: ChangeKind<Revision, NoticeStep> = { name: 'notice.reimport', marksOf, apply: applyRevision };

/** Taking a notice back from the public; the reason is shown and pushed. */
export const withdrawalKind: ChangeKind<Withdrawal, NoticeStep> = {
  name: 'notice.withdrawal',
  marksOf: ({ reason }, target) => [`${target} ${reason}`],
  apply: (change, now) =>
    apply(
      change,
      'withdraw',
      async (notice) => {
        const { reason } = change.payload;
        return {
          update: { $set: { withdrawnReason: reason, withdrawnAt: now } },
          event: noticeEvent(notice, 'withdraw', now, reason),
        };
      },
      now,
    ),
};

/** Every change of a notice that is public. */
export const NOTICE_CHANGE_KINDS: readonly AnyChangeKind[] = [
  revisionKind,
  reimportKind,
  withdrawalKind,
  versionRemovalKind,
];

/** Stores what an import found beside the notice. @param writers who brought and who accepted it; at least one */
export async function proposeReimport(notice: NoticeRecord, draft: NoticeDraft, writers: readonly string[], now: Date) {
  const payload = { draft, major: false, changeNote: '公报重新导入', dropped: [] };
  return proposeChange(
    reimportKind,
    { target: notice._id, base: hashOfNotice(notice), payload, writers },
    { id: writers[0] ?? '' },
    now,
  );
}

/** The change of this hash that waits for a notice. @throws AppError `conflict` when another waits, `transition_not_allowed` when none does */
async function waitingFor(noticeId: string, hash: string): Promise<ChangeRequest> {
  const waiting = await waitingChanges([noticeId]);
  const named = waiting.find((change) => change.hash === hash);
  if (named) return named;
  const [first] = waiting;
  if (!first) throw new AppError('transition_not_allowed', { detail: '没有等待审批的修改' });
  throw await conflictWith(first, hash);
}

/** Approves the waiting change of this hash for a published notice; it shows at once. */
export async function approveProposal(id: string, hash: string, actor: Reader, now: Date): Promise<NoticeStep> {
  const change = await waitingFor(id, hash);
  const { result } = await approveChange(kindOf(NOTICE_CHANGE_KINDS, change), change._id, hash, actor, now);
  return result as NoticeStep;
}

/**
 * Takes the re-import of this hash into a notice that is not public yet; whoever imported it, and who does this, become
 * authors. Doing it again changes nothing.
 * @throws AppError `conflict`, `transition_not_allowed` (a published notice needs an approval)
 */
export async function acceptReimport(id: string, hash: string, actor: StaffAccount, now: Date): Promise<NoticeRecord> {
  const change = await waitingFor(id, hash);
  if (change.kind !== reimportKind.name) throw new AppError('transition_not_allowed');
  const { draft } = change.payload as Revision;
  const notice = await updateNotice(
    id,
    async (found) => {
      assertWriter(actor, found, draft);
      const update = rewritten(found, draft, [...change.authors, actor.id], now);
      await keepText(found, now);
      // What was confirmed was another reading of the source.
      return { ...update, $set: { ...update.$set, needsReview: true } };
    },
    now,
  );
  await acceptChange(change, now);
  return notice;
}
