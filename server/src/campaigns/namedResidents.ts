import { Campaigns } from './model';

/** Exercises name whom they reach in the campaign itself. */
const naming = (residentId: string) => ({ sources: { $elemMatch: { by: 'residents', values: residentId } } });

/** The exercises that named a resident, oldest first, for the export of their data. */
export async function exercisesNaming(residentId: string): Promise<{ event: string; at: string }[]> {
  const campaigns = await Campaigns.find(naming(residentId), 'at').sort({ at: 1 }).lean();
  return campaigns.map(({ _id, at }) => ({ event: _id, at: at.toISOString() }));
}

/** Forgets a resident who leaves; an exercise under way no longer reaches them. */
export async function removeFromExercises(residentId: string): Promise<void> {
  await Campaigns.updateMany(
    naming(residentId),
    { $pull: { 'sources.$[named].values': residentId } },
    { arrayFilters: [{ 'named.by': 'residents' }] },
  );
}
