import type { SendResult } from '../../wechat';
import type { DeliveryState } from '../states';
import type { AfterUnknown } from '../unknown';
import { NO_ANSWER, ruleFor, type CodeRule, type HoldReach } from './codes';

/** At most this many tries of one message while WeChat is busy or silent: together they outlast 25 seconds. */
export const MOST_TRIES = 5;
const FIRST_RETRY_MS = 1000;
const RETRY_GROWTH = 4;
/** No wait for another try is longer. */
export const LONGEST_RETRY_MS = 30_000;
/** Silences after which an alert, too, is left as unknown. */
const MOST_SILENCES = 3;

/** What a try starts from. */
export interface Try {
  /** Tries before this one. */
  tries: number;
  /** An earlier try may have been delivered. */
  uncertain: boolean;
  /** What the campaign's rule says about unknown outcomes. */
  afterUnknown: AfterUnknown;
  longTerm: boolean;
  /** WeChat as a whole is down: a busy or missing answer is not the message's fault. */
  systemic: boolean;
  /** Nobody has heard from WeChat for a while: another silence says nothing about the message. */
  silent: boolean;
}

/** What becomes of a delivery after a try. */
export interface Decision {
  state: Extract<DeliveryState, 'pending' | 'sent' | 'refused' | 'failed' | 'unknown'>;
  code: number;
  msgid: string | null;
  tries: number;
  uncertain: boolean;
  /** With `pending`: milliseconds to wait. */
  retryInMs: number;
  credit: CodeRule['credit'];
  hold: HoldReach | null;
  pace: NonNullable<CodeRule['pace']> | 'good' | null;
  openidInvalid: boolean;
}

/** Exponential wait with half of it jitter after the `tries`-th try; `random` in 0…1. */
export function retryDelay(tries: number, random: number): number {
  return Math.round(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * RETRY_GROWTH ** (tries - 1)) * (0.5 + random / 2));
}

/** Decides by the code table what a try's result means. Pure: `random` (0…1) is the jitter. */
export function decide(result: SendResult, attempt: Try, random: number): Decision {
  return result.status === 'answered'
    ? decideAnswered(result, attempt, random)
    : decideUnanswered(result, attempt, random);
}

function decideUnanswered(
  result: Extract<SendResult, { status: 'no-answer' }>,
  attempt: Try,
  random: number,
): Decision {
  const { systemic, afterUnknown } = attempt;
  const tries = attempt.tries + 1;
  const exhausted = tries >= MOST_TRIES;
  const found = {
    ...{ code: NO_ANSWER, msgid: null, tries, uncertain: attempt.uncertain, retryInMs: 0 },
    ...{ hold: null, pace: 'busy' as const, openidInvalid: false },
  };
  const again = { ...found, state: 'pending' as const, credit: 'spent' as const, retryInMs: retryDelay(tries, random) };
  if (!result.sent) {
    // Nothing reached WeChat in this try; an earlier one may have.
    if (systemic || result.reason === 'no-token') return { ...again, tries: attempt.tries };
    if (!exhausted) return again;
    return attempt.uncertain
      ? { ...found, state: 'unknown', credit: 'spent' }
      : { ...found, state: 'failed', credit: 'back' };
  }
  const isFirst = !attempt.uncertain || (afterUnknown === 'twice' && tries < MOST_SILENCES);
  const retry = afterUnknown !== 'leave' && (isFirst || systemic || attempt.silent);
  // Not soon: what silenced WeChat lasts longer than what made it busy.
  const later = retryDelay(tries + 1, random);
  return retry && !exhausted
    ? { ...again, retryInMs: later, uncertain: true }
    : { ...found, state: 'unknown', uncertain: true, credit: 'spent' };
}

function decideAnswered(
  { errcode: code, msgid }: Extract<SendResult, { status: 'answered' }>,
  attempt: Try,
  random: number,
): Decision {
  const rule = ruleFor(code);
  const tries = attempt.tries + 1;
  const found = {
    ...{ code, msgid: null, tries, uncertain: attempt.uncertain, retryInMs: 0, hold: rule.hold ?? null },
    ...{ pace: rule.pace ?? (code === 0 ? ('good' as const) : null), openidInvalid: rule.openidInvalid ?? false },
  };
  if (rule.outcome === 'sent') return { ...found, state: 'sent', msgid, credit: 'spent' };
  if (code === 43101 && attempt.uncertain && !attempt.longTerm) {
    // The one-time consent was used up by the earlier try: that one was delivered.
    return { ...found, state: 'sent', credit: 'none-left' };
  }
  const again = { ...found, state: 'pending' as const, credit: 'spent' as const, retryInMs: retryDelay(tries, random) };
  // Not the message's fault: does not use up its tries.
  const blameless = rule.outcome === 'retry-later' || (rule.outcome === 'retry' && attempt.systemic);
  if (blameless) return { ...again, tries: attempt.tries };
  if (rule.outcome === 'retry' && tries < MOST_TRIES) return again;
  if (rule.outcome === 'refused') return { ...found, state: 'refused', credit: rule.credit };
  // A refusal of this try says nothing about an earlier one without an answer.
  return attempt.uncertain
    ? { ...found, state: 'unknown', credit: 'spent' }
    : { ...found, state: 'failed', credit: rule.credit };
}
