import type { SendResult } from '../../wechat';
import type { DeliveryState } from '../states';
import { NO_ANSWER, ruleFor, type CodeRule, type HoldReach } from './codes';

/** At most this many tries of one message while WeChat is busy or silent. */
export const MOST_TRIES = 5;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

/** What a try starts from. */
export interface Try {
  /** Tries before this one. */
  tries: number;
  /** An earlier try may have been delivered. */
  uncertain: boolean;
  /** What the campaign's rule says about unknown outcomes. */
  afterUnknown: 'resend' | 'leave';
  longTerm: boolean;
  /** WeChat as a whole is down: a busy answer does not use up the message's tries. */
  systemic: boolean;
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

/** Exponential wait with full jitter after the `tries`-th try; `random` in 0…1. */
export function retryDelay(tries: number, random: number): number {
  return Math.round(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (tries - 1)) * (0.5 + random / 2));
}

/** Decides by the code table what a try's result means. Pure: `random` (0…1) is the jitter. */
export function decide(result: SendResult, attempt: Try, random: number): Decision {
  const tries = attempt.tries + 1;
  const base = { tries, uncertain: attempt.uncertain, retryInMs: 0, msgid: null, hold: null, openidInvalid: false };
  const wait = retryDelay(tries, random);

  if (result.status === 'no-answer') {
    const code = NO_ANSWER;
    const exhausted = tries >= MOST_TRIES;
    if (!result.sent) {
      // Nothing reached WeChat in this try; an earlier one may have.
      if (attempt.systemic) {
        return {
          ...base,
          tries: attempt.tries,
          state: 'pending',
          code,
          retryInMs: wait,
          credit: 'spent',
          pace: 'busy',
        };
      }
      if (!exhausted) return { ...base, state: 'pending', code, retryInMs: wait, credit: 'spent', pace: 'busy' };
      const state = attempt.uncertain ? 'unknown' : 'failed';
      return { ...base, state, code, credit: attempt.uncertain ? 'spent' : 'back', pace: 'busy' };
    }
    const again = attempt.afterUnknown === 'resend' && !exhausted;
    const state = again ? 'pending' : 'unknown';
    return { ...base, state, code, uncertain: true, retryInMs: wait, credit: 'spent', pace: 'busy' };
  }

  const code = result.errcode;
  const rule = ruleFor(code);
  const found = {
    ...base,
    code,
    hold: rule.hold ?? null,
    pace: rule.pace ?? (code === 0 ? ('good' as const) : null),
    openidInvalid: rule.openidInvalid ?? false,
  };
  if (rule.outcome === 'sent') return { ...found, state: 'sent', msgid: result.msgid, credit: 'spent' };
  if (code === 43101 && attempt.uncertain && !attempt.longTerm) {
    // The one-time consent was used up by the earlier try: that one was delivered.
    return { ...found, state: 'sent', credit: 'none-left' };
  }
  if (rule.outcome === 'retry-later') {
    // Not the message's fault: does not use up its tries.
    return { ...found, tries: attempt.tries, state: 'pending', retryInMs: wait, credit: 'spent' };
  }
  if (rule.outcome === 'retry' && attempt.systemic) {
    return { ...found, tries: attempt.tries, state: 'pending', retryInMs: wait, credit: 'spent' };
  }
  if (rule.outcome === 'retry' && tries < MOST_TRIES) {
    return { ...found, state: 'pending', retryInMs: wait, credit: 'spent' };
  }
  if (rule.outcome === 'refused') return { ...found, state: 'refused', credit: rule.credit };
  // A refusal of this try says nothing about an earlier one without an answer.
  if (attempt.uncertain) return { ...found, state: 'unknown', credit: 'spent' };
  return { ...found, state: 'failed', credit: rule.credit };
}
