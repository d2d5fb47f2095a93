import type { OwnCall, OwnDuty } from '@shuozhi/shared/api';
import { answerBy } from './escalationRules';
import { Escalations, DutyPersons, type EscalationRecord, type EscalationStep, type DutyPerson } from './model';

const CALLS_SHOWN = 20;

/** How a call stands for the person of this step. */
function ownState(
  status: EscalationRecord['status'],
  step: Pick<EscalationStep, 'state' | 'at'>,
  now: Date,
): OwnCall['state'] {
  if (step.state === 'confirmed') return 'confirmed';
  if (status === 'confirmed') return 'answered';
  return now < answerBy(step) ? 'waiting' : 'overdue';
}

/** Which person on duty a resident is, and the calls that reached their turn, newest first. */
export async function readOwnDuty(residentId: string, now: Date): Promise<OwnDuty> {
  const persons = await DutyPersons.find({ residentId, active: true }, 'name office').lean<DutyPerson[]>();
  const [person] = persons;
  if (!person) {
    const claimed = await DutyPersons.findOne({ 'claim.residentId': residentId, active: true }).lean<DutyPerson>();
    return { person: claimed && { name: claimed.name, office: claimed.office, waiting: true }, calls: [] };
  }
  const ids = persons.map(({ _id }) => _id);
  const calls = await Escalations.find({ 'steps.personId': { $in: ids } })
    .sort({ createdAt: -1, _id: -1 })
    .limit(CALLS_SHOWN)
    .lean<EscalationRecord[]>();
  return {
    person: { name: person.name, office: person.office, waiting: false },
    calls: calls.flatMap(({ _id, noticeId, title, level, status, steps }) => {
      const step = steps.find((one) => ids.includes(one.personId));
      if (!step) return [];
      return [
        {
          id: _id,
          noticeId,
          title,
          level,
          calledAt: step.at.toISOString(),
          answerBy: answerBy(step).toISOString(),
          state: ownState(status, step, now),
        },
      ];
    }),
  };
}
