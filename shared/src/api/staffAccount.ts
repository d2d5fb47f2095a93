import * as z from 'zod';
import { visibleText } from '../visibleText';
import { changeRequest } from './approval';
import { identifier, instant } from './common';

/**
 * What a member of staff may do: write (editor), read and approve (approver), publish and stop what was approved
 * (publisher, on duty), keep the accounts and all of it (admin), read everything and change nothing (auditor).
 */
export const STAFF_ROLES = ['editor', 'approver', 'publisher', 'admin', 'auditor'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

const staffName = z.string().overwrite(visibleText).min(1, '请填写姓名').max(40);
const department = z.string().overwrite(visibleText).min(1).max(60).nullable();
const password = z.string().min(1).max(200);
/** Six digits of the authenticator, or a recovery code. */
const secondFactorCode = z.string().trim().min(6).max(40);

export const staffAccount = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(STAFF_ROLES),
    department: department.optional().meta({ description: 'the organ whose notices the person edits; null: all' }),
  })
  .meta({ id: 'StaffAccount' });
export type StaffAccount = z.infer<typeof staffAccount>;

/** Names of colleagues, for what says who wrote or approved something. */
export const colleagueList = z.object({ items: z.array(staffAccount.pick({ id: true, name: true })) });

export const staffLogin = z.object({
  name: z.string().min(1).max(40),
  password,
  code: secondFactorCode.optional().meta({ description: 'asked for by 401 second_factor_required' }),
  cookie: z.boolean().default(false).meta({
    description: 'for browsers: the session stands in an HttpOnly cookie and each change needs the CSRF token',
  }),
});
export const staffSession = z
  .object({
    token: z
      .string()
      .nullable()
      .meta({ description: 'bearer token; null for a session in a cookie, and when asked again' }),
    csrfToken: z.string().nullable().meta({ description: 'for the header X-CSRF-Token; null for a bearer session' }),
    account: staffAccount,
    mustChangePassword: z.boolean().meta({ description: 'the session opens nothing but the change of password' }),
    mustSetUpSecondFactor: z
      .boolean()
      .meta({ description: 'the session opens nothing but setting up a second factor' }),
    idleSeconds: z.int().meta({ description: 'unused for so long, the session ends' }),
    endsAt: instant.meta({ description: 'the session ends then, however much it is used' }),
  })
  .meta({ id: 'StaffSession' });
export type StaffSession = z.infer<typeof staffSession>;

export const passwordChange = z.object({ current: password, next: z.string().min(12, '密码至少 12 位').max(200) });

export const secondFactorStart = z.object({
  password,
  code: secondFactorCode.optional().meta({ description: 'needed when a second factor is set up already' }),
});
export const secondFactorSecret = z.object({
  secret: z.string().meta({ description: 'base32, to type into an authenticator' }),
  uri: z.string().meta({ description: 'otpauth:// address, to show as a QR code' }),
});
export const secondFactorConfirm = z.object({ code: secondFactorCode });
export const recoveryCodes = z.object({
  recoveryCodes: z.array(z.string()).meta({ description: 'each opens one login without the phone; shown once' }),
});

export const accountDetail = staffAccount
  .extend({
    disabled: z.boolean(),
    password: z.enum(['set', 'one_time', 'none']).meta({ description: 'none: no one-time password was drawn yet' }),
    secondFactor: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: 'StaffAccountDetail' });
export type AccountDetail = z.infer<typeof accountDetail>;
export const accountList = z.object({ items: z.array(accountDetail) });
export const accountParams = z.object({ id: identifier });
export const accountInput = z.object({
  name: staffName,
  role: z.enum(STAFF_ROLES),
  department: department.default(null),
});
export type AccountInput = z.infer<typeof accountInput>;
export const accountEdit = z.object({ role: z.enum(STAFF_ROLES), department, disabled: z.boolean() });
export type AccountEdit = z.infer<typeof accountEdit>;
export const accountResult = z
  .object({
    account: accountDetail.nullable().meta({ description: 'as it stands now; null: it is made when approved' }),
    change: changeRequest
      .nullable()
      .meta({ description: 'an administrator, approver or publisher: waits for a second administrator' }),
    oneTimePassword: z
      .string()
      .nullable()
      .meta({ description: 'shown once; opens nothing but the change of password' }),
  })
  .meta({ id: 'StaffAccountResult' });
export type AccountResult = z.infer<typeof accountResult>;
