import type { StaffRole } from '@shuozhi/shared/api';
import type { Context } from 'koa';
import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { AppError } from '../../errors';
import { bearerToken, type Guard } from '../../http';
import { APPROVER_ROLES, type Reader } from '../../approvals';
import { present, sameHandsAs } from '../accounts/accounts';
import type { StaffRecord } from '../accounts/model';
import { restrictionOf, useSession, type Restriction, type SessionRecord } from './sessions';

/** `__Host-`: browsers take it over TLS only, and no other host can set it. */
export const COOKIES = { production: '__Host-shuozhi-staff', development: 'shuozhi-staff' } as const;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The token that proves that a call comes from our own page: bound to the session, unknown to other sites. */
export const csrfToken = (key: KeyObject, sessionId: string): string =>
  createHmac('sha256', key).update(`csrf ${sessionId}`).digest('base64url');

function assertCsrfToken(ctx: Context, expected: string): void {
  const [given, right] = [ctx.get('X-CSRF-Token'), expected].map((text) => Buffer.from(text)) as [Buffer, Buffer];
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new AppError('csrf_token_invalid');
}

/** A bearer token first: a tool that names one means it. */
function credentialsOf(ctx: Context): { token: string; cookie: string | null } {
  if (ctx.get('Authorization') !== '') return { token: bearerToken(ctx), cookie: null };
  for (const cookie of Object.values(COOKIES)) {
    const token = ctx.cookies.get(cookie);
    if (token) return { token, cookie };
  }
  throw new AppError('unauthorized');
}

/** A person and their session, for what concerns the session itself. */
export interface OpenSession {
  name: string;
  staff: StaffRecord;
  session: SessionRecord;
}

const CLOSED = { password: 'password_change_required', secondFactor: 'second_factor_setup_required' } as const;

/**
 * Lets members of staff in to what concerns their own session.
 * @param mayLack what may still have to be done before everything else is open
 */
export function sessionGuard(key: KeyObject, mayLack: readonly Restriction[]): Guard<OpenSession> {
  return {
    scheme: 'staff',
    keyOf: ({ staff }) => staff._id,
    check: async (ctx) => {
      const { token, cookie } = credentialsOf(ctx);
      const { staff, session } = await useSession(token, cookie, new Date());
      if (cookie !== null && !SAFE.has(ctx.method)) assertCsrfToken(ctx, csrfToken(key, session._id));
      const lacks = restrictionOf(staff, session);
      if (lacks !== null && !mayLack.includes(lacks)) throw new AppError(CLOSED[lacks]);
      return { name: staff.name, staff, session };
    },
  };
}

/** Auditors read everything and change nothing. */
function mayCall(role: StaffRole, method: string, roles: readonly StaffRole[] | undefined): boolean {
  if (role === 'auditor') return SAFE.has(method);
  return roles === undefined || roles.includes(role);
}

/**
 * Lets members of staff in, optionally only some roles.
 * @param key signing key of the server
 */
export function staffGuard(key: KeyObject, roles?: readonly StaffRole[]): Guard<Reader> {
  const own = sessionGuard(key, []);
  return {
    scheme: 'staff',
    keyOf: (account) => account.id,
    check: async (ctx) => {
      const { staff } = await own.check(ctx);
      if (!mayCall(staff.role, ctx.method, roles)) throw new AppError('forbidden');
      if (!APPROVER_ROLES.includes(staff.role) || SAFE.has(ctx.method)) return present(staff);
      return { ...present(staff), sameHands: await sameHandsAs(staff) };
    },
  };
}
