/** Approvals (审批): one gate for everything public or pushed: bound to the hash of what was read, by a second person. */
export { changedMembers, contentHash } from './contentHash';
export { assertReader } from './readers';
