import { useTestDatabase } from '../../../test/testDatabase';
import { PARTITION_COUNT } from '../partitions';
import { Leases } from './model';
import { WorkerLeases } from './workerLeases';

jest.setTimeout(180_000);
useTestDatabase();

const LIFE = 1000;
let time = 0;
const taken: number[] = [];
const make = () => new WorkerLeases(LIFE, () => time);

/** Renews, and uses what was acquired. */
async function renew(leases: WorkerLeases): Promise<void> {
  const acquired = await leases.renew();
  taken.push(...acquired);
  leases.use(acquired);
}

async function start(): Promise<WorkerLeases> {
  const leases = make();
  await leases.announce();
  await renew(leases);
  return leases;
}

/** Lets every worker renew, and release what it is to release. */
async function round(workers: readonly WorkerLeases[]): Promise<void> {
  time += LIFE / 5;
  for (const leases of workers) {
    await renew(leases);
    for (const partition of leases.drainingPartitions()) await leases.release(partition);
  }
}

beforeEach(async () => {
  taken.length = 0;
  await Leases.deleteMany({});
});

test('one worker has everything; a second one gets half; a partition never has two holders', async () => {
  const first = await start();
  expect(first.usablePartitions()).toHaveLength(PARTITION_COUNT);
  expect(first.isCoordinator()).toBe(true);
  expect(taken).toHaveLength(PARTITION_COUNT);
  const second = await start();
  for (let i = 0; i < 4; i++) await round([first, second]);
  expect(first.usablePartitions()).toHaveLength(PARTITION_COUNT / 2);
  expect(second.usablePartitions()).toHaveLength(PARTITION_COUNT / 2);
  expect(new Set([...first.usablePartitions(), ...second.usablePartitions()]).size).toBe(PARTITION_COUNT);
  expect([first.isCoordinator(), second.isCoordinator()]).toEqual([true, false]);
  await second.end();
  await round([first]);
  await round([first]);
  expect(first.usablePartitions()).toHaveLength(PARTITION_COUNT);
  await first.end();
});

test('acquired partitions are not used before they are recovered, and are acquired again until then', async () => {
  const worker = make();
  await worker.announce();
  // Recovering them fails: the database is away.
  expect(await worker.renew()).toHaveLength(PARTITION_COUNT);
  expect(worker.usablePartitions()).toEqual([]);
  await round([worker]);
  expect([worker.usablePartitions().length, taken.length]).toEqual([PARTITION_COUNT, PARTITION_COUNT]);
  await worker.end();
});

test('a silent worker stops by itself after half a life and is replaced after a whole one', async () => {
  const silent = await start();
  const other = await start();
  expect(other.usablePartitions()).toHaveLength(0);
  time += LIFE / 2;
  expect(silent.usablePartitions()).toEqual([]);
  expect(silent.isCoordinator()).toBe(false);
  await renew(other);
  expect(other.usablePartitions()).toHaveLength(0);
  for (let i = 0; i < 5; i++) await round([other]);
  expect(other.usablePartitions()).toHaveLength(PARTITION_COUNT);
  expect(other.isCoordinator()).toBe(true);
  // It wakes up and finds that it holds nothing any more.
  await renew(silent);
  expect(silent.isCoordinator()).toBe(false);
  expect(silent.usablePartitions()).toHaveLength(0);
  await silent.end();
  await other.end();
});
