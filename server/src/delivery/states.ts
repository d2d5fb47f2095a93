/**
 * The states of a delivery (送达) and every transition they may make. Whoever changes a state
 * guards the write with the state it comes from, so that a transition that is not in the table cannot happen.
 */
export const DELIVERY_STATES = ['pending', 'sending', 'sent', 'refused', 'failed', 'unknown', 'skipped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What a delivery's document says: one that is being sent is a pending one named by its worker's flight list. */
export type StoredState = Exclude<DeliveryState, 'sending'>;

export const DELIVERY_TRANSITIONS: Record<DeliveryState, readonly DeliveryState[]> = {
  /** Waiting for its turn, for the end of quiet hours, or for another try; if an earlier try is in doubt, that remains. */
  pending: ['sending', 'skipped', 'unknown'],
  /** Handed to WeChat, or about to be within milliseconds. Back to pending when it was not accepted, or to be sent again. */
  sending: ['pending', 'sent', 'refused', 'failed', 'unknown', 'skipped'],
  /** WeChat accepted it. Its later word (subscribe_msg_sent_event) may still say otherwise. */
  sent: ['refused', 'failed'],
  /** WeChat says the resident does not want it (43101). */
  refused: [],
  /** WeChat would not take it; staff may have it tried again. */
  failed: ['pending'],
  /** Whether it arrived cannot be known; where the rule says so it is tried again before it comes to this. */
  unknown: [],
  /** Never handed to WeChat, see the reason. */
  skipped: [],
};

/**
 * The filter of a write that takes deliveries from one state to another.
 * @throws Error for a transition that is not in the table
 */
export function leaving(from: DeliveryState, to: DeliveryState): { state: StoredState } {
  if (!DELIVERY_TRANSITIONS[from].includes(to)) throw new Error(`no transition from ${from} to ${to}`);
  return { state: from === 'sending' ? 'pending' : from };
}
