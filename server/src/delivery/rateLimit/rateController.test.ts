import mongoose from 'mongoose';
import { until } from '../../../test/push/pushTools';
import { useTestDatabase } from '../../../test/testDatabase';
import { createLogger } from '../../observability';
import type { Quota } from '../../wechat';
import { RateController } from './rateController';
import { RateLimiter } from './rateLimiter';
import { loadSharedRate, readSharedRate, setBlock, setPublishedLimit } from './sharedRate';

useTestDatabase();

test.each([
  ['has some left', { daily: { limit: 10, used: 1, remain: 9 }, rate: null }, null],
  ['does not say', null, null],
  ['has none left', { daily: { limit: 10, used: 10, remain: 0 }, rate: null }, 'day'],
])('a daily limit when WeChat, asked after two seconds, %s', async (_name, quota, reason) => {
  let now = 1_000_000;
  const logger = createLogger('silent');
  const limiter = new RateLimiter(
    { rate: 100, concurrency: 8 },
    () => 1,
    logger,
    () => now,
  );
  await limiter.refresh();
  await setBlock('day', (await readSharedRate())?.block?.id ?? null, new Date());
  await limiter.refresh();
  const controller = new RateController(
    limiter,
    () => Promise.resolve(quota),
    logger,
    () => now,
  );
  await controller.adjust();
  now += 1900;
  await controller.adjust();
  expect((await readSharedRate())?.block?.reason).toBe('day');
  now += 200;
  await controller.adjust();
  expect((await readSharedRate())?.block?.reason ?? null).toBe(reason);
});

test('the rate rises minute by minute and stays below what WeChat publishes; once it publishes nothing, it rises on', async () => {
  let now = 2_000_000;
  let quota: Quota | null = { daily: { limit: 10, used: 1, remain: 9 }, rate: { calls: 600, seconds: 60 } };
  const logger = createLogger('silent');
  const limiter = new RateLimiter(
    { rate: 50, concurrency: 8 },
    () => 1,
    logger,
    () => now,
  );
  const controller = new RateController(
    limiter,
    () => Promise.resolve(quota),
    logger,
    () => now,
  );
  const ratesOf = async (minutes: number): Promise<number[]> => {
    const rates = [];
    for (let minute = 0; minute < minutes; minute++) {
      now += 60_001;
      await controller.adjust();
      rates.push((await readSharedRate())?.rate ?? 0);
    }
    return rates;
  };
  await loadSharedRate(50);
  await controller.adjust();
  expect(await ratesOf(12)).toEqual(Array(12).fill(10));
  // A worker that starts with another configuration does not know better.
  expect((await loadSharedRate(60)).rate).toBe(10);
  // No answer is no word.
  quota = null;
  expect(await ratesOf(12)).toEqual(Array(12).fill(10));
  quota = { daily: { limit: 10, used: 1, remain: 9 }, rate: null };
  expect((await ratesOf(40)).pop()).toBe(60);
});

test('a minute limit lowers the rate and never lifts it above the published one', async () => {
  await loadSharedRate(50);
  await setPublishedLimit(0.5);
  await setBlock('minute', (await readSharedRate())?.block?.id ?? null, new Date());
  expect((await readSharedRate())?.rate).toBe(0.5);
});

test('a reading that began before a block was set does not lift it', async () => {
  const logger = createLogger('silent');
  const limiter = new RateLimiter({ rate: 50, concurrency: 8 }, () => 1, logger);
  await limiter.refresh();
  // The older reading arrives last.
  const collection = mongoose.models.pushrate?.collection as unknown as { findOne: () => Promise<unknown> };
  const before = await readSharedRate();
  await setBlock('day', before?.block?.id ?? null, new Date());
  let arrive = (): void => undefined;
  const late = new Promise<void>((resolve) => (arrive = resolve));
  const slow = jest.spyOn(collection, 'findOne').mockImplementationOnce(() => late.then(() => before));
  const older = limiter.refresh();
  await until('it reads', () => Promise.resolve(slow.mock.calls.length === 1));
  await limiter.refresh();
  expect(limiter.isBlocked()).toBe(true);
  arrive();
  await older;
  slow.mockRestore();
  expect(limiter.isBlocked()).toBe(true);
});
