import { ChangeRequests, type ChangeRequest } from './model';

/** A change that waits, without what it would do: that may be a megabyte. */
export type WaitingChange = Pick<ChangeRequest, '_id' | 'kind' | 'target' | 'authors' | 'createdAt'>;

const AT_ONCE = 200;

/** The changes that wait for these targets, without their content, oldest first. */
export async function waitingSummaries(targets: readonly string[]): Promise<WaitingChange[]> {
  return ChangeRequests.find({ target: { $in: [...targets] }, state: 'submitted' }, 'kind target authors createdAt')
    .sort({ createdAt: 1, _id: 1 })
    .lean<WaitingChange[]>();
}

/** The targets of the changes of these kinds that wait for a person who wrote nothing of them. */
export async function targetsWaitingFor(person: string, kinds: readonly string[]): Promise<string[]> {
  const waiting = { state: 'submitted', kind: { $in: [...kinds] }, authors: { $ne: person } } as const;
  return ChangeRequests.distinct('target', waiting);
}

/** All changes that wait for an approval, without their content, oldest first. */
export async function changesInReview(): Promise<WaitingChange[]> {
  return ChangeRequests.find({ state: 'submitted' }, 'kind target authors createdAt')
    .sort({ createdAt: 1, _id: 1 })
    .limit(AT_ONCE)
    .lean<WaitingChange[]>();
}
