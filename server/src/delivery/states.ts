/** The states of a delivery (送达) and the actions that lead from one to another. */
export const DELIVERY_STATES = ['pending', 'sending', 'sent', 'refused', 'failed', 'unknown', 'skipped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What a record says: a delivery that is being sent is a pending one named in its worker's in-flight log. */
export type StoredState = Exclude<DeliveryState, 'sending'>;

export type DeliveryAction = 'send' | 'accept' | 'refuse' | 'fail' | 'retry' | 'leaveUnknown' | 'skip' | 'resend';

/** To which state each action leads; an action that a state does not name cannot happen there. */
export const DELIVERY_TRANSITIONS: Record<DeliveryState, Partial<Record<DeliveryAction, DeliveryState>>> = {
  /** Due at a moment: now, at the end of quiet hours, or for another attempt. An earlier attempt may be in doubt. */
  pending: { send: 'sending', skip: 'skipped', leaveUnknown: 'unknown' },
  /** Handed to WeChat, or about to be within milliseconds. */
  sending: { accept: 'sent', refuse: 'refused', fail: 'failed', retry: 'pending', leaveUnknown: 'unknown' },
  /** WeChat accepted it. A later report (subscribe_msg_sent_event) may still say otherwise. */
  sent: { refuse: 'refused', fail: 'failed' },
  /** WeChat says that the resident does not want it (43101); when that was WeChat's error, staff have it sent again. */
  refused: { resend: 'pending' },
  /** WeChat would not take it; staff may have it sent again. */
  failed: { resend: 'pending' },
  /** Whether it arrived cannot be known; where the policy says so it is sent again before it comes to this. */
  unknown: {},
  /** Never handed to WeChat; the record says why. */
  skipped: {},
};

/** The state to which `action` leads from `from`. @throws Error when the table has no such transition */
export function nextState(from: DeliveryState, action: DeliveryAction): DeliveryState {
  const to = DELIVERY_TRANSITIONS[from][action];
  if (to === undefined) throw new Error(`a delivery that is ${from} has no transition ${action}`);
  return to;
}

const stored = (state: DeliveryState): StoredState => (state === 'sending' ? 'pending' : state);

/**
 * A transition as records see it: a write matches deliveries that are `from` and makes them `to`, so a transition that the
 * table does not have cannot be written.
 * @throws Error when the table has no such transition
 */
export function deliveryTransition(
  from: DeliveryState,
  action: DeliveryAction,
): { from: StoredState; to: StoredState } {
  return { from: stored(from), to: stored(nextState(from, action)) };
}
