const KEY_LIMIT = 1024 * 1024;
const TOTAL_LIMIT = 10 * 1024 * 1024;

/** `wx.setStorageSync` and its kin with WeChat's limits: 1 MB under a key, 10 MB in all, values kept as JSON. */
export class Storage {
  private readonly values = new Map<string, string>();

  readonly api = {
    getStorageSync: (key: string): unknown => {
      const text = this.values.get(key);
      return text === undefined ? '' : JSON.parse(text);
    },
    setStorageSync: (key: string, value: unknown): void => this.set(key, value),
    removeStorageSync: (key: string): void => void this.values.delete(key),
    clearStorageSync: (): void => this.values.clear(),
    getStorageInfoSync: () => ({
      keys: [...this.values.keys()],
      currentSize: Math.ceil(this.size() / 1024),
      limitSize: TOTAL_LIMIT / 1024,
    }),
  };

  /** Bytes kept under all keys. */
  size(): number {
    return [...this.values].reduce((sum, [key, text]) => sum + Buffer.byteLength(key) + Buffer.byteLength(text), 0);
  }

  /** Throws as WeChat does when `value` is too large. */
  private set(key: string, value: unknown): void {
    const text = JSON.stringify(value ?? '');
    if (Buffer.byteLength(text) > KEY_LIMIT) throw new Error('setStorageSync:fail entry size limit reached');
    const before = Buffer.byteLength(this.values.get(key) ?? '');
    if (this.size() - before + Buffer.byteLength(text) > TOTAL_LIMIT) {
      throw new Error('setStorageSync:fail the max storage size limit reached');
    }
    this.values.set(key, text);
  }
}
