import type { OwnCall, OwnDuty } from '@shuozhi/shared/api';
import { ANSWER_WITHIN_MS } from './callRules';
import { DutyCalls, DutyPersons, type CallRecord, type CallStep, type DutyPerson } from './model';

const CALLS_SHOWN = 20;

/** How a call stands for the person of this step. */
export function ownState(
  status: CallRecord['status'],
  step: Pick<CallStep, 'state' | 'at'>,
  now: Date,
): OwnCall['state'] {
  if (step.state === 'confirmed') return 'confirmed';
  if (status === 'confirmed') return 'answered';
  return now.getTime() < step.at.getTime() + ANSWER_WITHIN_MS ? 'waiting' : 'overdue';
}

/** Which person on duty a resident is, and the calls that reached their turn, newest first. */
export async function readOwnDuty(residentId: string, now: Date): Promise<OwnDuty> {
  const person = await DutyPersons.findOne({ residentId, active: true }, 'name office').lean<DutyPerson>();
  if (!person) return { person: null, calls: [] };
  const calls = await DutyCalls.find({ 'steps.residentId': residentId })
    .sort({ createdAt: -1, _id: -1 })
    .limit(CALLS_SHOWN)
    .lean<CallRecord[]>();
  return {
    person: { name: person.name, office: person.office },
    calls: calls.flatMap(({ _id, noticeId, title, level, status, steps }) => {
      const step = steps.find((one) => one.residentId === residentId);
      if (!step) return [];
      return [
        {
          ...{ id: _id, noticeId, title, level },
          calledAt: step.at.toISOString(),
          answerBy: new Date(step.at.getTime() + ANSWER_WITHIN_MS).toISOString(),
          state: ownState(status, step, now),
        },
      ];
    }),
  };
}
