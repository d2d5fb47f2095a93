import { DELIVERY_STATES, DELIVERY_TRANSITIONS, nextState, deliveryTransition, type DeliveryState } from './states';

const reachedFrom = (state: DeliveryState) => Object.values(DELIVERY_TRANSITIONS[state]);

test('what is settled by WeChat or skipped never goes out again by itself', () => {
  const before = DELIVERY_STATES.filter((state) => reachedFrom(state).includes('sending'));
  expect(before).toEqual(['pending']);
  expect(reachedFrom('refused')).toEqual([]);
  expect(reachedFrom('skipped')).toEqual([]);
  expect(reachedFrom('sent')).not.toContain('pending');
});

test('every state can be reached', () => {
  const reached = new Set(DELIVERY_STATES.flatMap(reachedFrom));
  expect(DELIVERY_STATES.filter((state) => !reached.has(state))).toEqual([]);
});

test('a write can only be guarded by a transition of the table', () => {
  expect(deliveryTransition('sending', 'accept')).toEqual({ from: 'pending', to: 'sent' });
  expect(deliveryTransition('failed', 'resend')).toEqual({ from: 'failed', to: 'pending' });
  expect(nextState('pending', 'send')).toBe('sending');
  expect(() => deliveryTransition('refused', 'resend')).toThrow('refused has no transition resend');
});
