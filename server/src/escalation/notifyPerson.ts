import { addresseesOf, reserveCredits, returnCredits } from '../subscriptions';
import type { SendResult, WechatClient } from '../wechat';
import {
  type CampaignDecision,
  type Message,
  creditsCounter,
  decide,
  NO_ANSWER,
  retryDelay,
  ruleFor,
} from '../campaigns';
import { blockLength } from '../delivery';
import type { EscalationRecord, EscalationStep, DutyPerson } from './model';

/** The outcome of one attempt to notify a person by WeChat. `calling`: to be tried again. */
export type AttemptOutcome =
  | { state: 'notified' }
  | { state: 'unreachable'; why: string }
  | { state: 'calling'; why: string; inDoubt: boolean; retryInMs: number };

const unreachable = (why: string): AttemptOutcome => ({ state: 'unreachable', why });

/** A person's credit is reserved for their turn in this call, apart from what the alert's campaign takes as for anybody. */
const purposeOf = (call: EscalationRecord, personId: string): string => `call:${call._id}:${personId}`;

/**
 * Makes one attempt to notify a person of the alert. Repeating it after a crash takes no second credit.
 * @param step the person's turn as it stood before this try
 */
export async function notifyPerson(
  call: EscalationRecord,
  step: Pick<EscalationStep, 'tries' | 'inDoubt'>,
  person: DutyPerson,
  tools: { client: Pick<WechatClient, 'sendSubscribeMessage'>; now: () => Date },
): Promise<AttemptOutcome> {
  const { message, kind } = call;
  const { residentId } = person;
  if (!message) return unreachable('没有可发的消息');
  if (residentId === null) return unreachable('没有绑定微信');
  const [to] = await addresseesOf([residentId]);
  if (to?.openidInvalid) return unreachable('微信账号已失效');
  const holders = await reserveCredits([residentId], kind, message.longTerm, purposeOf(call, person._id));
  if (!to || !holders.has(residentId)) return unreachable('没有订阅次数');
  if (step.tries === 0) creditsCounter.inc({ change: 'reserved' });
  const { templateId, page, data } = message;
  const result = await tools.client.sendSubscribeMessage({ touser: to.openid, templateId, page, data });
  const decision = decideAttempt(result, step.inDoubt, message);
  // A refusal changes nothing else of the ledger: the campaign's own message to them gets the same answer, and there it is known
  // whether WeChat is to be believed. Who is on duty must not lose their consents by its mistake.
  if (decision.credit === 'back') await giveBack(call, residentId, person._id);
  return outcomeOf(decision, step.tries + 1, tools.now());
}

/**
 * The code table decides. Whatever is done with other messages, a person on duty is better notified twice than not at all. The three
 * minutes, not a number of attempts, limit how long a busy WeChat is tried. Holding campaigns and lowering the rate are left
 * to the campaign's own sends, which get the same answers.
 */
function decideAttempt(result: SendResult, uncertain: boolean, { longTerm }: Message): CampaignDecision {
  const attempt = {
    failures: 0,
    triedMs: 0,
    uncertain,
    afterUnknown: 'twice' as const,
    longTerm,
    isProviderDown: true,
    isProviderSilent: false,
  };
  const decision = decide(result, attempt, Math.random());
  // An escalation cannot wait for midnight.
  if (decision.state !== 'pending' || decision.signal !== 'day') return decision;
  return uncertain
    ? { ...decision, action: 'leaveUnknown', state: 'unknown', credit: 'spent' }
    : { ...decision, action: 'fail', state: 'failed', credit: 'back' };
}

function outcomeOf(decision: CampaignDecision, tries: number, now: Date): AttemptOutcome {
  if (decision.state === 'sent') return { state: 'notified' };
  const why = decision.code === NO_ANSWER ? '微信没有回音' : ruleFor(decision.code).meaning;
  if (decision.state !== 'pending') return unreachable(why);
  const retryInMs = decision.signal === 'minute' ? blockLength('minute', now) : retryDelay(tries, Math.random());
  return { state: 'calling', why, inDoubt: decision.uncertain, retryInMs };
}

/** Gives back the credit of a person whom no message can have reached; giving it back again changes nothing. */
export async function giveBack(call: EscalationRecord, residentId: string | null, personId: string): Promise<void> {
  if (residentId === null || !call.message) return;
  await returnCredits([residentId], call.kind, call.message.longTerm, purposeOf(call, personId));
  creditsCounter.inc({ change: 'given-back' });
}
