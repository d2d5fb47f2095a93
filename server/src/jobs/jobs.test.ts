import mongoose from 'mongoose';
import { until } from '../../test/push/pushTools';
import { useTestDatabase } from '../../test/testDatabase';
import { createLogger } from '../observability';
import { startJobs, type Job } from '.';

// Hooks run in the order of their declaration: the jobs must stop before the database goes.
let started: Awaited<ReturnType<typeof startJobs>> | undefined;
afterAll(() => started?.stop());
useTestDatabase();

const logger = createLogger('silent');
const lockedAt = async (name: string): Promise<number> => {
  const row = await mongoose.connection.collection('jobs').findOne({ name });
  return (row?.lockedAt as Date | null | undefined)?.getTime() ?? 0;
};

test('a run that lasts longer than the lock keeps it, and gives it back at its end', async () => {
  let runs = 0;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const long: Job = {
    name: 'long',
    every: '1 day',
    run: () => {
      runs += 1;
      return ended;
    },
  };
  started = await startJobs(mongoose.connection, [long], logger, 1000);
  await until('it runs', () => Promise.resolve(runs === 1));
  const first = await lockedAt('long');
  await until('its lock is renewed beyond its life', async () => (await lockedAt('long')) > first + 1500, 20_000);
  expect(runs).toBe(1);
  end();
  await until('its lock is given back', async () => (await lockedAt('long')) === 0);
});
