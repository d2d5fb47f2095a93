import { isWaiting, stepTransition, transition } from './states';

test('whoever confirms ends the escalation, also after everybody was called', () => {
  expect(transition('open', 'confirm')).toBe('confirmed');
  expect(transition('exhausted', 'confirm')).toBe('confirmed');
});

test('an escalation that was confirmed cannot run out of persons', () => {
  expect(() => transition('confirmed', 'exhaust')).toThrow('no exhaust of an escalation that is confirmed');
});

test('a step that ended is only changed by its person', () => {
  for (const ended of ['unreachable', 'no-answer', 'confirmed'] as const) {
    expect(isWaiting(ended)).toBe(false);
    expect(stepTransition(ended, 'confirm')).toBe('confirmed');
    expect(() => stepTransition(ended, 'accept')).toThrow(`no accept of a step that is ${ended}`);
  }
});
