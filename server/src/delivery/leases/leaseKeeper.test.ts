import { useTestDatabase } from '../../../test/testDatabase';
import { PARTS } from '../model';
import { LeaseKeeper } from './leaseKeeper';
import { Leases } from './model';

jest.setTimeout(180_000);
useTestDatabase();

const LIFE = 1000;
let time = 0;
const taken: number[] = [];
const make = () =>
  new LeaseKeeper(
    LIFE,
    (parts) => {
      taken.push(...parts);
      return Promise.resolve();
    },
    () => time,
  );
/** Lets every worker renew, and hand over what it is to hand over. */
async function round(keepers: readonly LeaseKeeper[]): Promise<void> {
  time += LIFE / 5;
  for (const keeper of keepers) {
    await keeper.keep();
    for (const part of keeper.leavingParts()) await keeper.release(part);
  }
}

beforeEach(async () => {
  taken.length = 0;
  await Leases.deleteMany({});
});

test('one worker has everything; a second one gets half; a share never has two owners', async () => {
  const first = make();
  await first.begin();
  expect(first.usableParts()).toHaveLength(PARTS);
  expect(first.isDirector()).toBe(true);
  expect(taken).toHaveLength(PARTS);
  const second = make();
  await second.begin();
  for (let i = 0; i < 4; i++) await round([first, second]);
  expect(first.usableParts()).toHaveLength(PARTS / 2);
  expect(second.usableParts()).toHaveLength(PARTS / 2);
  expect(new Set([...first.usableParts(), ...second.usableParts()]).size).toBe(PARTS);
  expect([first.isDirector(), second.isDirector()]).toEqual([true, false]);
  await second.end();
  await round([first]);
  await round([first]);
  expect(first.usableParts()).toHaveLength(PARTS);
  await first.end();
});

test('shares whose takeover failed half-way are taken over again', async () => {
  let failures = 1;
  const adopted: number[] = [];
  const worker = new LeaseKeeper(
    LIFE,
    (parts) => {
      if (failures-- > 0) return Promise.reject(new Error('the database is away'));
      adopted.push(...parts);
      return Promise.resolve();
    },
    () => time,
  );
  await expect(worker.begin()).rejects.toThrow('away');
  expect(worker.usableParts()).toEqual([]);
  await round([worker]);
  expect([worker.usableParts().length, adopted.length]).toEqual([PARTS, PARTS]);
  await worker.end();
});

test('a silent worker stops by itself after half a life and is replaced after a whole one', async () => {
  const silent = make();
  await silent.begin();
  const other = make();
  await other.begin();
  expect(other.usableParts()).toHaveLength(0);
  time += LIFE / 2;
  expect(silent.usableParts()).toEqual([]);
  expect(silent.isDirector()).toBe(false);
  await other.keep();
  expect(other.usableParts()).toHaveLength(0);
  for (let i = 0; i < 5; i++) await round([other]);
  expect(other.usableParts()).toHaveLength(PARTS);
  expect(other.isDirector()).toBe(true);
  // It wakes up and finds that it owns nothing any more.
  await silent.keep();
  expect(silent.isDirector()).toBe(false);
  expect(silent.usableParts()).toHaveLength(0);
  await silent.end();
  await other.end();
});
