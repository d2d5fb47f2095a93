import type { Logger } from '../observability';
import type { WechatClient } from '../wechat';
import { answerBy } from './escalationRules';
import { giveBack, notifyPerson, type AttemptOutcome } from './notifyPerson';
import {
  Escalations,
  DutyPersons,
  type EscalationLogEntry,
  type EscalationRecord,
  type EscalationStep,
  type DutyPerson,
} from './model';
import { isWaiting, stepTransition, transition } from './states';

export interface EscalationTools {
  client: Pick<WechatClient, 'sendSubscribeMessage'>;
  now: () => Date;
  logger: Logger;
}

/** An attempt without an outcome after this time died with its process; longer than a send with its time-outs. */
const ATTEMPT_ENDS_WITHIN_MS = 20_000;

/** Takes every escalation that is due one step further; safe to run anywhere and again. One that fails stops no other. */
export async function advanceEscalations(tools: EscalationTools): Promise<void> {
  const due = await Escalations.find({ status: 'open', dueAt: { $lte: tools.now() } }, '_id')
    .sort({ createdAt: -1 })
    .lean<Pick<EscalationRecord, '_id'>[]>();
  for (const { _id } of due) {
    try {
      // After a person who cannot be reached the next one follows at once.
      while (await advance(_id, tools));
    } catch (err) {
      tools.logger.error({ action: 'escalation.call', call: _id, err });
    }
  }
}

/** One step of an escalation that is due. True when there may be another one at once. */
async function advance(id: string, tools: EscalationTools): Promise<boolean> {
  const now = tools.now();
  const call = await Escalations.findOne({ _id: id, status: 'open', dueAt: { $lte: now } }).lean<EscalationRecord>();
  if (!call) return false;
  const last = call.steps.at(-1);
  const isStillCalling = last?.state === 'calling' && now < answerBy(last);
  const before = isStillCalling ? { steps: call.steps.slice(0, -1), log: [] } : await endLast(call, now);
  const personId = call.queue[before.steps.length];
  if (personId === undefined) return endCall(call, before, tools);
  const person = await DutyPersons.findOne({ _id: personId, active: true }).lean<DutyPerson>();
  if (!person) return skip(call, personId, before, now);
  return attemptPerson(call, isStillCalling ? last : newStep(person, now), person, before, tools);
}

/** The steps of a call and what is to be logged with them. */
interface Progress {
  steps: EscalationStep[];
  log: EscalationLogEntry[];
}

type Named = Pick<DutyPerson, '_id' | 'name' | 'office' | 'phone'>;

const newStep = ({ _id, name, office, phone }: Named, at: Date): EscalationStep => ({
  personId: _id,
  name,
  office,
  phone,
  at,
  state: 'calling',
  phoneTask: 'none',
  tries: 0,
  inDoubt: false,
});

/** The three minutes of the last person are over, or nothing could be sent: they are to be phoned. */
async function endLast(call: EscalationRecord, now: Date): Promise<Progress> {
  const last = call.steps.at(-1);
  if (!last || !isWaiting(last.state)) return { steps: call.steps, log: [] };
  const neverSent = last.state === 'calling' && !last.inDoubt;
  if (neverSent) await giveBackTo(call, last.personId);
  const what = neverSent
    ? `微信 3 分钟内没有通知到 ${last.name}，请电话叫应`
    : `${last.name} 3 分钟内没有确认，请电话叫应`;
  const ended: EscalationStep = {
    ...last,
    state: stepTransition(last.state, neverSent ? 'fail' : 'time-out'),
    phoneTask: 'todo',
  };
  return { steps: [...call.steps.slice(0, -1), ended], log: [{ at: now, what }] };
}

/**
 * Writes how a call goes on before anything is done: whoever else advances it, or confirms, finds it changed.
 * @returns false when somebody else was first
 */
async function claim(
  call: EscalationRecord,
  { steps, log }: Progress,
  set: Partial<EscalationRecord>,
): Promise<boolean> {
  const taken = await Escalations.updateOne(
    { _id: call._id, status: 'open', dueAt: call.dueAt, steps: { $eq: call.steps } },
    { $set: { ...set, steps }, $push: { log: { $each: log } } },
  );
  return taken.modifiedCount === 1;
}

async function attemptPerson(
  call: EscalationRecord,
  step: EscalationStep,
  person: DutyPerson,
  { steps, log }: Progress,
  tools: EscalationTools,
): Promise<boolean> {
  const dueAt = earlier(new Date(tools.now().getTime() + ATTEMPT_ENDS_WITHIN_MS), answerBy(step));
  const trying: EscalationStep = { ...step, tries: step.tries + 1, inDoubt: true };
  if (!(await claim(call, { steps: [...steps, trying], log }, { dueAt }))) return false;
  const outcome = await notifyPerson(call, step, person, tools);
  await record(call, steps.length, step, outcome, tools);
  return outcome.state === 'unreachable';
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

/** Writes the outcome of a try, unless the turn is over already. */
async function record(
  call: EscalationRecord,
  index: number,
  step: EscalationStep,
  outcome: AttemptOutcome,
  tools: EscalationTools,
): Promise<void> {
  const now = tools.now();
  const path = `steps.${index}`;
  const mine = { _id: call._id, [`${path}.state`]: 'calling' };
  const found = changesOf(outcome, step, now);
  const set = Object.fromEntries(Object.entries(found.step).map(([field, value]) => [`${path}.${field}`, value]));
  const written = await Escalations.updateOne(outcome.state === 'calling' ? { ...mine, status: 'open' } : mine, {
    $set: { ...set, dueAt: found.dueAt },
    $push: { log: { at: now, what: found.what } },
  });
  const over = written.modifiedCount === 0;
  // Somebody confirmed meanwhile: there will be no other try.
  if (over && outcome.state === 'calling' && !outcome.inDoubt) await giveBackTo(call, step.personId);
  tools.logger.info({ action: 'escalation.call', call: call._id, step: index, outcome: outcome.state, over });
}

function changesOf(
  outcome: AttemptOutcome,
  step: EscalationStep,
  now: Date,
): { step: Partial<EscalationStep>; dueAt: Date; what: string } {
  const { name } = step;
  if (outcome.state === 'notified') {
    return {
      step: { state: stepTransition('calling', 'accept'), inDoubt: false },
      dueAt: answerBy(step),
      what: `已用微信通知 ${name}`,
    };
  }
  if (outcome.state === 'unreachable') {
    const what = `微信通知不到 ${name}（${outcome.why}），请立即电话叫应`;
    return {
      step: { state: stepTransition('calling', 'fail'), phoneTask: 'todo' as const, inDoubt: false },
      dueAt: now,
      what,
    };
  }
  const dueAt = earlier(new Date(now.getTime() + outcome.retryInMs), answerBy(step));
  return { step: { inDoubt: outcome.inDoubt }, dueAt, what: `微信暂时通知不到 ${name}（${outcome.why}），稍后再试` };
}

/** A person taken off duty since the call began. */
async function skip(call: EscalationRecord, personId: string, { steps, log }: Progress, now: Date): Promise<boolean> {
  const gone = newStep({ _id: personId, name: '', office: '', phone: '' }, now);
  const skipped: Progress = {
    steps: [...steps, { ...gone, state: stepTransition(gone.state, 'fail') }],
    log: [...log, { at: now, what: '责任人已撤销，跳过' }],
  };
  return claim(call, skipped, { dueAt: now });
}

/** Stands for whoever should have been on the list: the alert must not go by without a task for staff. */
const NOBODY: Named = { _id: 'unlisted', name: '未登记责任人', office: '请按值班表电话叫应', phone: '' };

/** Everybody had their turn. */
async function endCall(call: EscalationRecord, { steps, log }: Progress, tools: EscalationTools): Promise<false> {
  const now = tools.now();
  const hasTask = steps.some((step) => step.phoneTask !== 'none');
  const nobody: EscalationStep = { ...newStep(NOBODY, now), state: 'unreachable', phoneTask: 'todo' };
  const what = hasTask ? '所有责任人都已叫过，请逐一电话叫应' : '没有责任人可叫，请按值班表电话叫应';
  const ended = { steps: hasTask ? steps : [...steps, nobody], log: [...log, { at: now, what }] };
  if (await claim(call, ended, { status: transition(call.status, 'exhaust') })) {
    tools.logger.warn({ action: 'escalation.call', call: call._id, outcome: 'exhausted' });
  }
  return false;
}

async function giveBackTo(call: EscalationRecord, personId: string): Promise<void> {
  const person = await DutyPersons.findById(personId).lean<DutyPerson>();
  await giveBack(call, person?.residentId ?? null, personId);
}

/** Gives back the credits of those whom no message can have reached; for a call that is over. */
export async function releaseUnsent(call: EscalationRecord): Promise<void> {
  for (const { personId, state, inDoubt } of call.steps) {
    if (state === 'calling' && !inDoubt) await giveBackTo(call, personId);
  }
}
