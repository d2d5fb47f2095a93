import type { StaffAccount, StaffRole } from '@shuozhi/shared/api';
import type { KeyObject } from 'node:crypto';
import { AppError } from '../errors';
import { bearerToken, type Guard } from '../http';
import { verifyToken } from '../tokens';
import { accountOfSession } from './accounts';

/**
 * Lets members of staff in, optionally only some roles.
 * @param key signing key of the tokens
 */
export function staffGuard(key: KeyObject, roles?: readonly StaffRole[]): Guard<StaffAccount> {
  return {
    scheme: 'staff',
    keyOf: (account) => account.id,
    check: async (ctx) => {
      const { subject, issuedAt } = verifyToken(key, 'staff', bearerToken(ctx));
      const account = await accountOfSession(subject, issuedAt);
      if (roles && !roles.includes(account.role)) throw new AppError('forbidden');
      return account;
    },
  };
}
