import type { NoticeStatus, StaffRole } from '@shuozhi/shared/api';
import { AppError } from '../errors';

export type NoticeAction = 'edit' | 'submit' | 'return' | 'approve' | 'publish' | 'revise' | 'withdraw';

/**
 * The life of a notice: which action leads from which status to which, and who may do it.
 * Two-person rule (product: approval by a second person): `approve` is refused to who wrote or submitted the text.
 */
export const TRANSITIONS: Record<
  NoticeAction,
  { from: readonly NoticeStatus[]; to: NoticeStatus | 'same'; roles: readonly StaffRole[] }
> = {
  edit: { from: ['draft'], to: 'same', roles: ['editor', 'approver', 'admin'] },
  submit: { from: ['draft'], to: 'submitted', roles: ['editor', 'approver', 'admin'] },
  return: { from: ['submitted', 'approved'], to: 'draft', roles: ['approver', 'admin'] },
  approve: { from: ['submitted'], to: 'approved', roles: ['approver', 'admin'] },
  publish: { from: ['approved'], to: 'published', roles: ['editor', 'approver', 'admin'] },
  revise: { from: ['published'], to: 'same', roles: ['editor', 'approver', 'admin'] },
  withdraw: { from: ['published'], to: 'withdrawn', roles: ['approver', 'admin'] },
};

/** @throws AppError `forbidden` when the role may not, `transition_not_allowed` when the status does not allow it */
export function assertAllowed(action: NoticeAction, status: NoticeStatus, role: StaffRole): void {
  const rule = TRANSITIONS[action];
  if (!rule.roles.includes(role)) throw new AppError('forbidden');
  if (!rule.from.includes(status)) throw new AppError('transition_not_allowed');
}

/** @throws AppError `same_person` when the approver wrote or submitted the text */
export function assertSecondPerson(approver: string, authors: readonly (string | null)[]): void {
  if (authors.includes(approver)) throw new AppError('same_person');
}
