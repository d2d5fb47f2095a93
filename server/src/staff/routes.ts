import { passwordChange, staffAccount, staffLogin, staffSession } from '@shuozhi/shared/api';
import type { KeyObject } from 'node:crypto';
import { route, type Route } from '../http';
import { signToken } from '../tokens';
import { changePassword, login } from './accounts';
import { auditRoutes } from './audit';
import { staffGuard } from './guard';

const TAG = 'staff';

/** Sessions, passwords and the audit trail of staff. */
export function staffRoutes(deps: { key: KeyObject }): Route[] {
  const anyStaff = staffGuard(deps.key);
  return [
    route({
      method: 'post',
      path: '/staff/session',
      summary: 'Log in; five failures lock the account for 15 minutes',
      tag: TAG,
      callsPerMinute: 30,
      body: staffLogin,
      response: staffSession,
      audit: 'staff.login',
      handler: async ({ body, note }) => {
        const now = new Date();
        const { account, mustChangePassword } = await login(body.name, body.password, now);
        note({ actor: account });
        return { token: signToken(deps.key, 'staff', account.id, now), account, mustChangePassword };
      },
    }),
    route({
      method: 'get',
      path: '/staff/session',
      summary: 'Who is logged in',
      tag: TAG,
      guard: anyStaff,
      response: staffAccount,
      handler: ({ principal }) => Promise.resolve(principal),
    }),
    route({
      method: 'post',
      path: '/staff/password',
      summary: 'Set a new password; ends all sessions',
      tag: TAG,
      guard: anyStaff,
      callsPerMinute: 30,
      body: passwordChange,
      audit: 'staff.password',
      handler: ({ body, principal }) => changePassword(principal.id, body.current, body.next, new Date()),
    }),
    ...auditRoutes({ guard: staffGuard(deps.key, ['admin', 'approver']) }),
  ];
}
