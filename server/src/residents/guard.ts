import type { KeyObject } from 'node:crypto';
import type { Guard } from '../http';
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
