import { DutyPersons, Escalations, type DutyPerson, type EscalationRecord } from './model';

/**
 * Everything kept about a resident who is on duty, or claims to be, for the export of their data. Number, districts and
 * calls are those of the person on duty: they are shown once the binding is approved.
 */
export async function exportDuty(residentId: string) {
  const theirs = { $or: [{ residentId }, { 'claim.residentId': residentId }] };
  const persons = await DutyPersons.find(theirs).sort({ _id: 1 }).lean<DutyPerson[]>();
  const bound = persons.filter((person) => person.residentId === residentId).map(({ _id }) => _id);
  const calls = await Escalations.find({ 'steps.personId': { $in: bound } })
    .sort({ createdAt: -1, _id: -1 })
    .lean<EscalationRecord[]>();
  return {
    persons: persons.map(({ _id, name, office, phone, regions, order }) =>
      bound.includes(_id)
        ? { name, office, binding: 'approved', phone, regions, order }
        : { name, office, binding: 'waiting' },
    ),
    calls: calls.flatMap(({ _id, title, steps }) =>
      steps
        .filter(({ personId }) => bound.includes(personId))
        .map(({ state, at, tries, phoneTask }) => ({
          event: _id,
          title,
          state,
          at: at.toISOString(),
          tries,
          phoneTask,
        })),
    ),
  };
}
