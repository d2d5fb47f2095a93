/** Approvals (审批): one gate for everything public or pushed: bound to the hash of what was read, by a second person. */
export {
  acceptChange,
  approveChange,
  conflictWith,
  finishChanges,
  kindOf,
  proposeChange,
  waitingChanges,
  type AnyChangeKind,
  type ChangeKind,
} from './changes';
export { namedInPayloads } from './namedInPayloads';
export { changedMembers, contentHash } from './contentHash';
export { changesListing, eraseFromChanges, eraseFromLists } from './erase';
export type { ChangeRequest } from './model';
export { APPROVER_ROLES, assertReader, joined, type Reader, type SharedAccount } from './readers';
export { approvalsRoutes, presentChange } from './routes';
export { changesInReview, targetsWaitingFor, waitingSummaries, type WaitingChange } from './waiting';
