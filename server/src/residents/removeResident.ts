import { Residents } from './model';

/** What another module does to forget a resident; may run more than once. */
export type RemovalStep = (residentId: string) => Promise<void>;

/**
 * Whatever read the resident before the removal began (a save under way, a page of an audience) has written by then. Until
 * then the removal is repeated; of the resident only the random id stays.
 */
const SETTLED_MS = 60 * 60 * 1000;

async function forget(residentId: string, steps: readonly RemovalStep[]): Promise<void> {
  for (const step of steps) await step(residentId);
}

/**
 * Removes a resident everywhere. The openid goes first: from then on tokens are refused and nothing can be written for
 * them; then the other modules forget. `finishRemovals` ends what a crash cut short and sweeps up what came late.
 */
export async function removeResident(residentId: string, steps: readonly RemovalStep[], now: Date): Promise<void> {
  await Residents.updateOne({ _id: residentId }, { $set: { deletedAt: now }, $unset: { openid: 1 } });
  await forget(residentId, steps);
}

/**
 * Runs the steps again for everybody who left within the hour, the last time when it is over; for a job.
 * @returns how many removals were ended
 */
export async function finishRemovals(steps: readonly RemovalStep[], now: Date): Promise<number> {
  const begun = await Residents.find({ deletedAt: { $type: 'date' } }, { deletedAt: 1 }).lean();
  const settled: string[] = [];
  for (const { _id, deletedAt } of begun) {
    await forget(_id, steps);
    if (deletedAt !== null && now.getTime() - deletedAt.getTime() > SETTLED_MS) settled.push(_id);
  }
  const ended = await Residents.deleteMany({ _id: { $in: settled } });
  return ended.deletedCount;
}
