import { AppError } from '../errors';
import { releaseUnsent } from './advanceEscalations';
import { Escalations, DutyPersons, type EscalationRecord, type DutyPerson } from './model';
import { stepTransition, transition } from './states';

/** An escalation and the place of the person's step in it. @throws AppError `not_found` when they had none */
async function findStep(callId: string, isTheirs: (personId: string) => boolean) {
  const call = await Escalations.findById(callId).lean<EscalationRecord>();
  const index = call?.steps.findIndex((step) => isTheirs(step.personId)) ?? -1;
  const step = call?.steps[index];
  if (!call || !step) throw new AppError('not_found');
  return { call, step, path: `steps.${index}` };
}

/**
 * A person confirms in the app, with the WeChat that is bound to them now. Confirming again changes nothing.
 * @throws AppError `not_found` when they are not called
 */
export async function confirmEscalation(callId: string, residentId: string, now: Date): Promise<void> {
  const persons = await DutyPersons.find({ residentId, active: true }, '_id').lean<DutyPerson[]>();
  const { call, step, path } = await findStep(callId, (id) => persons.some((person) => person._id === id));
  await Escalations.updateOne(
    { _id: callId, [`${path}.state`]: { $ne: 'confirmed' } },
    {
      $set: { [`${path}.state`]: stepTransition(step.state, 'confirm'), status: transition(call.status, 'confirm') },
      $push: { log: { at: now, what: `${step.name} 已确认` } },
    },
  );
  // Nobody needs to phone them any more.
  await Escalations.updateOne(
    { _id: callId, [`${path}.phoneTask`]: 'todo' },
    { $set: { [`${path}.phoneTask`]: 'none' } },
  );
  await releaseUnsent(call);
}

/** Staff report what a phone call brought. @throws AppError `not_found`, `transition_not_allowed` */
export async function reportPhoneCall(
  callId: string,
  personId: string,
  reached: boolean,
  by: string,
  now: Date,
): Promise<void> {
  const { call, step, path } = await findStep(callId, (id) => id === personId);
  const task = `${path}.phoneTask`;
  const word = reached ? '已接通' : '未接通';
  const set = reached
    ? {
        [task]: 'reached',
        [`${path}.state`]: stepTransition(step.state, 'confirm'),
        status: transition(call.status, 'confirm'),
      }
    : { [task]: 'not-reached' };
  const done = await Escalations.updateOne(
    { _id: callId, [task]: { $in: ['todo', 'not-reached'] } },
    { $set: set, $push: { log: { at: now, what: `${by} 电话叫应 ${step.name}：${word}` } } },
  );
  if (done.modifiedCount === 0) throw new AppError('transition_not_allowed');
  if (reached) await releaseUnsent(call);
}
