import { DELIVERY_STATES, DELIVERY_TRANSITIONS, leaving } from './states';

test('what is settled by WeChat or skipped never goes out again by itself', () => {
  const before = DELIVERY_STATES.filter((state) => DELIVERY_TRANSITIONS[state].includes('sending'));
  expect(before).toEqual(['pending']);
  expect(DELIVERY_TRANSITIONS.refused).toEqual([]);
  expect(DELIVERY_TRANSITIONS.skipped).toEqual([]);
  expect(DELIVERY_TRANSITIONS.sent).not.toContain('pending');
});

test('every state can be reached', () => {
  const reached = new Set(Object.values(DELIVERY_TRANSITIONS).flat());
  expect(DELIVERY_STATES.filter((state) => !reached.has(state))).toEqual([]);
});

test('a write can only be guarded by a transition of the table', () => {
  expect(leaving('sending', 'sent')).toEqual({ state: 'pending' });
  expect(leaving('failed', 'pending')).toEqual({ state: 'failed' });
  expect(() => leaving('refused', 'pending')).toThrow('no transition from refused to pending');
});
