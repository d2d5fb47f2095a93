import type { DutyPersonInput } from '@shuozhi/shared/api';
import { CITYWIDE } from '@shuozhi/shared';
import { randomInt, randomUUID } from 'node:crypto';
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
export async function addPerson(input: DutyPersonInput): Promise<DutyPerson> {
  const person: DutyPerson = { _id: randomUUID(), ...input, residentId: null, bindCode: newCode(), active: true };
  await DutyPersons.create(person);
  return person;
}

/** Takes a person off duty. @throws AppError `not_found` */
export async function removePerson(id: string): Promise<void> {
  const removed = await DutyPersons.updateOne(
    { _id: id, active: true },
    { $set: { active: false, residentId: null, bindCode: null } },
  );
  if (removed.matchedCount === 0) throw new AppError('not_found');
}

/** Binds a resident's WeChat to the person who was given `code`. @throws AppError `not_found` for a wrong or used code */
export async function bindPerson(residentId: string, code: string): Promise<{ name: string; office: string }> {
  const person = await DutyPersons.findOneAndUpdate(
    { bindCode: code.trim().toUpperCase(), active: true },
    { $set: { residentId, bindCode: null } },
    { returnDocument: 'after' },
  ).lean<DutyPerson>();
  if (!person) throw new AppError('not_found', { detail: '绑定码不对或已用过' });
  return { name: person.name, office: person.office };
}

/** Forgets a resident who leaves; the person stays on duty, reachable by phone. */
export async function unbindResident(residentId: string): Promise<void> {
  await DutyPersons.updateMany({ residentId }, { $set: { residentId: null } });
}

/** Who is called for an alert in `regions`, in order; everybody for a citywide one. */
export async function personsFor(regions: readonly string[]): Promise<DutyPerson[]> {
  const citywide = regions.length === 0 || regions.includes(CITYWIDE);
  const everyone = await listPersons();
  return everyone.filter(
    (person) => citywide || person.regions.length === 0 || person.regions.some((region) => regions.includes(region)),
  );
}
