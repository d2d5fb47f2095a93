import type { NoticeStatus, StaffAccount, StaffRole } from '@shuozhi/shared/api';
import { APPROVER_ROLES } from '../approvals';
import { AppError } from '../errors';

export type NoticeAction = 'edit' | 'submit' | 'return' | 'approve' | 'publish' | 'revise' | 'withdraw';

/**
 * The life of a notice: to which status each action leads; an action that a status does not name is refused there.
 * Every change of a text that is not public yet (`edit`) leads back to the draft.
 */
const TRANSITIONS: Record<NoticeStatus, Partial<Record<NoticeAction, NoticeStatus>>> = {
  draft: { edit: 'draft', submit: 'submitted' },
  submitted: { edit: 'draft', return: 'draft', approve: 'approved' },
  approved: { edit: 'draft', return: 'draft', publish: 'published' },
  published: { revise: 'published', withdraw: 'withdrawn' },
  withdrawn: {},
};

const WRITERS: readonly StaffRole[] = ['editor', 'approver', 'admin'];
const PUBLISHERS: readonly StaffRole[] = [...WRITERS, 'publisher'];

/** Roles that may do an action; whoever wrote a text may not approve it, whatever the role (see `approvals`). */
const ROLES: Record<NoticeAction, readonly StaffRole[]> = {
  edit: WRITERS,
  submit: WRITERS,
  return: APPROVER_ROLES,
  approve: APPROVER_ROLES,
  publish: PUBLISHERS,
  revise: WRITERS,
  withdraw: PUBLISHERS,
};

/**
 * The status to which `action` leads from `from`.
 * @throws AppError `transition_not_allowed` when the status does not allow it
 */
export function transition(from: NoticeStatus, action: NoticeAction): NoticeStatus {
  const to = TRANSITIONS[from][action];
  if (to === undefined) throw new AppError('transition_not_allowed');
  return to;
}

/** @throws AppError `forbidden` when the role may not do the action */
export function assertRole(action: NoticeAction, role: StaffRole): void {
  if (!ROLES[action].includes(role)) throw new AppError('forbidden');
}

/**
 * Who belongs to a department writes texts of that organ only.
 * @param texts the text as it stands and as it shall be
 * @throws AppError `forbidden`
 */
export function assertDepartment(
  { department }: Pick<StaffAccount, 'department'>,
  ...texts: readonly { issuers: readonly string[] }[]
): void {
  if (department && texts.some(({ issuers }) => !issuers.includes(department))) {
    throw new AppError('forbidden', { detail: `您只能编辑发文机关为“${department}”的内容` });
  }
}

/** Whether a person may write a text: by their role and department. @throws AppError `forbidden` */
export function assertWriter(
  actor: Pick<StaffAccount, 'role' | 'department'>,
  ...texts: readonly { issuers: readonly string[] }[]
): void {
  assertRole('edit', actor.role);
  assertDepartment(actor, ...texts);
}
