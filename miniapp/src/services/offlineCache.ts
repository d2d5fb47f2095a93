import { storage } from './storage';

/** A stored answer and when it came (milliseconds since 1970). */
export interface CachedValue<T> {
  value: T;
  savedAt: number;
}

interface Entry {
  /** Bytes as stored, by the count of UTF-16 units times two: what WeChat and browsers charge at most. */
  bytes: number;
  usedAt: number;
}

const INDEX_KEY = 'kept';
const PREFIX = 'kept:';
/** WeChat allows 10 MB in all and 1 MB a key; browsers about 5 MB (10 MB of UTF-16). Room is left for settings. */
export const LIMITS = { total: 8_000_000, entry: 900_000 };

const readIndex = () => storage.get<Record<string, Entry>>(INDEX_KEY, {});
const now = () => Date.now();

function drop(index: Record<string, Entry>, path: string): void {
  storage.remove(PREFIX + path);
  delete index[path];
}

/** Frees the least recently used copies until `bytes` more fit under `total`. */
function makeRoom(index: Record<string, Entry>, bytes: number, total: number): void {
  let used = Object.values(index).reduce((sum, entry) => sum + entry.bytes, 0);
  const oldestFirst = Object.entries(index).sort(([, a], [, b]) => a.usedAt - b.usedAt);
  for (const [path, entry] of oldestFirst) {
    if (used + bytes <= total) return;
    drop(index, path);
    used -= entry.bytes;
  }
}

/** Answers of the server cached on the device, so that a page opens without a network. The least recently used go first. */
export const offlineCache = {
  /** The copy of `path`, or null. */
  readCached<T>(path: string): CachedValue<T> | null {
    const copy = storage.get<CachedValue<T> | null>(PREFIX + path, null);
    return copy !== null && typeof copy.savedAt === 'number' ? copy : null;
  },

  /** Marks `path` as used now, so that it stays longest. */
  touch(path: string): void {
    const index = readIndex();
    const entry = index[path];
    if (!entry) return;
    entry.usedAt = now();
    storage.set(INDEX_KEY, index);
  },

  /** Stores `value` as the answer of `path`; too large a value is not stored. */
  store(path: string, value: unknown): void {
    const copy: CachedValue<unknown> = { value, savedAt: now() };
    const bytes = JSON.stringify(copy).length * 2;
    const index = readIndex();
    drop(index, path);
    if (bytes <= LIMITS.entry) {
      makeRoom(index, bytes, LIMITS.total);
      let stored = storage.set(PREFIX + path, copy);
      if (!stored) {
        // The device has less room than it should: give up half of ours and try once more.
        makeRoom(index, bytes, Object.values(index).reduce((sum, entry) => sum + entry.bytes, 0) / 2);
        stored = storage.set(PREFIX + path, copy);
      }
      if (stored) index[path] = { bytes, usedAt: now() };
    }
    storage.set(INDEX_KEY, index);
  },

  /** Bytes and number of copies on the device. */
  usage(): { bytes: number; copies: number } {
    const entries = Object.values(readIndex());
    return { bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0), copies: entries.length };
  },

  /** Forgets every copy. */
  clear(): void {
    const index = readIndex();
    for (const path of Object.keys(index)) drop(index, path);
    storage.set(INDEX_KEY, index);
  },
};
