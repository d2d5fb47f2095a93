import type mongoose from 'mongoose';
import * as z from 'zod';
import { AppError } from '../errors';

/** A cursor is opaque to clients: base64url of a JSON array of keys. */
export function encodeCursor(keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/**
 * The keys in a cursor.
 * @param schema of the array of keys
 * @throws AppError `invalid_cursor` when it is not one of ours
 */
export function decodeCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError('invalid_cursor', { cause });
  }
}

/** Which page of a list: from the beginning without a cursor. */
export interface PageRequest {
  cursor?: string | undefined;
  limit: number;
}

/** The furthest a Date reaches from 1970, in milliseconds. */
const DATE_RANGE_MS = 8.64e15;
const keyset = z.tuple([z.int().min(-DATE_RANGE_MS).max(DATE_RANGE_MS), z.string()]);

/** What comes after the row of the cursor. */
function after(key: string, cursor: string): Record<string, unknown> {
  const [ms, id] = decodeCursor(cursor, keyset);
  const at = new Date(ms);
  return { $or: [{ [key]: { $lt: at } }, { [key]: at, _id: { $lt: id } }] };
}

/**
 * One page of a list that is ordered by a date, newest first, and by the id among equal dates. The cursor is the order key
 * of the last row of the page (keyset), so no row is missed or met twice while new ones arrive before it.
 * @param query what the list holds, neither ordered nor limited
 * @param key the field of the date; the projection must hold it
 * @throws AppError `invalid_cursor`
 */
export async function keysetPage<K extends string, Row extends { _id: string } & Partial<Record<K, Date | null>>>(
  query: mongoose.Query<Row[], unknown>,
  key: K,
  { cursor, limit }: PageRequest,
): Promise<{ rows: Row[]; nextCursor: string | null }> {
  const rest = cursor === undefined ? query : query.and([after(key, cursor)]);
  const found = await rest.sort({ [key]: -1, _id: -1 }).limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const lastAt = last?.[key];
  const hasMore = found.length > limit;
  return { rows, nextCursor: hasMore && last && lastAt ? encodeCursor([lastAt.getTime(), last._id]) : null };
}
