import type { StaffAccount, StaffRole } from '@shuozhi/shared/api';
import { hash, verify } from '@node-rs/argon2';
import { randomBytes, randomInt } from 'node:crypto';
import { isDuplicateKey } from '../database';
import { AppError } from '../errors';
import { Staff, type StaffRecord } from './model';

/** OWASP's advice for argon2id: 19 MiB, 2 passes (the library's default algorithm is argon2id). */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const MAX_FAILURES = 5;
const LOCK_MS = 15 * 60 * 1000;

const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A password a person can type: four groups of five letters and digits that cannot be confused (116 bits). */
export function newPassword(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

const present = (staff: StaffRecord): StaffAccount => ({ id: staff._id, name: staff.name, role: staff.role });

/**
 * Creates an account.
 * @param password the first password; a one-time password when `oneTime`
 * @throws AppError `conflict` when the name is taken
 */
export async function createAccount(
  input: { name: string; role: StaffRole; password: string; oneTime: boolean },
  now: Date,
): Promise<StaffAccount> {
  const record: StaffRecord = {
    _id: `s${randomBytes(6).toString('hex')}`,
    name: input.name,
    role: input.role,
    passwordHash: await hash(input.password, ARGON2),
    oneTime: input.oneTime ? 'unused' : null,
    failedLogins: 0,
    lockedUntil: null,
    tokensFrom: wholeSecond(now),
    createdAt: now,
  };
  try {
    await Staff.create(record);
  } catch (error) {
    throw isDuplicateKey(error)
      ? new AppError('conflict', { detail: `账号 ${input.name} 已存在`, cause: error })
      : error;
  }
  return present(record);
}

/** Gives an account a new one-time password, unlocks it and ends its sessions. @throws AppError `not_found` */
export async function resetAccount(name: string, password: string, now: Date): Promise<StaffAccount> {
  const passwordHash = await hash(password, ARGON2);
  const reset = await Staff.findOneAndUpdate(
    { name },
    { $set: { passwordHash, oneTime: 'unused', failedLogins: 0, lockedUntil: null, tokensFrom: wholeSecond(now) } },
    { returnDocument: 'after' },
  ).lean<StaffRecord>();
  if (!reset) throw new AppError('not_found', { detail: `没有账号 ${name}` });
  return present(reset);
}

/** All accounts by name. */
export async function listAccounts(): Promise<StaffAccount[]> {
  return (await Staff.find().sort({ name: 1 }).lean<StaffRecord[]>()).map(present);
}

/** Tokens carry whole seconds; the moment from which they count must not be later within the same second. */
const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);

let decoy: Promise<string> | undefined;

/**
 * Checks name and password. Five failures in a row lock the account for 15 minutes; an unknown name takes as long as
 * a wrong password. A one-time password opens one session.
 * @throws AppError `wrong_credentials`, `account_locked`
 */
export async function login(
  name: string,
  password: string,
  now: Date,
): Promise<{ account: StaffAccount; mustChangePassword: boolean }> {
  const staff = await Staff.findOne({ name }).lean<StaffRecord>();
  if (staff?.lockedUntil && staff.lockedUntil > now) {
    throw new AppError('account_locked', { retryAfter: (staff.lockedUntil.getTime() - now.getTime()) / 1000 });
  }
  const right = await verify(staff?.passwordHash ?? (await (decoy ??= hash(newPassword(), ARGON2))), password);
  if (!staff) throw new AppError('wrong_credentials');
  if (!right || staff.oneTime === 'used') {
    await countFailure(staff._id, now);
    throw new AppError(
      'wrong_credentials',
      right ? { detail: '一次性密码已用过，请用新密码登录，或请管理员重置' } : {},
    );
  }
  const opened = await Staff.updateOne(
    { _id: staff._id, oneTime: staff.oneTime },
    { $set: { failedLogins: 0, lockedUntil: null, ...(staff.oneTime === null ? {} : { oneTime: 'used' }) } },
  );
  if (opened.matchedCount === 0) throw new AppError('wrong_credentials');
  return { account: present(staff), mustChangePassword: staff.oneTime !== null };
}

async function countFailure(id: string, now: Date): Promise<void> {
  const counted = await Staff.findOneAndUpdate(
    { _id: id },
    { $inc: { failedLogins: 1 } },
    { returnDocument: 'after' },
  ).lean<StaffRecord>();
  if (counted && counted.failedLogins >= MAX_FAILURES) {
    await Staff.updateOne({ _id: id }, { $set: { failedLogins: 0, lockedUntil: new Date(now.getTime() + LOCK_MS) } });
  }
}

/** Sets a new password and ends all sessions. @throws AppError `wrong_credentials` when `current` is not right */
export async function changePassword(id: string, current: string, next: string, now: Date): Promise<void> {
  const staff = await Staff.findById(id).lean<StaffRecord>();
  if (!staff || !(await verify(staff.passwordHash, current))) throw new AppError('wrong_credentials');
  await Staff.updateOne(
    { _id: id },
    { $set: { passwordHash: await hash(next, ARGON2), oneTime: null, tokensFrom: wholeSecond(now) } },
  );
}

/** The account of a valid session. @throws AppError `unauthorized` when it is gone or its sessions were ended */
export async function accountOfSession(id: string, issuedAt: Date): Promise<StaffAccount> {
  const staff = await Staff.findById(id).lean<StaffRecord>();
  if (!staff || issuedAt < staff.tokensFrom) throw new AppError('unauthorized');
  return present(staff);
}
