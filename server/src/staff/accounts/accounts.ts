import type { AccountDetail, StaffAccount, StaffRole } from '@shuozhi/shared/api';
import { randomBytes } from 'node:crypto';
import type { SharedAccount } from '../../approvals';
import { isDuplicateKey } from '../../database';
import { AppError } from '../../errors';
import { Staff, type StaffRecord } from './model';
import { assertGoodPassword, hashPassword, isPassword } from './passwords';

/** An account as its colleagues meet it. */
export const present = ({ _id, name, role, department }: StaffRecord): StaffAccount => ({
  id: _id,
  name,
  role,
  department,
});

/** An account as administrators see it. */
export function presentDetail(staff: StaffRecord): AccountDetail {
  const password = staff.passwordHash === '' ? 'none' : staff.oneTime === null ? 'set' : 'one_time';
  return {
    ...present(staff),
    disabled: staff.disabled,
    password,
    secondFactor: staff.secondFactor !== null,
    createdAt: staff.createdAt.toISOString(),
  };
}

/** @throws AppError `account_not_found` */
export async function findAccount(id: string): Promise<StaffRecord> {
  const staff = await Staff.findById(id).lean<StaffRecord>();
  if (!staff) throw new AppError('account_not_found');
  return staff;
}

/** @returns null when nobody has the name */
export async function accountIdOf(name: string): Promise<string | null> {
  return (await Staff.findOne({ name }, '_id').lean<Pick<StaffRecord, '_id'>>())?._id ?? null;
}

/** When somebody else drew the password of an account after this person last did. */
function heldUntil({ openedBy, openings = [] }: Pick<StaffRecord, 'openedBy' | 'openings'>, person: string) {
  if (openedBy === person) return null;
  const last = openings.map(({ by }) => by).lastIndexOf(person);
  return openings[last + 1]?.at ?? null;
}

/**
 * Accounts that the same person may hold, or held until another one reset them: whose one-time password one of the two
 * drew.
 */
export async function sameHandsAs({ _id, openedBy }: StaffRecord): Promise<SharedAccount[]> {
  const opened = await Staff.find({ $or: [{ openedBy: _id }, { 'openings.by': _id }] }, 'openedBy openings').lean<
    StaffRecord[]
  >();
  return [
    ...opened.map((account) => ({ id: account._id, until: heldUntil(account, _id) })),
    ...(openedBy ? [{ id: openedBy, until: null }] : []),
  ];
}

export const newAccountId = (): string => `s${randomBytes(6).toString('hex')}`;

/** An account that nothing opens yet. */
export const emptyAccount = (
  input: { id: string; name: string; role: StaffRole; department: string | null },
  now: Date,
): StaffRecord => ({
  _id: input.id,
  name: input.name,
  role: input.role,
  department: input.department,
  disabled: false,
  passwordHash: '',
  oneTime: null,
  sessionCounter: 0,
  secondFactor: null,
  pendingSecret: null,
  openedBy: null,
  openings: [],
  passwordGrant: null,
  createdAt: now,
});

/** @throws AppError `conflict` when the name is taken */
export async function insertAccount(record: StaffRecord): Promise<void> {
  try {
    await Staff.create(record);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    throw new AppError('conflict', { detail: `账号 ${record.name} 已存在`, cause: error });
  }
}

/**
 * Creates an account.
 * @param password the first password; a one-time password when `oneTime`
 * @throws AppError `conflict` when the name is taken
 */
export async function createAccount(
  input: { name: string; role: StaffRole; department?: string | null; password: string; oneTime: boolean },
  now: Date,
): Promise<StaffAccount> {
  const { name, role, department = null, password, oneTime } = input;
  const record: StaffRecord = {
    ...emptyAccount({ id: newAccountId(), name, role, department }, now),
    passwordHash: await hashPassword(password),
    oneTime: oneTime ? 'unused' : null,
  };
  await insertAccount(record);
  return present(record);
}

/** What a reset does beside the new password: the second factor is gone (a lost phone), all sessions end. */
export const RESET = {
  $set: { oneTime: 'unused', secondFactor: null, pendingSecret: null, openedBy: null },
  $inc: { sessionCounter: 1 },
} as const;

/** Gives an account a new one-time password, takes its second factor and ends its sessions. @throws AppError `account_not_found` */
export async function resetAccount(name: string, password: string): Promise<StaffAccount> {
  const passwordHash = await hashPassword(password);
  const reset = await Staff.findOneAndUpdate(
    { name },
    { $set: { ...RESET.$set, passwordHash }, $inc: RESET.$inc, $push: { openings: { by: null, at: new Date() } } },
    { returnDocument: 'after' },
  ).lean<StaffRecord>();
  if (!reset) throw new AppError('account_not_found', { detail: `没有账号 ${name}` });
  return present(reset);
}

/** All accounts by name. */
export async function listAccounts(): Promise<AccountDetail[]> {
  return (await Staff.find().sort({ name: 1 }).lean<StaffRecord[]>()).map(presentDetail);
}

/**
 * Sets a new password and ends all sessions.
 * @returns the session counter from now on, for the session that may go on
 * @throws AppError `wrong_credentials` when `current` is not right, `invalid_input` when the new one is no good
 */
export async function changePassword(id: string, current: string, next: string): Promise<number> {
  const staff = await findAccount(id);
  if (!(await isPassword(staff.passwordHash, current)))
    throw new AppError('wrong_credentials', { detail: '原密码不对' });
  assertGoodPassword(next, current, [staff.name]);
  const changed = await Staff.findOneAndUpdate(
    { _id: id, passwordHash: staff.passwordHash },
    { $set: { passwordHash: await hashPassword(next), oneTime: null }, $inc: { sessionCounter: 1 } },
    { returnDocument: 'after' },
  ).lean<StaffRecord>();
  if (!changed) throw new AppError('conflict', { detail: '密码刚刚已被修改，请重新登录' });
  return changed.sessionCounter;
}

/** Gives accounts of earlier versions the fields that came later. */
export async function completeAccounts(): Promise<void> {
  const { department, disabled, sessionCounter, secondFactor, pendingSecret, openedBy, openings, passwordGrant } =
    emptyAccount({ id: '', name: '', role: 'editor', department: null }, new Date());
  await Staff.updateMany(
    { sessionCounter: { $exists: false } },
    { $set: { department, disabled, sessionCounter, secondFactor, pendingSecret, openedBy, openings, passwordGrant } },
  );
}
