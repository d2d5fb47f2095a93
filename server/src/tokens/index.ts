import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { AppError } from '../errors';

/** Who a token is for; a resident's token opens nothing of the staff's and the other way round. */
export type TokenAudience = 'resident' | 'staff' | 'preview';

const ISSUER = 'shuozhi';
/** Seconds that a token of each kind lives. */
export const TOKEN_LIFETIME: Record<TokenAudience, number> = {
  resident: 30 * 24 * 3600,
  staff: 8 * 3600,
  preview: 3 * 24 * 3600,
};

/** The signing key of a configured secret. A KeyObject verifies forty times faster than the text. */
export function signingKey(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret, 'utf8'));
}

/**
 * A signed token for `subject` (our own id, never an openid): 30 days for residents, 8 hours for staff,
 * three days for the preview of a draft.
 */
export function signToken(key: KeyObject, audience: TokenAudience, subject: string, now: Date): string {
  const issued = Math.floor(now.getTime() / 1000);
  return jwt.sign({ iat: issued, exp: issued + TOKEN_LIFETIME[audience] }, key, {
    algorithm: 'HS256',
    issuer: ISSUER,
    audience,
    subject,
  });
}

/**
 * The subject and the time of issue of a valid token.
 * @throws AppError `unauthorized` when it is forged, expired or made for another audience
 */
export function verifyToken(
  key: KeyObject,
  audience: TokenAudience,
  token: string,
): { subject: string; issuedAt: Date } {
  try {
    const claims = jwt.verify(token, key, { algorithms: ['HS256'], issuer: ISSUER, audience });
    if (typeof claims === 'string' || typeof claims.sub !== 'string' || typeof claims.iat !== 'number') {
      throw new AppError('unauthorized');
    }
    return { subject: claims.sub, issuedAt: new Date(claims.iat * 1000) };
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('unauthorized', { cause: error });
  }
}
