import type { DutyPersonInput, StaffAccount } from '@shuozhi/shared/api';
import { randomUUID } from 'node:crypto';
import { contentHash, eraseFromChanges, proposeChange, type ChangeKind, type ChangeRequest } from '../approvals';
import { AppError } from '../errors';
import { DutyPersons, Escalations, type DutyPerson } from './model';

/** A change of who is called for an alert, as the approver reads it. */
type PersonChange =
  | { action: 'add' | 'edit'; person: DutyPersonInput }
  | { action: 'remove'; person: Pick<DutyPersonInput, 'name' | 'office'> };

const contentOf = ({ name, office, phone, regions, order }: DutyPersonInput | DutyPerson): DutyPersonInput => ({
  name,
  office,
  phone,
  regions: regions as DutyPersonInput['regions'],
  order,
});

const outdated = () => new AppError('conflict', { detail: '这位责任人在此期间已改动或撤销，请按现在的内容重新提出' });

/** Somebody who is on duty. @throws AppError `not_found` */
export async function findPerson(id: string): Promise<DutyPerson> {
  const person = await DutyPersons.findOne({ _id: id, active: true }).lean<DutyPerson>();
  if (!person) throw new AppError('not_found', { detail: '没有这位责任人' });
  return person;
}

async function add(id: string, person: DutyPersonInput): Promise<void> {
  const record: Omit<DutyPerson, '_id'> = { ...person, residentId: null, code: null, claim: null, active: true };
  await DutyPersons.updateOne({ _id: id }, { $setOnInsert: record }, { upsert: true });
}

/** The binding stays: it is the same person with another number, office or place in the order. */
async function edit(id: string, person: DutyPersonInput, base: string | null): Promise<void> {
  const found = await DutyPersons.findOne({ _id: id, active: true }).lean<DutyPerson>();
  if (!found) throw outdated();
  const current = contentHash(contentOf(found));
  // Applied before the process died.
  if (current === contentHash(person)) return;
  if (current !== base) throw outdated();
  const edited = await DutyPersons.updateOne({ _id: id, active: true, ...contentOf(found) }, { $set: person });
  if (edited.matchedCount === 0) throw outdated();
}

/** Takes somebody off duty. Their number is needed nowhere any more: it goes from calls and change requests too. */
async function remove(id: string, base: string | null): Promise<void> {
  const found = await DutyPersons.findById(id).lean<DutyPerson>();
  if (!found || (found.active && contentHash(contentOf(found)) !== base)) throw outdated();
  await DutyPersons.updateOne(
    { _id: id },
    { $set: { active: false, phone: '', residentId: null, code: null, claim: null } },
  );
  await Escalations.updateMany(
    { 'steps.personId': id },
    { $set: { 'steps.$[theirs].phone': '' } },
    { arrayFilters: [{ 'theirs.personId': id }] },
  );
  await eraseFromChanges(id, ['person.phone']);
}

/** Who is on duty: added, changed and taken off by two people, for it decides whom an alert reaches first. */
export const personKind: ChangeKind<PersonChange, void> = {
  name: 'duty.person',
  personal: true,
  marksOf: ({ action, person }) => (action === 'remove' ? [] : [person.name]),
  apply: async ({ target, base, payload }) => {
    if (payload.action === 'add') await add(target, payload.person);
    else if (payload.action === 'edit') await edit(target, payload.person, base);
    else await remove(target, base);
  },
};

type Author = Pick<StaffAccount, 'id'>;

/** Proposes somebody for duty; `target` of the request is their id to be. */
export async function proposePerson(person: DutyPersonInput, author: Author, now: Date): Promise<ChangeRequest> {
  return proposeChange(personKind, { target: randomUUID(), payload: { action: 'add', person } }, author, now);
}

/** Proposes other details for a person on duty. @throws AppError `not_found` */
export async function proposeEdit(
  id: string,
  person: DutyPersonInput,
  author: Author,
  now: Date,
): Promise<ChangeRequest> {
  const base = contentHash(contentOf(await findPerson(id)));
  return proposeChange(personKind, { target: id, base, payload: { action: 'edit', person } }, author, now);
}

/** Proposes to take a person off duty. @throws AppError `not_found` */
export async function proposeRemoval(id: string, author: Author, now: Date): Promise<ChangeRequest> {
  const found = await findPerson(id);
  const { name, office } = found;
  const payload = { action: 'remove' as const, person: { name, office } };
  return proposeChange(personKind, { target: id, base: contentHash(contentOf(found)), payload }, author, now);
}
