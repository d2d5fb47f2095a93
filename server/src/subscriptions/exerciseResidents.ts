import type { ChangeKind } from '../approvals';
import { defineModel } from '../database';
import type { ExerciseResident } from '@shuozhi/shared/api';

/** A resident who is reached by exercises (演练), with the name under which staff know them. */
interface ExerciseResidentRecord {
  /** The resident's id. */
  _id: string;
  name: string;
}

const ExerciseResidents = defineModel<ExerciseResidentRecord>('exerciseresidents', {
  name: { type: String, required: true },
});

/** Ids of the residents whom exercises reach. */
export async function exerciseResidents(): Promise<string[]> {
  return (await listExerciseResidents()).map(({ residentId }) => residentId);
}

/** The residents whom exercises reach, by name. */
export async function listExerciseResidents(): Promise<ExerciseResident[]> {
  const rows = await ExerciseResidents.find({}).sort({ name: 1, _id: 1 }).lean<ExerciseResidentRecord[]>();
  return rows.map(({ _id, name }) => ({ residentId: _id, name }));
}

/** Names the residents whom exercises reach; all others no longer are. Running it again changes nothing. */
export async function nameExerciseResidents(residents: readonly ExerciseResident[]): Promise<void> {
  for (const { residentId, name } of residents) {
    await ExerciseResidents.updateOne({ _id: residentId }, { $set: { name } }, { upsert: true });
  }
  await ExerciseResidents.deleteMany({ _id: { $nin: residents.map(({ residentId }) => residentId) } });
}

/** Forgets a resident who leaves. */
export async function removeExerciseResident(residentId: string): Promise<void> {
  await ExerciseResidents.deleteOne({ _id: residentId });
}

/** Who is named for exercises (演练): another person approves the whole list. */
export const exerciseResidentsKind: ChangeKind<{ residents: ExerciseResident[] }> = {
  name: 'alerts.exercise-residents',
  wordless: true,
  personal: true,
  apply: ({ payload }) => nameExerciseResidents(payload.residents),
};
