import {
  passwordChange,
  recoveryCodes,
  secondFactorConfirm,
  secondFactorSecret,
  secondFactorStart,
  staffLogin,
  staffSession,
  type StaffSession,
} from '@shuozhi/shared/api';
import type { Context } from 'koa';
import type { KeyObject } from 'node:crypto';
import { route, type Route } from '../../http';
import { accountIdOf, changePassword, present } from '../accounts/accounts';
import type { StaffRecord } from '../accounts/model';
import { COOKIES, csrfToken, sessionGuard } from './guard';
import { login } from './login';
import { confirmSecondFactor, startSecondFactor } from './secondFactor';
import {
  endSession,
  keepSession,
  openSession,
  restrictionOf,
  type SessionPolicy,
  type SessionRecord,
} from './sessions';

const TAG = 'staff';
/** Passwords and codes are guessed here. */
const GUESSES_PER_MINUTE = 10;

/** Development: no second factor, a quarter of an hour. */
const DEVELOPMENT: SessionPolicy = { idleMs: 15 * 60 * 1000, production: false };

function setCookie(ctx: Context, name: string, token: string | null): void {
  const secure = name === COOKIES.production;
  // Behind a proxy the connection to us is plain; what counts is the browser's.
  ctx.cookies.secure = secure;
  ctx.cookies.set(name, token, { httpOnly: true, sameSite: 'strict', secure, path: '/', overwrite: true });
}

/** Sessions, passwords and second factors of staff. */
export function sessionsRoutes({
  key,
  policy = DEVELOPMENT,
}: {
  key: KeyObject;
  policy?: SessionPolicy | undefined;
}): Route[] {
  const own = sessionGuard(key, ['password', 'secondFactor']);
  const withPassword = sessionGuard(key, ['secondFactor']);
  const cookieName = policy.production ? COOKIES.production : COOKIES.development;
  const presentSession = (staff: StaffRecord, session: SessionRecord, token: string | null): StaffSession => ({
    token: session.cookie === null ? token : null,
    csrfToken: session.cookie === null ? null : csrfToken(key, session._id),
    account: present(staff),
    mustChangePassword: restrictionOf(staff, session) === 'password',
    mustSetUpSecondFactor: session.factorRequired && staff.secondFactor === null,
    idleSeconds: Math.round(session.idleMs / 1000),
    endsAt: session.endsAt.toISOString(),
  });
  return [
    route({
      method: 'post',
      path: '/staff/session',
      summary: 'Log in; failures from one network delay further ones from there, longer each time',
      tag: TAG,
      callsPerMinute: 30,
      body: staffLogin,
      response: staffSession,
      audit: 'staff.login',
      handler: async ({ body, note, ctx }) => {
        const now = new Date();
        // The account that was tried; a name nobody has may be a password in the wrong field, and is not kept.
        note({ target: await accountIdOf(body.name) });
        const staff = await login(key, { ...body, address: ctx.ip }, now);
        note({ actor: { id: staff._id, name: staff.name } });
        const { token, session } = await openSession(staff, body.cookie ? cookieName : null, policy, now);
        if (session.cookie !== null) setCookie(ctx, session.cookie, token);
        return presentSession(staff, session, token);
      },
    }),
    route({
      method: 'get',
      path: '/staff/session',
      summary: 'Who is logged in, and what the session opens',
      tag: TAG,
      guard: own,
      response: staffSession,
      handler: ({ principal: { staff, session } }) => Promise.resolve(presentSession(staff, session, null)),
    }),
    route({
      method: 'delete',
      path: '/staff/session',
      summary: 'Log out',
      tag: TAG,
      guard: own,
      audit: 'staff.logout',
      handler: async ({ principal: { session }, ctx }) => {
        await endSession(session._id);
        if (session.cookie !== null) setCookie(ctx, session.cookie, null);
      },
    }),
    route({
      method: 'post',
      path: '/staff/password',
      summary: 'Set a new password; ends all other sessions of the person',
      tag: TAG,
      guard: own,
      callsPerMinute: GUESSES_PER_MINUTE,
      body: passwordChange,
      audit: 'staff.password',
      handler: async ({ body, principal: { staff, session } }) =>
        keepSession(session._id, await changePassword(staff._id, body.current, body.next)),
    }),
    route({
      method: 'post',
      path: '/staff/second-factor',
      summary: 'Begin to set up a second factor; it counts when it is confirmed',
      tag: TAG,
      guard: withPassword,
      callsPerMinute: GUESSES_PER_MINUTE,
      body: secondFactorStart,
      response: secondFactorSecret,
      audit: 'staff.second_factor.start',
      handler: ({ body, principal: { staff } }) => startSecondFactor(key, staff._id, body, new Date()),
    }),
    route({
      method: 'post',
      path: '/staff/second-factor/confirm',
      summary: 'Take the second factor into use; answers the recovery codes once and ends all other sessions',
      tag: TAG,
      guard: withPassword,
      callsPerMinute: GUESSES_PER_MINUTE,
      body: secondFactorConfirm,
      response: recoveryCodes,
      audit: 'staff.second_factor.confirm',
      handler: async ({ body, principal: { staff, session } }) => {
        const { recoveryCodes: codes, counter } = await confirmSecondFactor(key, staff._id, body.code, new Date());
        await keepSession(session._id, counter);
        return { recoveryCodes: codes };
      },
    }),
  ];
}
