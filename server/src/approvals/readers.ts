import type { StaffRole } from '@shuozhi/shared/api';
import { AppError } from '../errors';

/** Roles that may approve what others wrote, and give it back. */
export const APPROVER_ROLES: readonly StaffRole[] = ['approver', 'admin'];

/** @throws AppError `forbidden` when the role may not approve */
export function assertApprover(role: StaffRole, approvers = APPROVER_ROLES): void {
  if (!approvers.includes(role)) throw new AppError('forbidden');
}

/** @throws AppError `same_person` when the person is one of the authors: only who has merely read may approve */
export function assertReader(person: string, authors: readonly string[]): void {
  if (authors.includes(person)) throw new AppError('same_person');
}

/** `authors` and who joins them, each once. */
export const joined = (authors: readonly string[], ...more: string[]): string[] => [...new Set([...authors, ...more])];
