import type { AccountEdit, AccountInput, StaffAccount, StaffRole } from '@shuozhi/shared/api';
import { contentHash, proposeChange, type ChangeKind, type ChangeRequest } from '../../approvals';
import { AppError } from '../../errors';
import { emptyAccount, findAccount, insertAccount, newAccountId, RESET } from './accounts';
import { Staff, type StaffRecord } from './model';
import { hashPassword, newPassword } from './passwords';

/** What is done to an account; approvers read it as it stands here. */
type AccountChange =
  | ({ action: 'create' } & AccountInput & { requestedBy: string })
  | ({ action: 'edit'; name: string } & AccountEdit)
  | { action: 'reset'; name: string; requestedBy: string };

const editable = ({ role, department, disabled }: AccountEdit): AccountEdit => ({ role, department, disabled });

/** Lets whoever asked for it draw a one-time password, once for each approved change. */
const grant = (id: string, change: string, by: string) =>
  Staff.updateOne(
    { _id: id, 'passwordGrant.change': { $ne: change } },
    { $set: { passwordGrant: { change, by, drawn: false } } },
  );

async function editAccountNow(id: string, edit: AccountEdit, seen: AccountEdit): Promise<void> {
  if (contentHash(edit) === contentHash(seen)) return;
  // Whose role or access changes begins anew; the department is read at each call.
  const ends = edit.role !== seen.role || edit.disabled !== seen.disabled;
  const { matchedCount } = await Staff.updateOne(
    { _id: id, ...seen },
    { $set: edit, ...(ends && { $inc: { sessionCounter: 1 } }) },
  );
  if (matchedCount === 0) throw new AppError('conflict');
}

async function apply({ _id, target, payload, base, createdAt }: ChangeRequest<AccountChange>): Promise<void> {
  if (payload.action === 'create') {
    if (!(await Staff.exists({ _id: target })))
      await insertAccount(emptyAccount({ ...payload, id: target }, createdAt));
    await grant(target, _id, payload.requestedBy);
    return;
  }
  if (payload.action === 'reset') {
    await grant(target, _id, payload.requestedBy);
    return;
  }
  const seen = editable(await findAccount(target));
  if (contentHash(seen) !== base && contentHash(seen) !== contentHash(editable(payload)))
    throw new AppError('conflict');
  await editAccountNow(target, editable(payload), seen);
}

/** Accounts that can let something through to the public, or keep accounts: made, changed and reset by two administrators. */
export const ACCOUNT_CHANGE: ChangeKind<AccountChange, void> = {
  name: 'staff.account',
  approvers: ['admin'],
  wordless: true,
  apply,
};

/** What became of a request about an account: done, or waiting for a second administrator. */
export interface AccountOutcome {
  accountId: string;
  change: ChangeRequest | null;
  oneTimePassword: string | null;
}

/** Roles with which somebody publishes, approves, or makes others who do: one administrator alone gives none of them. */
const BY_TWO: readonly StaffRole[] = ['admin', 'approver', 'publisher'];
const needsTwo = (...roles: StaffRole[]) => roles.some((role) => BY_TWO.includes(role));

/** Closing the account of somebody who does not keep accounts: one administrator stops what goes wrong at once. */
const onlyCloses = (seen: AccountEdit, edit: AccountEdit) =>
  seen.role !== 'admin' && edit.disabled && contentHash({ ...edit, disabled: seen.disabled }) === contentHash(seen);

async function waiting(
  target: string,
  payload: AccountChange,
  base: string | null,
  actor: StaffAccount,
  now: Date,
): Promise<AccountOutcome> {
  const change = await proposeChange(ACCOUNT_CHANGE, { target, payload, base }, actor, now);
  return { accountId: target, change, oneTimePassword: null };
}

/** Sets a one-time password on the account that `filter` still matches; null when it does not. */
async function drawPassword(
  id: string,
  by: StaffAccount,
  filter: object,
  more: object,
  now: Date,
): Promise<AccountOutcome | null> {
  const oneTimePassword = newPassword();
  const passwordHash = await hashPassword(oneTimePassword);
  const drawn = await Staff.updateOne(
    { _id: id, ...filter },
    {
      $set: { ...RESET.$set, ...more, passwordHash, openedBy: by.id },
      $inc: RESET.$inc,
      $push: { openings: { by: by.id, at: now } },
    },
  );
  return drawn.matchedCount === 0 ? null : { accountId: id, change: null, oneTimePassword };
}

/** Makes an account; of a role that needs two when a second administrator approves. @throws AppError `conflict` when the name is taken */
export async function requestAccount(input: AccountInput, actor: StaffAccount, now: Date): Promise<AccountOutcome> {
  if (await Staff.exists({ name: input.name })) throw new AppError('conflict', { detail: `账号 ${input.name} 已存在` });
  const id = newAccountId();
  if (needsTwo(input.role)) {
    return waiting(id, { action: 'create', ...input, requestedBy: actor.id }, null, actor, now);
  }
  const oneTimePassword = newPassword();
  const passwordHash = await hashPassword(oneTimePassword);
  const openings = [{ by: actor.id, at: now }];
  const account = { ...emptyAccount({ ...input, id }, now), openedBy: actor.id, openings };
  await insertAccount({ ...account, passwordHash, oneTime: 'unused' });
  return { accountId: id, change: null, oneTimePassword };
}

/**
 * Changes role, department or access of an account; when its role is or becomes one that needs two, a second administrator
 * approves, unless an account is only closed.
 * @throws AppError `account_not_found`, `conflict` when it changed meanwhile
 */
export async function requestEdit(
  id: string,
  edit: AccountEdit,
  actor: StaffAccount,
  now: Date,
): Promise<AccountOutcome> {
  const staff = await findAccount(id);
  const seen = editable(staff);
  if (needsTwo(seen.role, edit.role) && !onlyCloses(seen, edit)) {
    return waiting(id, { action: 'edit', name: staff.name, ...edit }, contentHash(seen), actor, now);
  }
  await editAccountNow(id, edit, seen);
  return { accountId: id, change: null, oneTimePassword: null };
}

const mayDraw = (staff: StaffRecord, actor: StaffAccount) =>
  staff.passwordGrant !== null && staff.passwordGrant.by === actor.id && !staff.passwordGrant.drawn;

/**
 * Gives a one-time password, takes the second factor and ends the sessions. Where the role needs two, the reset waits for a
 * second administrator; when it was approved, the same request by the same person answers the password.
 * @throws AppError `account_not_found`
 */
export async function requestReset(id: string, actor: StaffAccount, now: Date): Promise<AccountOutcome> {
  const staff = await findAccount(id);
  if (mayDraw(staff, actor)) {
    const granted = { passwordGrant: staff.passwordGrant };
    const drawn = await drawPassword(
      id,
      actor,
      granted,
      { passwordGrant: { ...staff.passwordGrant, drawn: true } },
      now,
    );
    if (drawn) return drawn;
  }
  if (!needsTwo(staff.role)) {
    const drawn = await drawPassword(id, actor, { role: { $nin: BY_TWO } }, {}, now);
    if (drawn) return drawn;
  }
  return waiting(id, { action: 'reset', name: staff.name, requestedBy: actor.id }, null, actor, now);
}
