import type { StaffAccount, StaffRole } from '@shuozhi/shared/api';
import { AppError } from '../errors';

/** Roles that may approve what others wrote, and give it back. */
export const APPROVER_ROLES: readonly StaffRole[] = ['approver', 'admin'];

/** @throws AppError `forbidden` when the role may not approve */
export function assertApprover(role: StaffRole, approvers = APPROVER_ROLES): void {
  if (!approvers.includes(role)) throw new AppError('forbidden');
}

/** Who is about to approve something. */
export type Reader = StaffAccount & {
  /** Accounts that one person may hold, or may have held, together with this one: whose one-time password was drawn from the other. */
  sameHands?: readonly SharedAccount[];
};

/** An account that one person may have held together with their own. */
export interface SharedAccount {
  id: string;
  /** Since when it surely is somebody else's; null: it may be the person's still. */
  until: Date | null;
}

/** Everybody as whom a person may have written something that was begun then. */
export const handsOf = ({ id, sameHands = [] }: Pick<Reader, 'id' | 'sameHands'>, begun: Date): string[] => [
  id,
  ...sameHands.filter(({ until }) => until === null || begun < until).map((account) => account.id),
];

/**
 * @param begun when the first word of it was written
 * @throws AppError `same_person` when the person may be one of the authors: only who has merely read may approve
 */
export function assertReader(reader: Reader, authors: readonly string[], begun: Date): void {
  // Of a text of an earlier version nobody knows who wrote it: it may have been the reader.
  if (authors.length === 0) {
    throw new AppError('same_person', { detail: '不知道这份内容是谁写的，请退回后由拟稿人重新提交' });
  }
  if (authors.includes(reader.id)) throw new AppError('same_person');
  if (handsOf(reader, begun).some((id) => authors.includes(id))) {
    throw new AppError('same_person', {
      detail: '作者的账号由您开通或重置，或您的账号由作者开通或重置，请由另一位同事审批',
    });
  }
}

/** `authors` and who joins them, each once. */
export const joined = (authors: readonly string[], ...more: string[]): string[] => [...new Set([...authors, ...more])];
