import Taro from '@tarojs/taro';

/** Small values kept on the device. A full or forbidden storage never breaks the page: the value is then not kept. */
export const storage = {
  /** The value under `key`, or `fallback` when there is none. */
  get<T>(key: string, fallback: T): T {
    try {
      const value: unknown = Taro.getStorageSync(key);
      return value === '' || value === undefined || value === null ? fallback : (value as T);
    } catch {
      return fallback;
    }
  },
  /** Whether the value could be kept. */
  set(key: string, value: unknown): boolean {
    try {
      Taro.setStorageSync(key, value);
      return true;
    } catch {
      return false;
    }
  },
  remove(key: string): void {
    try {
      Taro.removeStorageSync(key);
    } catch {
      // Nothing is stored where storing is forbidden.
    }
  },
};
