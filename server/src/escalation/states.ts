/** Statuses of an escalation (叫应). */
export type EscalationStatus = 'open' | 'confirmed' | 'exhausted';

/**
 * States of one person's step. `calling`: WeChat has not taken the message yet; `notified`: it has; `unreachable`: it did
 * not, then somebody must phone; `no-answer`: the three minutes are over.
 */
export type StepState = 'calling' | 'notified' | 'unreachable' | 'confirmed' | 'no-answer';

export type StatusAction = 'confirm' | 'exhaust';
export type StepAction = 'retry' | 'accept' | 'fail' | 'time-out' | 'confirm';

/** To which status each action leads; an action that a status does not name is refused there. */
const STATUS_TABLE: Record<EscalationStatus, Partial<Record<StatusAction, EscalationStatus>>> = {
  open: { confirm: 'confirmed', exhaust: 'exhausted' },
  /** Everybody was called; who confirms late, or by phone, still does. */
  exhausted: { confirm: 'confirmed' },
  confirmed: { confirm: 'confirmed' },
};

const STEP_TABLE: Record<StepState, Partial<Record<StepAction, StepState>>> = {
  calling: {
    retry: 'calling',
    accept: 'notified',
    fail: 'unreachable',
    'time-out': 'no-answer',
    confirm: 'confirmed',
  },
  notified: { 'time-out': 'no-answer', confirm: 'confirmed' },
  unreachable: { confirm: 'confirmed' },
  'no-answer': { confirm: 'confirmed' },
  confirmed: { confirm: 'confirmed' },
};

/** The status to which `action` leads. @throws Error when the status does not allow it */
export function transition(from: EscalationStatus, action: StatusAction): EscalationStatus {
  const to = STATUS_TABLE[from][action];
  if (to === undefined) throw new Error(`no ${action} of an escalation that is ${from}`);
  return to;
}

/** The state to which `action` leads a step. @throws Error when the state does not allow it */
export function stepTransition(from: StepState, action: StepAction): StepState {
  const to = STEP_TABLE[from][action];
  if (to === undefined) throw new Error(`no ${action} of a step that is ${from}`);
  return to;
}

/** Whether a step waits for its person: its three minutes are running. */
export const isWaiting = (state: StepState): boolean => STEP_TABLE[state]['time-out'] !== undefined;
