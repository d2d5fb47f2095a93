import { useTestDatabase } from '../../test/testDatabase';
import { databaseNow, followDatabaseClock, leaveDatabaseClock, wrongClocks } from './clock';

useTestDatabase();

const realNow = Date.now.bind(Date);
const shiftTo = (ms: number) => jest.spyOn(Date, 'now').mockImplementation(() => realNow() + ms);
afterEach(() => jest.restoreAllMocks());

test.each([10, -10, 60, -60])(
  'a wall clock %i minutes wrong changes nothing, and is said to every process',
  async (minutes) => {
    shiftTo(minutes * 60_000);
    leaveDatabaseClock();
    await followDatabaseClock();
    expect(Math.abs(databaseNow().getTime() - realNow())).toBeLessThan(1000);
    expect(await wrongClocks()).toEqual([minutes * 60]);
    // It is right again.
    jest.restoreAllMocks();
    leaveDatabaseClock();
    await followDatabaseClock();
    expect(await wrongClocks()).toEqual([]);
  },
);

test('a jump of the wall clock while the program runs is not followed', () => {
  const before = databaseNow().getTime();
  shiftTo(3_600_000);
  expect(databaseNow().getTime() - before).toBeLessThan(1000);
});
