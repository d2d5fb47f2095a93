import { ResidentModel } from './model';

/** What another room does to forget a resident; may run more than once. */
export type RemovalStep = (residentId: string) => Promise<void>;

async function finish(residentId: string, steps: readonly RemovalStep[]): Promise<void> {
  for (const step of steps) await step(residentId);
  await ResidentModel.deleteOne({ _id: residentId });
}

/**
 * Removes a resident everywhere. The openid goes first: from then on tokens are refused and nothing can be sent; then
 * the other rooms forget, at last the resident itself. A removal that a crash cut short is ended by `finishRemovals`.
 */
export async function removeResident(residentId: string, steps: readonly RemovalStep[], now: Date): Promise<void> {
  await ResidentModel.updateOne({ _id: residentId }, { $set: { deletedAt: now }, $unset: { openid: 1 } });
  await finish(residentId, steps);
}

/** Ends removals that began but did not end; for a job. @returns how many */
export async function finishRemovals(steps: readonly RemovalStep[]): Promise<number> {
  const begun = await ResidentModel.find({ deletedAt: { $type: 'date' } }, { _id: 1 }).lean();
  for (const { _id } of begun) await finish(_id, steps);
  return begun.length;
}
