import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Guard, IdentifyResident } from '../http';
import { bearerToken } from '../http';
import { AppError } from '../errors';
import { verifyToken } from '../tokens';
import { findResident } from './identity';

/** Lets residents in by their token; a removed resident's token is refused at once. */
export function residentGuard(key: KeyObject): Guard<{ residentId: string }> {
  return {
    scheme: 'resident',
    keyOf: ({ residentId }) => residentId,
    check: async (ctx) => {
      const { subject } = verifyToken(key, 'resident', bearerToken(ctx));
      if ((await findResident(subject)) === null) throw new AppError('unauthorized');
      return { residentId: subject };
    },
  };
}

/** Tokens that a process remembers to be ours, for a minute: checking one costs as much as answering. */
const REMEMBERED = { max: 20_000, ttl: 60_000 };
const BEARER = /^bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/**
 * Names the resident of a token by its signature alone, for limits. It opens nothing: the resident may be gone, or have
 * ended the session.
 */
export function residentOfToken(key: KeyObject): IdentifyResident {
  const remembered = new LRUCache<string, string>(REMEMBERED);
  return (authorization) => {
    const [, token] = BEARER.exec(authorization) ?? [];
    if (token === undefined) return null;
    const known = remembered.get(token);
    if (known !== undefined) return known;
    try {
      const { subject } = verifyToken(key, 'resident', token);
      remembered.set(token, subject);
      return subject;
    } catch {
      return null;
    }
  };
}
