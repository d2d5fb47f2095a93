import type { DutyPersonInput, StaffAccount } from '@shuozhi/shared/api';
import { CITYWIDE } from '@shuozhi/shared';
import { randomInt, randomUUID } from 'node:crypto';
import { proposeChange, type ChangeKind } from '../approvals';
import { AppError } from '../errors';
import { DutyPersons, type DutyPerson } from './model';

/** Letters and digits that nobody mistakes for one another. */
const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 10;

const newCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');

/** Everybody on duty, in calling order. */
export async function listPersons(): Promise<DutyPerson[]> {
  return DutyPersons.find({ active: true }).sort({ order: 1, _id: 1 }).lean<DutyPerson[]>();
}

/** Adds a person; the one-time code binds their WeChat to them. */
export async function addPerson(input: DutyPersonInput, by: Pick<StaffAccount, 'id'>): Promise<DutyPerson> {
  const person: DutyPerson = {
    _id: randomUUID(),
    ...input,
    residentId: null,
    bindCode: newCode(),
    codeBy: by.id,
    claim: null,
    active: true,
  };
  await DutyPersons.create(person);
  return person;
}

/** Takes a person off duty. @throws AppError `not_found` */
export async function removePerson(id: string): Promise<void> {
  const removed = await DutyPersons.updateOne(
    { _id: id, active: true },
    { $set: { active: false, residentId: null, bindCode: null, claim: null } },
  );
  if (removed.matchedCount === 0) throw new AppError('not_found');
}

/** Whose WeChat is called for a person on duty. Whose it is stands with the person only. */
export const bindingKind: ChangeKind<{ name: string; office: string; claim: string }, void> = {
  name: 'duty.binding',
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
 * @throws AppError `not_found` for a wrong or used code
 */
export async function bindPerson(
  residentId: string,
  code: string,
  now: Date,
): Promise<{ name: string; office: string; waiting: boolean }> {
  const claim = randomUUID();
  const person = await DutyPersons.findOneAndUpdate(
    { bindCode: code.trim().toUpperCase(), active: true },
    { $set: { claim: { id: claim, residentId }, bindCode: null } },
    { returnDocument: 'after' },
  ).lean<DutyPerson>();
  if (!person) throw new AppError('not_found', { detail: '绑定码不对或已用过' });
  const { _id: target, name, office, codeBy } = person;
  await proposeChange(bindingKind, { target, payload: { name, office, claim } }, { id: codeBy }, now);
  return { name, office, waiting: true };
}

/** Forgets a resident who leaves; the person stays on duty, reachable by phone. */
export async function unbindResident(residentId: string): Promise<void> {
  await DutyPersons.updateMany({ residentId }, { $set: { residentId: null } });
  await DutyPersons.updateMany({ 'claim.residentId': residentId }, { $set: { claim: null } });
}

/** Who is called for an alert in `regions`, in order; everybody for a citywide one. */
export async function personsFor(regions: readonly string[]): Promise<DutyPerson[]> {
  const citywide = regions.length === 0 || regions.includes(CITYWIDE);
  const everyone = await listPersons();
  return everyone.filter(
    (person) => citywide || person.regions.length === 0 || person.regions.some((region) => regions.includes(region)),
  );
}
