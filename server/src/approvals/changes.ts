import type { StaffAccount, StaffRole } from '@shuozhi/shared/api';
import { randomUUID } from 'node:crypto';
import { isDuplicateKey } from '../database';
import { AppError } from '../errors';
import { changedMembers, contentHash } from './contentHash';
import { ChangeRequests, type ChangeRequest } from './model';
import { assertApprover, assertReader, handsOf, joined, type Reader } from './readers';
import { transition } from './states';

/** A kind of change that goes through the gate; each domain declares its own. */
export interface ChangeKind<P extends object, R = unknown> {
  /** Dotted name, e.g. `notice.revision`. */
  name: string;
  /** Roles that may approve it, and give it back; absent: all that approve. */
  approvers?: readonly StaffRole[];
  /**
   * The words a request is made of, for kinds whose targets do not say what belongs together (a new group of words has an
   * id of its own): who wrote some of them in a request that was not applied is an author of the next one that holds them.
   */
  marksOf?: (payload: P, target: string) => string[];
  /**
   * It asks for something to be done and holds nobody's words: who asked for the same before is no author of the next
   * request, so that two people are enough whoever of them asks.
   */
  wordless?: boolean;
  /** It holds personal data: who reads it is recorded. */
  personal?: boolean;
  /** By configuration: the change applies at once, and the audit says that one person made it. */
  onePerson?: boolean;
  /**
   * Makes an approved change public. Runs again after a crash, so doing it twice must be doing it once.
   * @throws AppError when it cannot be done any more (what it replaces has changed); the request has failed then
   */
  apply: (change: ChangeRequest<P>, now: Date) => Promise<R>;
}

/** Any kind, for lists of kinds. */
export type AnyChangeKind = ChangeKind<never>;

/** Who proposes: a member of staff, a command, or a resident who binds their WeChat. */
type Author = Pick<StaffAccount, 'id'>;

const hashOf = ({ kind, target, payload, base }: Pick<ChangeRequest, 'kind' | 'target' | 'payload' | 'base'>): string =>
  contentHash({ kind, target, payload, base });

const waiting = (kind: string, target: string) =>
  ChangeRequests.findOne({ kind, target, state: 'submitted' }).lean<ChangeRequest>();

/** Moves a request from the state it was seen in; null when somebody else was faster. */
function move(change: ChangeRequest, to: Partial<ChangeRequest>, now: Date) {
  return ChangeRequests.findOneAndUpdate(
    { _id: change._id, state: change.state },
    { $set: { ...to, changedAt: now } },
    { returnDocument: 'after' },
  ).lean<ChangeRequest>();
}

/** Who wrote some of these words in requests that were not applied: since they last were, they have not been read. */
async function writersOf(kind: string, marks: readonly string[]): Promise<string[]> {
  if (marks.length === 0) return [];
  const alike = await ChangeRequests.find({ kind, marks: { $in: [...marks] } }, 'authors marks state')
    .sort({ createdAt: -1, _id: -1 })
    .lean<Pick<ChangeRequest, 'authors' | 'marks' | 'state'>[]>();
  const unread = new Set(marks);
  const writers = new Set<string>();
  for (const { authors, marks: theirs, state } of alike) {
    const shared = theirs.filter((mark) => unread.has(mark));
    if (state === 'applied') shared.forEach((mark) => unread.delete(mark));
    else if (shared.length > 0) authors.forEach((author) => writers.add(author));
  }
  return [...writers];
}

/**
 * Proposes a change. The same one again is the waiting one; another of its kind and target takes the place of the
 * waiting one and carries its authors on, for it may hold their words. So does every other proposal for the same text that
 * was not applied (returned, taken back): who wrote it could have another person bring the same words with a comma more. A
 * kind for one person applies at once.
 * @param input.base hash of what it replaces, as the author was shown it
 * @param input.writers others who wrote part of it
 * @param input.mayQuote requests whose words the author has seen and may have used: their authors are authors here too
 */
export async function proposeChange<P extends object>(
  kind: ChangeKind<P>,
  input: {
    target: string;
    payload: P;
    base?: string | null;
    writers?: readonly string[];
    mayQuote?: readonly ChangeRequest[];
  },
  author: Author,
  now: Date,
): Promise<ChangeRequest<P>> {
  const { target, base = null, writers = [], mayQuote = [] } = input;
  // As the database will give it back: members without a value are not kept.
  const payload = JSON.parse(JSON.stringify(input.payload)) as P;
  const hash = hashOf({ kind: kind.name, target, payload, base });
  const ofSameText = ChangeRequests.find(
    { target, $or: [{ hash }, { kind: kind.name, base, state: { $ne: 'applied' } }] },
    'authors',
  );
  const alike = kind.wordless ? [] : await ofSameText.lean<Pick<ChangeRequest, 'authors'>[]>();
  const marks = kind.marksOf?.(payload, target) ?? [];
  const quoted = [...alike, ...mayQuote].flatMap((change) => change.authors);
  let authors = joined([author.id], ...writers, ...quoted, ...(await writersOf(kind.name, marks)));
  for (;;) {
    const other = await waiting(kind.name, target);
    if (other?.hash === hash) {
      const same = await move(other, { authors: joined(other.authors, ...authors) }, now);
      if (same) return same as ChangeRequest<P>;
      continue;
    }
    if (other) {
      if (!(await move(other, { state: transition(other.state, 'supersede') }, now))) continue;
      if (!kind.wordless) authors = joined(authors, ...other.authors);
    }
    const change: ChangeRequest<P> = {
      _id: `c${randomUUID().replaceAll('-', '').slice(0, 15)}`,
      kind: kind.name,
      target,
      payload,
      base,
      hash,
      authors,
      marks,
      state: kind.onePerson ? transition('submitted', 'approve') : 'submitted',
      approvedBy: null,
      reason: null,
      createdAt: now,
      changedAt: now,
    };
    try {
      await ChangeRequests.create(change);
    } catch (error) {
      if (isDuplicateKey(error)) continue;
      throw error;
    }
    if (!kind.onePerson) return change;
    await applyChange(kind, change, now);
    return (await findChange(change._id)) as ChangeRequest<P>;
  }
}

/** @throws AppError `change_not_found` */
export async function findChange(id: string): Promise<ChangeRequest> {
  const change = await ChangeRequests.findById(id).lean<ChangeRequest>();
  if (!change) throw new AppError('change_not_found');
  return change;
}

/** The requests that wait for approval for these targets, oldest first. */
export async function waitingChanges(targets: readonly string[]): Promise<ChangeRequest[]> {
  return ChangeRequests.find({ target: { $in: [...targets] }, state: 'submitted' })
    .sort({ createdAt: 1, _id: 1 })
    .lean<ChangeRequest[]>();
}

/** What differs between the request of the hash that a person names and what waits for this target now. */
export async function conflictWith(change: ChangeRequest, hash: string): Promise<AppError> {
  const shown = await ChangeRequests.findOne({ target: change.target, hash }).lean<ChangeRequest>();
  const now = (await waiting(shown?.kind ?? change.kind, change.target)) ?? change;
  const errors = shown ? changedMembers(shown.payload, now.payload) : [];
  return new AppError('conflict', { detail: '提议的内容与您看到的不同，请重新查看', errors });
}

/**
 * Approves the waiting request of this hash and applies it. Only by a person who wrote no part of it. Whether it still
 * waits, is the one that was read, and is not the approver's own, is decided by one conditional write.
 * @throws AppError `forbidden`, `same_person`, `conflict`, `transition_not_allowed`, and why it cannot be applied
 */
export async function approveChange<P extends object, R>(
  kind: ChangeKind<P, R>,
  id: string,
  hash: string,
  actor: Reader,
  now: Date,
): Promise<{ change: ChangeRequest<P>; result: R }> {
  assertApprover(actor.role, kind.approvers);
  const change = await findChange(id);
  if (change.hash !== hash || change.state === 'superseded') throw await conflictWith(change, hash);
  const state = transition(change.state, 'approve');
  assertReader(actor, change.authors, change.createdAt);
  const approved = await ChangeRequests.findOneAndUpdate(
    { _id: id, state: change.state, hash, authors: { $nin: handsOf(actor, change.createdAt) } },
    { $set: { state, approvedBy: actor.id, changedAt: now } },
    { returnDocument: 'after' },
  ).lean<ChangeRequest<P>>();
  if (!approved) throw await conflictWith(await findChange(id), hash);
  return { change: approved, result: await applyChange(kind, approved, now) };
}

async function applyChange<P extends object, R>(
  kind: ChangeKind<P, R>,
  change: ChangeRequest<P>,
  now: Date,
): Promise<R> {
  try {
    // A request that moved by a way of its own (a migration) is not the one that was approved.
    if (hashOf(change) !== change.hash) throw new AppError('conflict', { detail: '内容在审批之后有改动' });
    const result = await kind.apply(change, now);
    await move(change, { state: transition(change.state, 'apply') }, now);
    return result;
  } catch (error) {
    if (error instanceof AppError) {
      await move(change, { state: transition(change.state, 'fail'), reason: error.message }, now);
    }
    throw error;
  }
}

/** Gives a waiting request back with the reason. @throws AppError as `approveChange`; authors may take their own back */
export async function returnChange(
  kind: Pick<ChangeKind<never>, 'approvers'>,
  id: string,
  reason: string,
  actor: StaffAccount,
  now: Date,
): Promise<ChangeRequest> {
  const change = await findChange(id);
  if (!change.authors.includes(actor.id)) assertApprover(actor.role, kind.approvers);
  const returned = await move(change, { state: transition(change.state, 'return'), reason }, now);
  if (!returned) throw new AppError('conflict');
  return returned;
}

/** Marks a waiting request as taken into a draft. Running it again changes nothing. */
export async function acceptChange(change: ChangeRequest, now: Date): Promise<void> {
  await move(change, { state: transition(change.state, 'accept') }, now);
}

/**
 * Applies approved requests whose process died in the middle, oldest first. For a job.
 * @returns how many were applied
 */
export async function finishChanges(kinds: readonly AnyChangeKind[], now: Date): Promise<number> {
  const left = await ChangeRequests.find({ state: 'approved' }).sort({ changedAt: 1 }).lean<ChangeRequest[]>();
  let applied = 0;
  for (const change of left) {
    try {
      await applyChange(kindOf(kinds, change), change, now);
      applied += 1;
    } catch (error) {
      // One that cannot be applied any more has failed, and says why.
      if (!(error instanceof AppError)) throw error;
    }
  }
  return applied;
}

/** The kind of a request. A kind is only ever given requests that were proposed with it. */
export function kindOf(kinds: readonly AnyChangeKind[], change: ChangeRequest): ChangeKind<object> {
  const kind = kinds.find(({ name }) => name === change.kind);
  if (!kind) throw new Error(`no kind of change is named ${change.kind}`);
  return kind as unknown as ChangeKind<object>;
}
