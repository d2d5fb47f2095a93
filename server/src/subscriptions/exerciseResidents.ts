import type { ExerciseResident, StaffAccount } from '@shuozhi/shared/api';
import {
  changesListing,
  contentHash,
  eraseFromLists,
  proposeChange,
  type ChangeKind,
  type ChangeRequest,
} from '../approvals';
import { defineModel } from '../database';
import { AppError } from '../errors';

/** A resident who is reached by exercises (演练), with the name under which staff know them. */
interface ExerciseResidentRecord {
  /** The resident's id. */
  _id: string;
  name: string;
}

interface ExerciseList {
  residents: ExerciseResident[];
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

/** What every request for this list is about. */
const TARGET = 'exercise-residents';

/** Forgets a resident who leaves, also in what was proposed: a request that named them can no longer be approved. */
export async function removeExerciseResident(residentId: string): Promise<void> {
  await ExerciseResidents.deleteOne({ _id: residentId });
  await eraseFromLists(TARGET, 'residents', { residentId });
}

/** What is kept about a resident for exercises: the name that staff gave them, now and in what was proposed. */
export async function exportExerciseResident(residentId: string) {
  const named = await ExerciseResidents.findById(residentId).lean<ExerciseResidentRecord>();
  const changes = await changesListing<ExerciseList>(TARGET, 'residents', { residentId });
  return {
    name: named?.name ?? null,
    proposals: changes.map(({ payload, state, createdAt }) => ({
      name: payload.residents.find((one) => one.residentId === residentId)?.name ?? null,
      state,
      at: createdAt.toISOString(),
    })),
  };
}

/** The hash of who is named: the order of the list says nothing. */
const hashOfList = (residents: readonly ExerciseResident[]): string =>
  contentHash([...residents].sort((a, b) => (a.residentId < b.residentId ? -1 : 1)));

/** Who is named for exercises (演练): another person approves the whole list. */
export const exerciseResidentsKind: ChangeKind<ExerciseList, void> = {
  name: 'alerts.exercise-residents',
  wordless: true,
  personal: true,
  apply: async ({ payload, base }) => {
    const current = hashOfList(await listExerciseResidents());
    // The list is the proposed one already when it was applied before the process died.
    if (current !== base && current !== hashOfList(payload.residents)) {
      throw new AppError('conflict', { detail: '演练人员名单在此期间已改动，请按现在的名单重新提出' });
    }
    await nameExerciseResidents(payload.residents);
  },
};

/** Proposes the residents whom exercises reach, in place of those who are named now. */
export async function proposeExerciseResidents(
  payload: ExerciseList,
  author: Pick<StaffAccount, 'id'>,
  now: Date,
): Promise<ChangeRequest> {
  const base = hashOfList(await listExerciseResidents());
  return proposeChange(exerciseResidentsKind, { target: TARGET, base, payload }, author, now);
}
