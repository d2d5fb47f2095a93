import type { NoticeDraftInput, StaffAccount } from '@shuozhi/shared/api';
import { createDraft } from '../src/notices/drafts';
import {
  approveNotice,
  proposeRevision,
  proposeWithdrawal,
  publishNotice,
  submitNotice,
} from '../src/notices/lifecycle';
import { noticeForStaff } from '../src/notices/staffList';
import { findNotice } from '../src/notices/store';
import { aDraft } from './factories';

/** Two people who do each step with the text as it stands: for tests that are about what comes after. */
export const editor: StaffAccount = { id: 'staff-editor', name: '编辑', role: 'editor' };
export const approver: StaffAccount = { id: 'staff-approver', name: '审批', role: 'approver' };

/** The notice as staff are shown it now. */
export const shown = async (id: string) => noticeForStaff(await findNotice(id));

/** Takes a new notice to published. */
export async function publishedNotice(draft: Partial<NoticeDraftInput>, now: Date) {
  const { _id: id } = await createDraft(aDraft(draft), editor, now);
  const { hash } = await shown(id);
  await submitNotice(id, { hash, confirmReviewed: true }, editor, now);
  await approveNotice(id, hash, approver, now);
  const { notice, event } = await publishNotice(id, { hash, notify: true }, approver, now);
  if (!event) throw new Error('published without an event');
  return { notice, event };
}

/** Proposes another text for a published notice. */
export async function proposeText(
  id: string,
  change: { draft: Partial<NoticeDraftInput>; major: boolean; changeNote: string | null },
  now: Date,
) {
  const { hash: base } = await shown(id);
  return proposeRevision(id, { ...change, draft: aDraft(change.draft), base }, editor, now);
}

/** Approves what was proposed last for a published notice. */
export async function approveProposal(id: string, now: Date) {
  return approveNotice(id, (await shown(id)).changes.at(-1)?.hash ?? '', approver, now);
}

/** Takes a published notice back; returns it and the event. */
export async function withdrawWith(id: string, reason: string, now: Date) {
  await proposeWithdrawal(id, { hash: (await shown(id)).hash, reason }, editor, now);
  const { notice, event } = await approveProposal(id, now);
  if (!event) throw new Error('a withdrawal without an event');
  return { notice, event };
}
