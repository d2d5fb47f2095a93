import { createHash } from 'node:crypto';
import type { FieldError } from '../errors';

/** Objects with their members in alphabetical order: the same content has one text, however it was put together. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const canonical = (value: unknown): string | undefined => JSON.stringify(value, sorted);

/**
 * Hash of everything that a change makes public: what a person read and approved. Absent members and `undefined` are
 * the same; the order of members does not count, that of lists does.
 * @returns SHA-256 in hexadecimal
 */
export function contentHash(content: object): string {
  return createHash('sha256')
    .update(canonical(content) ?? '')
    .digest('hex');
}

const LONGEST = 60;
const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Lists of objects of one length are compared place by place: a paragraph that changed is named, not the whole text. */
function comparable(old: unknown, now: unknown): boolean {
  if (!isObject(old) || !isObject(now) || Array.isArray(old) !== Array.isArray(now)) return false;
  if (!Array.isArray(old) || !Array.isArray(now)) return true;
  return old.length === now.length && old.every(isObject) && now.every(isObject);
}

function differences(path: string, old: unknown, now: unknown): FieldError[] {
  if (canonical(old) === canonical(now)) return [];
  if (!comparable(old, now)) return [{ path, message: `原为「${shown(old)}」，现为「${shown(now)}」` }];
  return changedMembers(old as object, now as object).map((change) => ({ ...change, path: `${path}.${change.path}` }));
}

/** The members in which two contents differ, for the person who was shown the first and now faces the second. */
export function changedMembers(before: object, after: object): FieldError[] {
  const [old, now] = [before, after].map((content) => new Map<string, unknown>(Object.entries(content)));
  const names = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])];
  return names.flatMap((name) => differences(name, old?.get(name), now?.get(name)));
}
