import { performance } from 'node:perf_hooks';

export interface RevalidatedCacheOptions<T, K> {
  /** A value is used for so long, in milliseconds, before `load` is asked again. */
  maxAgeMs: number;
  /**
   * The value as it is now for `key`. Given the last value, so that it may return that when nothing changed, or bring it up
   * to date. Never called twice at once.
   */
  load: (last: T | undefined, key: K) => Promise<T>;
  /** How much longer an outdated value is used while a load runs beside, in milliseconds; 0 unless said. */
  staleWhileRevalidateMs?: number;
}

/**
 * A value that follows from what others may change: used for a bounded time, then loaded again; one load for all who ask at
 * once. A load that fails fails for those who wait for it, and the next reader tries again.
 */
export class RevalidatedCache<T, K = void> {
  private last: { value: T; key: K; loadedAt: number; generation: number } | undefined;
  private running: { key: K; generation: number; result: Promise<T> } | undefined;
  /** Moves with each invalidation. */
  private generation = 0;

  constructor(private readonly options: RevalidatedCacheOptions<T, K>) {}

  /** Makes the next readers wait for a load that begins after this. */
  invalidate(): void {
    this.generation += 1;
  }

  /**
   * The value, at most `maxAgeMs` old (longer only while a load runs beside), and no older than the last invalidation.
   * @param key what else the value depends on; another one than the last needs a load
   */
  async get(key: K): Promise<T> {
    const { maxAgeMs, staleWhileRevalidateMs = 0 } = this.options;
    const { last } = this;
    if (last !== undefined && last.key === key && last.generation === this.generation) {
      const age = performance.now() - last.loadedAt;
      if (age < maxAgeMs) return last.value;
      if (age < maxAgeMs + staleWhileRevalidateMs) {
        // A failure shows to the reader who has to wait.
        this.refresh(key).catch(() => undefined);
        return last.value;
      }
    }
    return this.refresh(key);
  }

  private async refresh(key: K): Promise<T> {
    const { generation } = this;
    for (let running = this.running; running; running = this.running) {
      if (running.key === key && running.generation >= generation) return running.result;
      // It began before something changed, or for somebody else: loads do not overlap.
      await running.result.catch(() => undefined);
    }
    return this.start(key);
  }

  private start(key: K): Promise<T> {
    const { generation } = this;
    const result = this.options.load(this.last?.value, key).then(
      (value) => {
        this.last = { value, key, loadedAt: performance.now(), generation };
        this.running = undefined;
        return value;
      },
      (error: unknown) => {
        this.running = undefined;
        throw error;
      },
    );
    this.running = { key, generation, result };
    return result;
  }
}
