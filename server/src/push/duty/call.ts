import { AppError } from '../../errors';
import type { Logger } from '../../observability';
import { addresseesOf, reserveCredits } from '../../subscriptions';
import type { WechatClient } from '../../wechat';
import type { CampaignRecord } from '../model';
import { ANSWER_WITHIN_MS, callsDuty } from './callRules';
import { DutyCalls, DutyPersons, type CallRecord, type CallStep, type DutyPerson } from './model';
import { personsFor } from './persons';

/** Opens the call of an alert, once. @returns whether the persons on duty are called for it */
export async function openCall(campaign: CampaignRecord, regions: readonly string[], now: Date): Promise<boolean> {
  if (campaign.type !== 'alert-issued' && campaign.type !== 'alert-raised') return false;
  if (!callsDuty(campaign.title, campaign.level)) return false;
  const persons = await personsFor(regions);
  const call: Omit<CallRecord, '_id'> = {
    noticeId: campaign.noticeId,
    title: campaign.title,
    level: campaign.level,
    status: 'open',
    queue: persons.map((person) => person._id),
    steps: [],
    log: [{ at: now, what: `开始叫应，共 ${persons.length} 人` }],
    dueAt: now,
    createdAt: now,
  };
  await DutyCalls.updateOne({ _id: campaign._id }, { $setOnInsert: call }, { upsert: true });
  return true;
}

interface CallTools {
  client: Pick<WechatClient, 'sendSubscribeMessage'>;
  /** The campaign of a call, for its card. */
  campaignOf: (id: string) => Promise<CampaignRecord | null>;
  now: () => Date;
  logger: Logger;
}

/** Takes every call that is due one step further; safe to run anywhere and again. */
export async function advanceCalls(tools: CallTools): Promise<void> {
  const due = await DutyCalls.find({ status: 'open', dueAt: { $lte: tools.now() } }).lean<CallRecord[]>();
  for (const call of due) await advance(call, tools);
}

async function advance(call: CallRecord, tools: CallTools): Promise<void> {
  const now = tools.now();
  const index = call.steps.length;
  const last = call.steps[index - 1];
  const set: Partial<CallRecord> = {};
  const steps = [...call.steps];
  const log: CallRecord['log'] = [];
  if (last && (last.state === 'notified' || last.state === 'calling')) {
    steps[index - 1] = { ...last, state: 'no-answer', phoneTask: 'todo' };
    log.push({ at: now, what: `${last.name} 3 分钟内没有确认，请电话叫应` });
  }
  const personId = call.queue[index];
  const person = personId === undefined ? null : await DutyPersons.findById(personId).lean<DutyPerson>();
  if (personId !== undefined && !person) log.push({ at: now, what: '责任人已撤销，跳过' });
  if (personId === undefined) {
    set.status = 'exhausted';
    log.push({ at: now, what: '所有责任人都已叫过，请逐一电话叫应' });
  } else {
    set.dueAt = person ? new Date(now.getTime() + ANSWER_WITHIN_MS) : now;
  }
  if (personId !== undefined) steps.push(stepFor(personId, person, now));
  // The step is written before the message goes out: whoever else advances this call finds it changed.
  const taken = await DutyCalls.updateOne(
    { _id: call._id, status: 'open', steps: { $eq: call.steps } },
    { $set: { ...set, steps }, $push: { log: { $each: log } } },
  );
  if (taken.modifiedCount === 1 && person) await notify(call, index, person, tools);
}

function stepFor(personId: string, person: DutyPerson | null, at: Date): CallStep {
  return {
    personId,
    name: person?.name ?? '',
    office: person?.office ?? '',
    phone: person?.phone ?? '',
    residentId: person?.residentId ?? null,
    state: person ? 'calling' : 'unreachable',
    at,
    phoneTask: 'none',
  };
}

/** Sends the message; a person whom WeChat does not reach becomes a phone task, and the next one's turn comes at once. */
async function notify(call: CallRecord, index: number, person: DutyPerson, tools: CallTools): Promise<void> {
  const reached = await sendTo(call, person, tools);
  const now = tools.now();
  const path = `steps.${index}`;
  const what = reached ? `已用微信通知 ${person.name}` : `微信通知不到 ${person.name}，请立即电话叫应`;
  await DutyCalls.updateOne(
    { _id: call._id, [`${path}.state`]: 'calling' },
    {
      $set: reached
        ? { [`${path}.state`]: 'notified' }
        : { [`${path}.state`]: 'unreachable', [`${path}.phoneTask`]: 'todo', dueAt: now },
      $push: { log: { at: now, what } },
    },
  );
  tools.logger.info({ action: 'push.call', call: call._id, step: index, reached });
}

async function sendTo(call: CallRecord, person: DutyPerson, tools: CallTools): Promise<boolean> {
  const card = (await tools.campaignOf(call._id))?.card;
  if (!person.residentId || !card) return false;
  const [addressee] = await addresseesOf([person.residentId]);
  const holders = await reserveCredits([person.residentId], 'alert', card.longTerm, `call:${call._id}`);
  if (!addressee || !holders.has(person.residentId)) return false;
  const result = await tools.client.sendSubscribeMessage({
    touser: addressee.openid,
    templateId: card.templateId,
    page: card.page,
    data: card.data,
  });
  // Without an answer it may have arrived: three minutes will tell.
  return result.status === 'no-answer' ? result.sent : result.errcode === 0;
}

/** A person confirms in the app. @throws AppError `not_found` when they are not called, `transition_not_allowed` when it is over */
export async function confirmCall(callId: string, residentId: string, now: Date): Promise<void> {
  const call = await DutyCalls.findById(callId).lean<CallRecord>();
  const index = call?.steps.findIndex((step) => step.residentId === residentId) ?? -1;
  const step = call?.steps[index];
  if (!step) throw new AppError('not_found');
  await settle(callId, index, 'confirmed', `${step.name} 已确认`, now);
}

/** Staff report what a phone call brought. @throws AppError `not_found`, `transition_not_allowed` */
export async function reportPhoneCall(
  callId: string,
  personId: string,
  reached: boolean,
  by: string,
  now: Date,
): Promise<void> {
  const call = await DutyCalls.findById(callId).lean<CallRecord>();
  const index = call?.steps.findIndex((step) => step.personId === personId) ?? -1;
  const step = call?.steps[index];
  if (!step) throw new AppError('not_found');
  const path = `steps.${index}.phoneTask`;
  const word = reached ? '已接通' : '未接通';
  const set = reached
    ? { [path]: 'reached', [`steps.${index}.state`]: 'confirmed', status: 'confirmed' as const }
    : { [path]: 'not-reached' };
  const done = await DutyCalls.updateOne(
    { _id: callId, [path]: { $in: ['todo', 'not-reached'] } },
    { $set: set, $push: { log: { at: now, what: `${by} 电话叫应 ${step.name}：${word}` } } },
  );
  if (done.modifiedCount === 0) throw new AppError('transition_not_allowed');
}

async function settle(callId: string, index: number, state: 'confirmed', what: string, now: Date): Promise<void> {
  const path = `steps.${index}.state`;
  const done = await DutyCalls.updateOne(
    { _id: callId, [path]: { $ne: state } },
    { $set: { [path]: state, status: 'confirmed' }, $push: { log: { at: now, what } } },
  );
  if (done.modifiedCount === 0) throw new AppError('transition_not_allowed');
}
