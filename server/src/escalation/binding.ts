import type { StaffAccount } from '@shuozhi/shared/api';
import { createHash, randomInt, randomUUID } from 'node:crypto';
import { proposeChange, type ChangeKind } from '../approvals';
import { AppError } from '../errors';
import { DutyPersons, type DutyPerson } from './model';
import { findPerson } from './personChanges';

/** Letters and digits that nobody mistakes for one another. */
const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** About 59 bits: nobody finds the code of a hash within the day in which it can be used. */
const CODE_LENGTH = 12;
const CODE_LIVES_MS = 24 * 60 * 60 * 1000;

const newCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');

const hashOf = (code: string): string => createHash('sha256').update(code.trim().toUpperCase()).digest('hex');

/**
 * Makes the one-time code that binds a person's WeChat to them; an earlier one that is still out ends. It stands nowhere
 * else: who loses it makes another.
 * @throws AppError `not_found`
 */
export async function makeCode(
  id: string,
  by: Pick<StaffAccount, 'id'>,
  now: Date,
): Promise<{ code: string; until: Date }> {
  await findPerson(id);
  const code = newCode();
  const until = new Date(now.getTime() + CODE_LIVES_MS);
  await DutyPersons.updateOne({ _id: id, active: true }, { $set: { code: { hash: hashOf(code), by: by.id, until } } });
  return { code, until };
}

/** Whose WeChat is called for a person on duty. Whose it is stands with the person only. */
export const bindingKind: ChangeKind<{ name: string; office: string; claim: string }, void> = {
  name: 'duty.binding',
  wordless: true,
  apply: async ({ target, payload }) => {
    const person = await DutyPersons.findById(target).lean<DutyPerson>();
    const claim = person?.claim;
    if (!person?.active || claim?.id !== payload.claim) {
      throw new AppError('conflict', { detail: '这个绑定已失效，请重新发绑定码' });
    }
    const bound = await DutyPersons.updateOne(
      { _id: target, active: true, 'claim.id': claim.id },
      { $set: { residentId: claim.residentId } },
    );
    if (bound.matchedCount === 0) throw new AppError('conflict');
  },
};

/**
 * Takes the claim of a resident to be the person who was given `code`. They are called by WeChat once a member of staff
 * who did not make the code approves.
 * @throws AppError `not_found` for a wrong, used or expired code
 */
export async function bindPerson(
  residentId: string,
  code: string,
  now: Date,
): Promise<{ name: string; office: string; waiting: boolean }> {
  const claim = randomUUID();
  const person = await DutyPersons.findOneAndUpdate(
    { 'code.hash': hashOf(code), 'code.until': { $gt: now }, active: true },
    { $set: { claim: { id: claim, residentId }, code: null } },
    { returnDocument: 'before' },
  ).lean<DutyPerson>();
  if (!person?.code) throw new AppError('not_found', { detail: '绑定码不对、已用过或已过 24 小时' });
  const { _id: target, name, office } = person;
  await proposeChange(bindingKind, { target, payload: { name, office, claim } }, { id: person.code.by }, now);
  return { name, office, waiting: true };
}

/** Forgets a resident who leaves; the person stays on duty, reachable by phone. */
export async function unbindResident(residentId: string): Promise<void> {
  await DutyPersons.updateMany({ residentId }, { $set: { residentId: null } });
  await DutyPersons.updateMany({ 'claim.residentId': residentId }, { $set: { claim: null } });
}
