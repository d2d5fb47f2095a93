import { keysOf, signingKey, signToken, verifyToken } from '.';

const OLD = 'the secret before, of thirty-two bytes or more';
const NEW = 'the present secret, of thirty-two bytes or more';
const now = new Date();

test('what the secret before the present one signed is still taken, and new tokens are signed by the present one', () => {
  const changed = signingKey(NEW, OLD);
  const before = signToken(signingKey(OLD), 'resident', 'r1', now);
  expect(verifyToken(changed, 'resident', before).subject).toBe('r1');
  const after = signToken(changed, 'resident', 'r1', now);
  expect(verifyToken(signingKey(NEW), 'resident', after).subject).toBe('r1');
  expect(() => verifyToken(signingKey(OLD), 'resident', after)).toThrow();
  expect(keysOf(changed)).toHaveLength(2);
});

test.each([
  ['of any other secret', signToken(signingKey('another secret of thirty-two bytes..'), 'resident', 'r1', now)],
  ['for staff', signToken(signingKey(OLD), 'staff', 'r1', now)],
  ['that has run out', signToken(signingKey(OLD), 'resident', 'r1', new Date(0))],
  ['that is none', 'x.y.z'],
])('a token %s is refused all the same', (_what, token) => {
  expect(() => verifyToken(signingKey(NEW, OLD), 'resident', token)).toThrow(
    expect.objectContaining({ code: 'unauthorized' }),
  );
});

test('a token says which session it belongs to; one from before there were any, the first', () => {
  const key = signingKey(NEW);
  expect(verifyToken(key, 'resident', signToken(key, 'resident', 'r1', now)).session).toBe(0);
  expect(verifyToken(key, 'resident', signToken(key, 'resident', 'r1', now, { session: 3 })).session).toBe(3);
});
