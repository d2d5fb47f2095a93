import Taro from '@tarojs/taro';
import { LIMITS, offlineCache } from './offlineCache';

let clock = 1_000;

beforeEach(() => {
  offlineCache.clear();
  jest.spyOn(Date, 'now').mockImplementation(() => ++clock);
});
afterEach(() => jest.restoreAllMocks());

/** A value that takes `bytes` on the device, give or take the envelope. */
const ofSize = (bytes: number) => 'x'.repeat(bytes / 2);

test('keeps a value and when it came', () => {
  offlineCache.store('/notices', { items: [1] });
  expect(offlineCache.readCached('/notices')).toEqual({ value: { items: [1] }, savedAt: expect.any(Number) });
  expect(offlineCache.readCached('/other')).toBeNull();
});

test('the least recently used goes first', () => {
  const paths = Array.from({ length: 9 }, (_, index) => `/p${index}`);
  for (const path of paths) offlineCache.store(path, ofSize(880_000));
  offlineCache.touch('/p0');
  offlineCache.store('/p9', ofSize(880_000));
  expect(offlineCache.readCached('/p0')).not.toBeNull();
  expect(offlineCache.readCached('/p1')).toBeNull();
  expect(offlineCache.readCached('/p9')).not.toBeNull();
  expect(offlineCache.usage().bytes).toBeLessThanOrEqual(LIMITS.total);
});

test('what is too large for one key is not kept, and its old copy goes', () => {
  offlineCache.store('/plan', 'short');
  offlineCache.store('/plan', ofSize(1_000_000));
  expect(offlineCache.readCached('/plan')).toBeNull();
  expect(offlineCache.usage()).toEqual({ bytes: 0, copies: 0 });
});

test('a full device gives up old copies instead of failing', () => {
  offlineCache.store('/old', ofSize(2_000));
  offlineCache.store('/older', ofSize(2_000));
  const store = Taro.setStorageSync.bind(Taro);
  let refused = false;
  jest.spyOn(Taro, 'setStorageSync').mockImplementation((key: string, value: unknown) => {
    if (key === 'kept:/new' && !refused) {
      refused = true;
      throw new Error('setStorageSync:fail exceed max size');
    }
    store(key, value);
  });
  offlineCache.store('/new', ofSize(2_000));
  expect(offlineCache.readCached('/new')).not.toBeNull();
  expect(offlineCache.readCached('/old')).toBeNull();
});

test('clearing forgets every copy', () => {
  offlineCache.store('/a', 1);
  offlineCache.clear();
  expect(offlineCache.readCached('/a')).toBeNull();
  expect(offlineCache.usage().copies).toBe(0);
});
