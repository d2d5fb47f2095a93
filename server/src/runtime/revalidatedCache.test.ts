import { RevalidatedCache, type RevalidatedCacheOptions } from './revalidatedCache';

/** Loads that wait to be answered, in the order in which they began. */
function deferredLoads(options: Partial<RevalidatedCacheOptions<string, string>> = {}) {
  const loads: { last: string | undefined; key: string; answer: (value: string) => void; fail: () => void }[] = [];
  const cache = new RevalidatedCache<string, string>({
    maxAgeMs: 1000,
    ...options,
    load: (last, key) =>
      new Promise((resolve, reject) => {
        loads.push({ last, key, answer: resolve, fail: () => reject(new Error('the database is away')) });
      }),
  });
  return { cache, loads };
}
const turn = () => new Promise(setImmediate);

let passed = 0;
const letPass = (ms: number) => (passed += ms);
beforeEach(() => {
  passed = 0;
  const real = performance.now.bind(performance);
  jest.spyOn(performance, 'now').mockImplementation(() => real() + passed);
});
afterEach(() => jest.restoreAllMocks());

test('all who ask at once wait for one load, later ones take its value', async () => {
  const { cache, loads } = deferredLoads();
  const both = Promise.all([cache.get('k'), cache.get('k')]);
  loads[0]?.answer('a');
  expect(await both).toEqual(['a', 'a']);
  expect(await cache.get('k')).toBe('a');
  expect(loads).toHaveLength(1);
});

test('an outdated value is loaded again, with the last one at hand', async () => {
  const { cache, loads } = deferredLoads();
  const first = cache.get('k');
  loads[0]?.answer('a');
  await first;
  letPass(1001);
  const second = cache.get('k');
  expect(loads[1]).toMatchObject({ last: 'a' });
  loads[1]?.answer('b');
  expect(await second).toBe('b');
});

test('another key needs a load; loads do not overlap', async () => {
  const { cache, loads } = deferredLoads();
  const first = cache.get('k');
  const other = cache.get('l');
  await turn();
  expect(loads.map(({ key }) => key)).toEqual(['k']);
  loads[0]?.answer('a');
  expect(await first).toBe('a');
  await turn();
  expect(loads.map(({ key }) => key)).toEqual(['k', 'l']);
  loads[1]?.answer('b');
  expect(await other).toBe('b');
});

test('who asks after an invalidation waits for a load that began after it', async () => {
  const { cache, loads } = deferredLoads({ staleWhileRevalidateMs: 1000 });
  const early = cache.get('k');
  cache.invalidate();
  const late = [cache.get('k'), cache.get('k')];
  loads[0]?.answer('before');
  expect(await early).toBe('before');
  await turn();
  expect(loads).toHaveLength(2);
  loads[1]?.answer('after');
  expect(await Promise.all(late)).toEqual(['after', 'after']);
  expect(await cache.get('k')).toBe('after');
  expect(loads).toHaveLength(2);
});

test('an outdated value is used while a load runs beside, but not for longer than allowed', async () => {
  const { cache, loads } = deferredLoads({ staleWhileRevalidateMs: 5000 });
  const first = cache.get('k');
  loads[0]?.answer('a');
  await first;
  letPass(1001);
  expect(await cache.get('k')).toBe('a');
  expect(loads).toHaveLength(2);
  letPass(5000);
  const waiting = cache.get('k');
  loads[1]?.answer('b');
  expect(await waiting).toBe('b');
});

test('a failure is told to those who wait, not to those who are served meanwhile, and the next reader tries again', async () => {
  const { cache, loads } = deferredLoads({ staleWhileRevalidateMs: 5000 });
  const first = cache.get('k');
  loads[0]?.fail();
  await expect(first).rejects.toThrow('the database is away');
  const second = cache.get('k');
  loads[1]?.answer('a');
  expect(await second).toBe('a');
  letPass(1001);
  expect(await cache.get('k')).toBe('a');
  loads[2]?.fail();
  await turn();
  expect(await cache.get('k')).toBe('a');
  expect(loads).toHaveLength(4);
});

test('a value that depends on nothing else needs no key', async () => {
  let loads = 0;
  const cache = new RevalidatedCache({ maxAgeMs: 1000, load: async () => ++loads });
  expect([await cache.get(), await cache.get()]).toEqual([1, 1]);
});
