import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Guard, IdentifyResident } from '../http';
import { bearerToken } from '../http';
import { AppError } from '../errors';
import { signToken, verifyToken } from '../tokens';
import { findResident } from './identity';
import type { ResidentRecord } from './model';

/** A token of a resident's present session, good for 30 days. */
export function residentToken(key: KeyObject, { _id, sessionsEnded = 0 }: ResidentRecord, now: Date): string {
  return signToken(key, 'resident', _id, now, { session: sessionsEnded });
}

/** The response header in which a resident's client gets a new token while the old one is still good. */
const RENEWED = 'X-Renewed-Token';
const RENEW_AFTER_MS = 7 * 24 * 3600_000;

/**
 * Lets residents in by their token; that of a removed resident or of an ended session is refused at once. A token of more
 * than a week is renewed, so that whoever comes once a month stays logged in.
 */
export function residentGuard(key: KeyObject): Guard<{ residentId: string }> {
  return {
    scheme: 'resident',
    keyOf: ({ residentId }) => residentId,
    check: async (ctx) => {
      const now = new Date();
      const { subject, session, issuedAt } = verifyToken(key, 'resident', bearerToken(ctx));
      const resident = await findResident(subject);
      if (resident === null || session !== (resident.sessionsEnded ?? 0)) throw new AppError('unauthorized');
      if (now.getTime() - issuedAt.getTime() > RENEW_AFTER_MS) ctx.set(RENEWED, residentToken(key, resident, now));
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
