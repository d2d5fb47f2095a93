import { useTestDatabase } from '../../../test/testDatabase';
import { createLogger } from '../../observability';
import { Pacer } from './pacer';
import { PaceTender } from './paceTender';
import { readPace, setBlock } from './sharedPace';

useTestDatabase();

test.each([
  ['has some left', { daily: { limit: 10, used: 1, remain: 9 }, rate: null }, null],
  ['does not say', null, null],
  ['has none left', { daily: { limit: 10, used: 10, remain: 0 }, rate: null }, 'day'],
])('a daily limit when WeChat, asked after two seconds, %s', async (_name, quota, reason) => {
  let now = 1_000_000;
  const logger = createLogger('silent');
  const pacer = new Pacer(
    { rate: 100, concurrency: 8 },
    () => 1,
    logger,
    () => now,
  );
  await pacer.begin();
  await setBlock('day', (await readPace())?.block?.id ?? null, new Date());
  await pacer.refresh();
  const tender = new PaceTender(pacer, { quota: () => Promise.resolve(quota) }, 100, logger, () => now);
  await tender.tend();
  now += 1900;
  await tender.tend();
  expect((await readPace())?.block?.reason).toBe('day');
  now += 200;
  await tender.tend();
  expect((await readPace())?.block?.reason ?? null).toBe(reason);
});
