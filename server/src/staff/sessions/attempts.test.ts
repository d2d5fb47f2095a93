import { useTestDatabase } from '../../../test/testDatabase';
import { testConfig } from '../../../test/testServer';
import type { AppError } from '../../errors';
import { signingKey } from '../../tokens';
import { createAccount } from '../accounts/accounts';
import { admitAttempt, Attempts, networkOf, removeOldAttempts } from './attempts';
import { login } from './login';

useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
const START = Date.parse('2026-03-02T01:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000);
const HOME = '10.1.1.7';
const ELSEWHERE = '203.0.113.9';

beforeEach(() => Attempts.deleteMany({}));

const attempt = (name: string, address: string, now: Date) => admitAttempt(key, name, address, now);
async function fail(times: number, name: string, address: string, now: Date) {
  for (let n = 0; n < times; n += 1) await attempt(name, address, now);
}
/** The seconds to wait; null when the attempt is admitted. */
async function wait(name: string, address: string, now: Date): Promise<number | null> {
  try {
    await attempt(name, address, now);
    return null;
  } catch (error) {
    expect(error).toMatchObject({ code: 'account_locked' });
    return (error as AppError).retryAfter ?? null;
  }
}

test.each([
  ['192.0.2.77', '192.0.2'],
  ['::ffff:192.0.2.77', '192.0.2'],
  ['2001:db8:0:12::1', '2001:db8:0:12'],
  ['2001:0db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
])('%s lies in the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each(['zhang', 'nobody of that name'])(
  'delays of %s begin with the fifth failure, double, and end at a quarter of an hour',
  async (name) => {
    await fail(5, name, HOME, at(0));
    let now = 0;
    const waits: (number | null)[] = [];
    for (let n = 0; n < 7; n += 1) {
      const seconds = await wait(name, HOME, at(now));
      waits.push(seconds);
      now += seconds ?? 0;
      await fail(1, name, HOME, at(now));
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900]);
  },
);

test('failures elsewhere do not lock a person out where they are, nor other names there', async () => {
  await fail(5, 'zhang', ELSEWHERE, at(0));
  expect(await wait('zhang', '203.0.113.200', at(1))).toBe(29);
  expect(await wait('zhang', HOME, at(1))).toBeNull();
  expect(await wait('li', ELSEWHERE, at(1))).toBeNull();
});

test('guessing from many networks is delayed, but not for who has logged in from theirs', async () => {
  await (await attempt('zhang', HOME, at(0))).succeeded();
  for (let n = 0; n < 50; n += 1) await attempt('zhang', `198.51.${n}.1`, at(1));
  expect(await wait('zhang', '192.0.2.1', at(2))).toBe(29);
  expect(await wait('zhang', HOME, at(2))).toBeNull();
});

test('a success and a quiet day end the count', async () => {
  await fail(4, 'zhang', HOME, at(0));
  await (await attempt('zhang', HOME, at(1))).succeeded();
  await fail(5, 'zhang', HOME, at(2));
  expect(await wait('zhang', HOME, at(3))).toBe(29);
  expect(await wait('zhang', HOME, at(2 + 24 * 3600 + 1))).toBeNull();
});

test('many at once gain nothing: five are looked at', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => wait('zhang', HOME, at(0))));
  expect(outcomes.filter((seconds) => seconds === null)).toHaveLength(5);
});

test('the right password does not open while the delay runs', async () => {
  const password = 'Kiefer-Ufer 7 Zange';
  await createAccount({ name: 'wang', role: 'editor', password, oneTime: false }, at(0));
  await fail(5, 'wang', HOME, at(0));
  await expect(login(key, { name: 'wang', password, address: HOME }, at(29))).rejects.toMatchObject({
    code: 'account_locked',
  });
  await expect(login(key, { name: 'wang', password, address: HOME }, at(30))).resolves.toMatchObject({ name: 'wang' });
});

test('names stand in no readable form, and old counts are removed', async () => {
  await fail(1, 'zhang', HOME, at(0));
  expect(JSON.stringify(await Attempts.find().lean())).not.toContain('zhang');
  expect(await removeOldAttempts(at(3600))).toBe(0);
  expect(await removeOldAttempts(at(25 * 3600))).toBe(2);
});

test('an unknown name costs a password check like a known one', async () => {
  await createAccount({ name: 'zhao', role: 'editor', password: 'Kiefer-Ufer 7 Zange', oneTime: false }, at(0));
  const took = async (name: string) => {
    const started = process.cpuUsage();
    await login(key, { name, password: 'wrong', address: HOME }, at(0)).catch(() => undefined);
    const { user, system } = process.cpuUsage(started);
    return user + system;
  };
  await took('nobody');
  const [unknown, known] = [await took('nobody'), await took('zhao')];
  expect(unknown).toBeGreaterThan(known / 4);
});
