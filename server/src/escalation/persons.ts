import { CITYWIDE } from '@shuozhi/shared';
import { DutyPersons, type DutyPerson } from './model';

/** Everybody on duty, in calling order. */
export async function listPersons(): Promise<DutyPerson[]> {
  return DutyPersons.find({ active: true }).sort({ order: 1, _id: 1 }).lean<DutyPerson[]>();
}

/** Who is called for an alert in `regions`, in order; everybody for a citywide one. */
export async function personsFor(regions: readonly string[]): Promise<DutyPerson[]> {
  const citywide = regions.length === 0 || regions.includes(CITYWIDE);
  const everyone = await listPersons();
  return everyone.filter(
    (person) => citywide || person.regions.length === 0 || person.regions.some((region) => regions.includes(region)),
  );
}
