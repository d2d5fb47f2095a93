import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DELIVERY_STATES, DELIVERY_TRANSITIONS, nextState, deliveryTransition, type DeliveryState } from './states';

const reachedFrom = (state: DeliveryState) => Object.values(DELIVERY_TRANSITIONS[state]);

test('what is settled by WeChat or skipped never goes out again by itself', () => {
  const before = DELIVERY_STATES.filter((state) => reachedFrom(state).includes('sending'));
  expect(before).toEqual(['pending']);
  expect(DELIVERY_TRANSITIONS.refused).toEqual({ resend: 'pending' });
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
  expect(() => deliveryTransition('skipped', 'resend')).toThrow('skipped has no transition resend');
});

test('docs/push.md names exactly these transitions', () => {
  const docs = readFileSync(path.join(__dirname, '../../../docs/push.md'), 'utf8');
  const section = docs.slice(docs.indexOf('## States of a delivery'), docs.indexOf('The table the code obeys'));
  const documented = [...section.matchAll(/^\| (\w+) +\| ([\w, ]+?) +\| /gm)].flatMap(([, from, to = '']) =>
    to.split(', ').map((one) => `${from} ${one}`),
  );
  const inCode = DELIVERY_STATES.flatMap((from) => reachedFrom(from).map((to) => `${from} ${to}`));
  expect(documented.filter((row) => row !== 'from to').sort()).toEqual(inCode.sort());
});
