import {
  applyConsent,
  consentOf,
  EMPTY_ENTRY,
  hasCredit,
  SAME_TAP_MS,
  type ConsentChange,
  type LedgerEntry,
} from './ledger';

const at = 1_700_000_000_000;
const accept = (source: 'app' | 'wechat', when = at): ConsentChange => ({ kind: 'accept', source, at: when });
const apply = (changes: ConsentChange[], longTerm = false): LedgerEntry =>
  changes.reduce((entry, change) => applyConsent(entry, change, longTerm), EMPTY_ENTRY);

test('one accept is one send, and accepts add up', () => {
  expect(apply([accept('app'), accept('app', at + 1000)]).left).toBe(2);
});

test('the app and WeChat report the same tap once, whoever comes first', () => {
  expect(apply([accept('app'), accept('wechat', at + 3000)]).left).toBe(1);
  expect(apply([accept('wechat'), accept('app', at + 3000)]).left).toBe(1);
  expect(apply([accept('app'), accept('wechat'), accept('app', at + 9000), accept('wechat', at + 9000)]).left).toBe(2);
});

test('reports far apart are two taps', () => {
  expect(apply([accept('app'), accept('wechat', at + SAME_TAP_MS + 1)]).left).toBe(2);
});

test('declining once keeps what was accepted before; switching off ends it', () => {
  expect(apply([accept('app'), { kind: 'decline' }]).left).toBe(1);
  expect(apply([accept('app'), { kind: 'off' }])).toMatchObject({ left: 0, marks: [] });
});

test('a long-term consent is not counted', () => {
  const entry = apply([accept('app'), accept('app')], true);
  expect(entry).toMatchObject({ longTerm: true, left: 0 });
  expect(hasCredit(entry)).toBe(true);
  expect(hasCredit(apply([accept('app'), { kind: 'decline' }], true))).toBe(false);
});

test.each([
  ['accept', 'accept'],
  ['acceptWithAudio', 'accept'],
  ['acceptWithForcePush', 'accept'],
  ['reject', 'decline'],
  ['ban', 'off'],
  ['filter', null],
])('%s means %s', (word, meaning) => {
  expect(consentOf(word)).toBe(meaning);
});
