import Taro from '@tarojs/taro';
import { LIMITS, offline } from './offline';

let clock = 1_000;

beforeEach(() => {
  offline.clear();
  jest.spyOn(Date, 'now').mockImplementation(() => ++clock);
});
afterEach(() => jest.restoreAllMocks());

/** A value that takes `bytes` on the device, give or take the envelope. */
const ofSize = (bytes: number) => 'x'.repeat(bytes / 2);

test('keeps a value and when it came', () => {
  offline.keep('/notices', { items: [1] });
  expect(offline.peek('/notices')).toEqual({ value: { items: [1] }, savedAt: expect.any(Number) });
  expect(offline.peek('/other')).toBeNull();
});

test('the least recently used goes first', () => {
  const paths = Array.from({ length: 9 }, (_, index) => `/p${index}`);
  for (const path of paths) offline.keep(path, ofSize(880_000));
  offline.touch('/p0');
  offline.keep('/p9', ofSize(880_000));
  expect(offline.peek('/p0')).not.toBeNull();
  expect(offline.peek('/p1')).toBeNull();
  expect(offline.peek('/p9')).not.toBeNull();
  expect(offline.usage().bytes).toBeLessThanOrEqual(LIMITS.total);
});

test('what is too large for one key is not kept, and its old copy goes', () => {
  offline.keep('/plan', 'short');
  offline.keep('/plan', ofSize(1_000_000));
  expect(offline.peek('/plan')).toBeNull();
  expect(offline.usage()).toEqual({ bytes: 0, copies: 0 });
});

test('a full device gives up old copies instead of failing', () => {
  offline.keep('/old', ofSize(2_000));
  offline.keep('/older', ofSize(2_000));
  const store = Taro.setStorageSync.bind(Taro);
  let refused = false;
  jest.spyOn(Taro, 'setStorageSync').mockImplementation((key: string, value: unknown) => {
    if (key === 'kept:/new' && !refused) {
      refused = true;
      throw new Error('setStorageSync:fail exceed max size');
    }
    store(key, value);
  });
  offline.keep('/new', ofSize(2_000));
  expect(offline.peek('/new')).not.toBeNull();
  expect(offline.peek('/old')).toBeNull();
});

test('clearing forgets every copy', () => {
  offline.keep('/a', 1);
  offline.clear();
  expect(offline.peek('/a')).toBeNull();
  expect(offline.usage().copies).toBe(0);
});
