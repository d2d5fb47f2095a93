import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { AppError } from '../../errors';
import { keysOf } from '../../tokens';
import { findAccount } from '../accounts/accounts';
import { Staff, type StaffRecord } from '../accounts/model';
import { isPassword, newPassword } from '../accounts/passwords';

const PERIOD_S = 30;
/** Codes of one step before and after are taken too: phones' clocks differ. */
const WINDOW = 1;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const sealingKey = (key: KeyObject) => Buffer.from(hkdfSync('sha256', key, '', 'staff second factor', 32));

/** Secrets of second factors stand in the database encrypted (AES-256-GCM): a copy of it opens no login. */
function seal(key: KeyObject, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(key), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

function unsealBy(key: KeyObject, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(key), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

/** The text, and whether the key before the present one sealed it. */
function unseal(key: KeyObject, sealed: string): { text: string; outdated: boolean } {
  const [, previous] = keysOf(key);
  try {
    return { text: unsealBy(key, sealed), outdated: false };
  } catch (error) {
    if (previous === undefined) throw error;
    return { text: unsealBy(previous, sealed), outdated: true };
  }
}

const totpOf = (secret: string, label: string) =>
  new TOTP({ issuer: '朔知', label, secret: Secret.fromBase32(secret), period: PERIOD_S });

/** The time step of a right code; null when it is wrong. */
function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
}

const digestOf = (recoveryCode: string) =>
  createHash('sha256').update(recoveryCode.replaceAll(/[\s-]/g, '')).digest('base64url');

/**
 * Uses up a code of the authenticator or a recovery code; each opens one login, also of two at once.
 * @returns whether it was right and unused
 */
export async function useCode(key: KeyObject, staff: StaffRecord, code: string, now: Date): Promise<boolean> {
  if (!staff.secondFactor) return false;
  const secret = unseal(key, staff.secondFactor.secret);
  const step = stepOf(secret.text, code, now);
  const resealed = secret.outdated ? { 'secondFactor.secret': seal(key, secret.text) } : {};
  const used =
    step === null
      ? await Staff.updateOne(
          { _id: staff._id, 'secondFactor.recovery': digestOf(code) },
          { $pull: { 'secondFactor.recovery': digestOf(code) } },
        )
      : await Staff.updateOne(
          { _id: staff._id, 'secondFactor.lastStep': { $lt: step } },
          { $set: { ...resealed, 'secondFactor.lastStep': step } },
        );
  return used.modifiedCount === 1;
}

/**
 * Begins to set up a second factor, or another one in place of the one in use, which stays until the new one is confirmed.
 * @throws AppError `wrong_credentials`, `second_factor_required`, `wrong_code`
 */
export async function startSecondFactor(
  key: KeyObject,
  id: string,
  given: { password: string; code?: string | undefined },
  now: Date,
): Promise<{ secret: string; uri: string }> {
  const staff = await findAccount(id);
  if (!(await isPassword(staff.passwordHash, given.password))) throw new AppError('wrong_credentials');
  if (staff.secondFactor) {
    if (given.code === undefined) throw new AppError('second_factor_required');
    if (!(await useCode(key, staff, given.code, now))) throw new AppError('wrong_code');
  }
  const secret = new Secret({ size: SECRET_BYTES }).base32;
  await Staff.updateOne({ _id: id }, { $set: { pendingSecret: seal(key, secret) } });
  return { secret, uri: totpOf(secret, staff.name).toString() };
}

/**
 * Takes the second factor into use, proved by its first code, and ends all sessions.
 * @returns the recovery codes, shown once, and the session counter from now on
 * @throws AppError `wrong_code`, `transition_not_allowed` when none is being set up
 */
export async function confirmSecondFactor(
  key: KeyObject,
  id: string,
  code: string,
  now: Date,
): Promise<{ recoveryCodes: string[]; counter: number }> {
  const { pendingSecret } = await findAccount(id);
  if (pendingSecret === null) throw new AppError('transition_not_allowed');
  const lastStep = stepOf(unseal(key, pendingSecret).text, code, now);
  if (lastStep === null) throw new AppError('wrong_code');
  const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newPassword);
  const secondFactor = { secret: pendingSecret, lastStep, recovery: recoveryCodes.map(digestOf) };
  const changed = await Staff.findOneAndUpdate(
    { _id: id, pendingSecret },
    { $set: { secondFactor, pendingSecret: null }, $inc: { sessionCounter: 1 } },
    { returnDocument: 'after' },
  ).lean<StaffRecord>();
  if (!changed) throw new AppError('conflict');
  return { recoveryCodes, counter: changed.sessionCounter };
}
