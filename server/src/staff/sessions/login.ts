import type { KeyObject } from 'node:crypto';
import { AppError } from '../../errors';
import { Staff, type StaffRecord } from '../accounts/model';
import { isPassword } from '../accounts/passwords';
import { admitAttempt } from './attempts';
import { useCode } from './secondFactor';

export interface Credentials {
  name: string;
  password: string;
  code?: string | undefined;
  /** Network address of the caller. */
  address: string;
}

/**
 * Checks name, password and second factor. An unknown name is answered like a wrong password, after the same time. A
 * one-time password opens one session.
 * @throws AppError `wrong_credentials`, `second_factor_required`, `wrong_code`, `account_locked`
 */
export async function login(key: KeyObject, given: Credentials, now: Date): Promise<StaffRecord> {
  const attempt = await admitAttempt(key, given.name, given.address, now);
  const staff = await Staff.findOne({ name: given.name }).lean<StaffRecord>();
  const right = await isPassword(staff?.passwordHash, given.password);
  if (!staff || !right || staff.disabled) throw new AppError('wrong_credentials');
  if (staff.oneTime === 'used') {
    throw new AppError('wrong_credentials', { detail: '一次性密码已用过，请用新密码登录，或请管理员重置' });
  }
  if (staff.secondFactor) {
    if (given.code === undefined) throw new AppError('second_factor_required');
    if (!(await useCode(key, staff, given.code, now))) throw new AppError('wrong_code');
  }
  if (staff.oneTime === 'unused') {
    const { modifiedCount } = await Staff.updateOne(
      { _id: staff._id, oneTime: 'unused', passwordHash: staff.passwordHash },
      { $set: { oneTime: 'used' } },
    );
    if (modifiedCount === 0) throw new AppError('wrong_credentials');
  }
  await attempt.succeeded();
  return staff;
}
