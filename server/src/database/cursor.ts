import { AppError } from '../errors';

/**
 * Keyset cursors: the sort key of the last row seen, so that a page stays right while new rows arrive before it.
 * Opaque to clients: base64url of a JSON array.
 */
export function encodeCursor(keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/**
 * The keys in a cursor.
 * @param types the expected type of each key
 * @throws AppError `invalid_cursor` when it is not one of ours
 */
export function decodeCursor(cursor: string, types: readonly ('string' | 'number')[]): (string | number)[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(keys) && keys.length === types.length && keys.every((key, i) => typeof key === types[i])) {
      return keys as (string | number)[];
    }
  } catch {
    // not ours either
  }
  throw new AppError('invalid_cursor');
}
