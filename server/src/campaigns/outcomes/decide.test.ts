import { answered, FIRST_ATTEMPT } from '../../../test/push/attempts';
import { testConfig } from '../../../test/testServer';
import type { SendResult } from '../../wechat';
import { NO_ANSWER } from './codes';
import { decide, MOST_ATTEMPTS, retryDelay, type Attempt } from './decide';
import { afterUnknown } from './unknownOutcomePolicy';

const accepted = answered(0, '7123456789012345678');
const lost: SendResult = { status: 'no-answer', reason: 'timeout', sent: true };
const unsent: SendResult = { status: 'no-answer', reason: 'connection', sent: false };
const after = (result: SendResult, attempt: Partial<Attempt> = {}) =>
  decide(result, { ...FIRST_ATTEMPT, ...attempt }, 0.5);

test.each([
  [0, 'sent', 'spent', null, 'good'],
  [40003, 'failed', 'back', null, null],
  [40037, 'failed', 'back', 'kind', null],
  [41030, 'failed', 'back', 'campaign', null],
  [43101, 'refused', 'none-left', null, null],
  [43107, 'failed', 'back', 'all', null],
  [43108, 'pending', 'spent', null, null],
  [45168, 'failed', 'back', 'campaign', null],
  [47003, 'failed', 'back', 'campaign', null],
  [45009, 'pending', 'spent', null, 'day'],
  [45011, 'pending', 'spent', null, 'minute'],
  [44991, 'pending', 'spent', null, 'minute'],
  [-1, 'pending', 'spent', null, 'busy'],
  [42001, 'pending', 'spent', null, 'busy'],
  [99999, 'failed', 'back', null, null],
])('code %i: %s, credit %s, holds %s, signal %s', (code, state, credit, hold, signal) => {
  expect(after(answered(code))).toMatchObject({ state, credit, hold, signal, code });
});

test('the message id stays text: its nineteen digits do not fit a number', () => {
  expect(after(accepted).msgid).toBe('7123456789012345678');
});

test('a busy WeChat is tried five times, and the credit comes back at the end', () => {
  expect(after(answered(-1), { failures: MOST_ATTEMPTS - 2 }).state).toBe('pending');
  expect(after(answered(-1), { failures: MOST_ATTEMPTS - 1 })).toMatchObject({ state: 'failed', credit: 'back' });
});

test('while WeChat as a whole is down no message uses up its attempts', () => {
  expect(after(answered(-1), { failures: 4, isProviderDown: true })).toMatchObject({ state: 'pending', failures: 4 });
  expect(after(unsent, { failures: 4, isProviderDown: true })).toMatchObject({ state: 'pending', failures: 4 });
});

test.each([45009, 45011, 44991])('%i is no message’s fault: it uses up no attempt', (code) => {
  expect(after(answered(code), { failures: 4 })).toMatchObject({ state: 'pending', failures: 4 });
});

test('without a token nothing was tried', () => {
  const untried = { status: 'no-answer', reason: 'no-token', sent: false } as const;
  expect(after(untried, { failures: 4 })).toMatchObject({ state: 'pending', failures: 4, uncertain: false });
});

test('without an answer the rule decides: sent once more, or left', () => {
  expect(after(lost)).toMatchObject({ state: 'pending', uncertain: true, code: NO_ANSWER });
  expect(after(lost, { uncertain: true })).toMatchObject({ state: 'unknown', credit: 'spent' });
  expect(after(lost, { afterUnknown: 'leave', longTerm: true })).toMatchObject({ state: 'unknown', credit: 'spent' });
});

test('an alert is tried a second time, and no message gives up while nobody hears from WeChat', () => {
  const again = { uncertain: true, failures: 1 };
  expect(after(lost, again).state).toBe('unknown');
  expect(after(lost, { ...again, afterUnknown: 'twice' }).state).toBe('pending');
  expect(after(lost, { ...again, afterUnknown: 'twice', failures: 2 }).state).toBe('unknown');
  expect(after(lost, { ...again, isProviderSilent: true }).state).toBe('pending');
  expect(after(lost, { ...again, isProviderSilent: true, failures: MOST_ATTEMPTS - 1 }).state).toBe('unknown');
});

test('a second silence while WeChat as a whole is down says nothing about the message', () => {
  expect(after(lost, { uncertain: true, isProviderDown: true })).toMatchObject({ state: 'pending', uncertain: true });
  expect(after(lost, { uncertain: true, isProviderDown: true, failures: MOST_ATTEMPTS - 1 })).toMatchObject({
    state: 'unknown',
  });
});

test('alerts and one-time templates are sent again unless configured otherwise, a long-term notice is not', () => {
  const rule = (kind: 'alert' | 'notice', longTerm: boolean) =>
    afterUnknown(kind, longTerm, testConfig().push.resendUnknown);
  expect([rule('alert', true), rule('alert', false), rule('notice', false)]).toEqual(['twice', 'twice', 'once']);
  expect(rule('notice', true)).toBe('leave');
  expect([afterUnknown('notice', true, ['other']), afterUnknown('alert', true, [])]).toEqual(['once', 'leave']);
});

test('what never left may be tried again without doubt', () => {
  expect(after(unsent)).toMatchObject({ state: 'pending', uncertain: false });
  expect(after(unsent, { failures: MOST_ATTEMPTS - 1 })).toMatchObject({ state: 'failed', credit: 'back' });
});

test('43101 after an unanswered one-time send means that the first one was delivered', () => {
  expect(after(answered(43101), { uncertain: true })).toMatchObject({ state: 'sent', credit: 'none-left' });
  expect(after(answered(43101), { uncertain: true, longTerm: true }).state).toBe('refused');
});

test('a refusal of a later attempt does not prove that an unanswered one failed', () => {
  expect(after(answered(45168), { uncertain: true })).toMatchObject({ state: 'unknown', hold: 'campaign' });
});

test('waits grow up to half a minute and never fall below half: five attempts outlast 25 seconds', () => {
  expect(retryDelay(1, 1)).toBe(1000);
  expect(retryDelay(1, 0)).toBe(500);
  expect(retryDelay(3, 1)).toBe(16_000);
  expect([1, 2, 3, 4].reduce((sum, failures) => sum + retryDelay(failures, 0), 0)).toBeGreaterThan(25_000);
  expect(retryDelay(20, 1)).toBe(30_000);
});

test('nothing is tried longer than ten minutes, unless what hinders it concerns everybody', () => {
  const late = { triedMs: 10 * 60_000, isProviderDown: true };
  expect(after(answered(-1), late)).toMatchObject({ state: 'failed', credit: 'back' });
  expect(after(unsent, late)).toMatchObject({ state: 'failed', credit: 'back' });
  expect(after(lost, late)).toMatchObject({ state: 'unknown' });
  expect(after(answered(-1), { ...late, triedMs: 10 * 60_000 - 1 }).state).toBe('pending');
  const untried: SendResult = { status: 'no-answer', reason: 'no-token', sent: false };
  const everybody = [untried, answered(45009), answered(45011), answered(40001)];
  expect(everybody.map((result) => after(result, late).state)).toEqual(['pending', 'pending', 'pending', 'pending']);
});

test('a gateway that turned a message away proves that it did not arrive; its 5xx proves nothing', () => {
  const gateway = (sent: boolean): SendResult => ({ status: 'no-answer', reason: 'gateway', sent });
  expect(after(gateway(false))).toMatchObject({ state: 'pending', uncertain: false, signal: 'busy' });
  expect(after(gateway(true))).toMatchObject({ state: 'pending', uncertain: true, signal: 'busy' });
  expect(after(gateway(true), { afterUnknown: 'leave', longTerm: true }).state).toBe('unknown');
});
