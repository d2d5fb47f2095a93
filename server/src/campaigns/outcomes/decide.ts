import { nextState, type Conditions, type Decision, type DeliveryAction } from '../../delivery';
import { backoffMs, type Backoff } from '../../runtime';
import type { SendResult } from '../../wechat';
import { NO_ANSWER, ruleFor, type CodeRule, type HoldReach } from './codes';
import type { AfterUnknown } from './unknownOutcomePolicy';

/** At most this many attempts at one message while WeChat is busy or silent: together they outlast 25 seconds. */
export const MOST_ATTEMPTS = 5;
/**
 * No message is tried for longer, even while WeChat as a whole is down, unless what hinders it concerns everybody and has an alarm of its
 * own (a limit, a refused token): so every campaign ends within fifteen minutes of its last first attempt.
 */
const LONGEST_TRYING_MS = 10 * 60_000;
/** No wait for another attempt is longer. */
export const LONGEST_RETRY_MS = 30_000;
const RETRY: Backoff = { firstMs: 1000, growth: 4, longestMs: LONGEST_RETRY_MS, jitter: 0.5 };
/** Silences after which an alert, too, is left as unknown. */
const MOST_SILENCES = 3;

/** What an attempt starts from. */
export interface Attempt extends Conditions {
  /** Attempts before this one that failed and count. */
  failures: number;
  /** Milliseconds since the first attempt; 0 for that one. */
  triedMs: number;
  /** An earlier attempt may have been delivered. */
  uncertain: boolean;
  /** What the policy for the campaign's messages says about unknown outcomes. */
  afterUnknown: AfterUnknown;
  longTerm: boolean;
}

/** What becomes of a delivery after an attempt, and what that means for its credit and its campaign. */
export interface CampaignDecision extends Decision {
  /** What happens to the delivery; `state` is where that leads. */
  action: Extract<DeliveryAction, 'accept' | 'refuse' | 'fail' | 'retry' | 'leaveUnknown'>;
  failures: number;
  uncertain: boolean;
  /** With `retry`: milliseconds to wait. */
  retryInMs: number;
  credit: CodeRule['credit'];
  hold: HoldReach | null;
  /** WeChat does not know the openid. */
  openidInvalid: boolean;
  /** It is sent again although it may have been delivered: that may use up another one-time consent. */
  spendsAnother: boolean;
  /** The refusals of the campaign's people are so many that WeChat is not believed. */
  isDoubted: boolean;
}

/** Whether WeChat refused the person, not the message: the ledger says something else of them. */
export const isRefusal = ({ credit, openidInvalid }: CampaignDecision): boolean =>
  credit === 'none-left' || openidInvalid;

/** A decision without the state that follows from it. */
type Verdict = Omit<CampaignDecision, 'state'>;

/** Exponential wait with half of it jitter after the `failures`-th attempt; `random` in 0…1. */
export function retryDelay(failures: number, random: number): number {
  return backoffMs(failures, RETRY, random);
}

/** Decides by the code table what an attempt's result means. Pure: `random` (0…1) is the jitter. */
export function decide(result: SendResult, attempt: Attempt, random: number): CampaignDecision {
  const verdict =
    result.status === 'answered' ? judgeAnswer(result, attempt, random) : judgeSilence(result, attempt, random);
  // The actions of a decision lead to no other states.
  const state = nextState('sending', verdict.action) as Decision['state'];
  return { ...verdict, state };
}

function judgeSilence(result: Extract<SendResult, { status: 'no-answer' }>, attempt: Attempt, random: number): Verdict {
  const { isProviderDown, isProviderSilent, afterUnknown } = attempt;
  const failures = attempt.failures + 1;
  const isLate = attempt.triedMs >= LONGEST_TRYING_MS;
  const exhausted = failures >= MOST_ATTEMPTS || isLate;
  const retry: Verdict = {
    action: 'retry',
    code: NO_ANSWER,
    msgid: null,
    failures,
    uncertain: attempt.uncertain,
    retryInMs: retryDelay(failures, random),
    credit: 'spent',
    hold: null,
    signal: 'busy',
    openidInvalid: false,
    isDoubted: false,
    spendsAnother: false,
  };
  if (!result.sent) {
    // Nothing reached WeChat in this attempt; an earlier one may have.
    if (result.reason === 'no-token' || (isProviderDown && !isLate)) return { ...retry, failures: attempt.failures };
    return exhausted ? giveUp(retry, 'back') : retry;
  }
  const isFirst = !attempt.uncertain || (afterUnknown === 'twice' && failures < MOST_SILENCES);
  const resend = afterUnknown !== 'leave' && (isFirst || isProviderDown || isProviderSilent);
  // Not soon: what silenced WeChat lasts longer than what made it busy.
  if (resend && !exhausted)
    return { ...retry, retryInMs: retryDelay(failures + 1, random), uncertain: true, spendsAnother: !attempt.longTerm };
  return giveUp({ ...retry, uncertain: true }, 'back');
}

function judgeAnswer(
  { errcode: code, msgid }: Extract<SendResult, { status: 'answered' }>,
  attempt: Attempt,
  random: number,
): Verdict {
  const rule = ruleFor(code);
  const failures = attempt.failures + 1;
  const retry: Verdict = {
    action: 'retry',
    code,
    msgid: null,
    failures,
    uncertain: attempt.uncertain,
    retryInMs: retryDelay(failures, random),
    credit: 'spent',
    hold: rule.hold ?? null,
    signal: rule.signal ?? (code === 0 ? 'good' : null),
    openidInvalid: rule.openidInvalid ?? false,
    isDoubted: false,
    spendsAnother: false,
  };
  if (rule.outcome === 'sent') return { ...retry, action: 'accept', msgid };
  if (code === 43101 && attempt.uncertain && !attempt.longTerm) {
    // The one-time consent was used up by the earlier attempt: that one was delivered.
    return { ...retry, action: 'accept', credit: 'none-left' };
  }
  // Not the message's fault: does not count.
  const isLate = attempt.triedMs >= LONGEST_TRYING_MS;
  const blameless = rule.outcome === 'retry-later' || (rule.outcome === 'retry' && attempt.isProviderDown && !isLate);
  if (blameless) return { ...retry, failures: attempt.failures };
  if (rule.outcome === 'retry' && failures < MOST_ATTEMPTS && !isLate) return retry;
  if (rule.outcome === 'refused') return { ...retry, action: 'refuse', credit: rule.credit };
  return giveUp(retry, rule.credit);
}

/** No further attempt. This one's failure says nothing about an earlier one without an answer: that stays unknown. */
function giveUp(verdict: Verdict, credit: CodeRule['credit']): Verdict {
  return verdict.uncertain ? { ...verdict, action: 'leaveUnknown' } : { ...verdict, action: 'fail', credit };
}
