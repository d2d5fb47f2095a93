import { plainWord } from '@shuozhi/shared';
import type { hotTopicsInput, StaffAccount, WordGroupInput } from '@shuozhi/shared/api';
import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { contentHash, proposeChange, type ChangeKind, type ChangeRequest } from '../approvals';
import { AppError } from '../errors';
import { WordGroups, WordsState, type WordGroupRecord, type WordsStateRecord } from './model';
import { forgetVocabulary } from './currentVocabulary';

/** Tells every process that the vocabulary moved: their copies and the index of notices follow. */
async function moved(change: { hot?: z.output<typeof hotTopicsInput>['topics'] } = {}): Promise<void> {
  await WordsState.updateOne(
    { _id: 'state' },
    'hot' in change ? { $set: { hot: change.hot }, $inc: { hotRevision: 1 } } : { $inc: { revision: 1 } },
    { upsert: true },
  );
  forgetVocabulary();
}

/** A group as staff see it. */
function present({ _id, words, means, loose, updatedBy, updatedAt }: WordGroupRecord) {
  return { id: _id, words, means, loose, updatedBy, updatedAt: updatedAt.toISOString() };
}

/** The groups that staff added, newest first. */
export async function listWordGroups() {
  return (await WordGroups.find().sort({ updatedAt: -1 }).lean()).map(present);
}

const contentOf = ({ words, means, loose }: WordGroupInput): WordGroupInput => ({ words, means, loose });
const hashOfGroup = (group: WordGroupInput | null): string | null =>
  group === null ? null : contentHash(contentOf(group));

/** What people find by which words concerns every organ. @throws AppError `forbidden` for who belongs to a department */
function assertCitywide({ department }: StaffAccount): void {
  if (department) throw new AppError('forbidden', { detail: '词表影响全市的搜索，请由不限部门的同事修改' });
}

/** A change of one group; null takes it out. */
interface GroupChange {
  group: WordGroupInput | null;
  /** Name of the person who wrote it. */
  by: string;
}

async function applyGroup({ target, base, payload }: ChangeRequest<GroupChange>, now: Date): Promise<void> {
  const { group, by } = payload;
  const current = hashOfGroup(await WordGroups.findById(target).lean<WordGroupRecord>());
  // Not when it was applied before the process died.
  if (current !== hashOfGroup(group)) {
    if (current !== base) throw new AppError('conflict', { detail: '这组词在此期间已改动，请按现在的内容重新提出' });
    if (group === null) await WordGroups.deleteOne({ _id: target });
    else {
      const record: WordGroupRecord = { _id: target, ...contentOf(group), updatedBy: by, updatedAt: now };
      await WordGroups.replaceOne({ _id: target }, record, { upsert: true });
    }
  }
  await moved();
}

/**
 * Changes of the vocabulary: what people find by which words.
 * @param onePerson by configuration: one person's edit applies at once
 */
export const wordGroupKind = (onePerson: boolean): ChangeKind<GroupChange, void> => ({
  name: 'words.group',
  onePerson,
  marksOf: ({ group }) => (group?.words ?? []).map(plainWord),
  apply: applyGroup,
});

/** The hash of the topics that staff set; null: those the program brings along. */
async function hashOfHotTopics(): Promise<string | null> {
  const state = await WordsState.findById('state', 'hot').lean<Pick<WordsStateRecord, 'hot'>>();
  return state?.hot ? contentHash(state.hot) : null;
}

/** The topics of the empty search box, which everybody sees. */
export const hotTopicsKind: ChangeKind<z.output<typeof hotTopicsInput>, void> = {
  name: 'search.hot',
  apply: async ({ payload, base }) => {
    const current = await hashOfHotTopics();
    if (current !== base && current !== contentHash(payload.topics)) {
      throw new AppError('conflict', { detail: '热门话题在此期间已改动，请按现在的内容重新提出' });
    }
    await moved({ hot: payload.topics });
  },
};

/**
 * Proposes to add a group to the vocabulary, to replace the one of that id, or to take it out (`group` null).
 * @throws AppError `forbidden`, `not_found` for an unknown id
 */
export async function proposeWordGroup(
  kind: ChangeKind<GroupChange>,
  { id, group }: { id: string | null; group: WordGroupInput | null },
  author: StaffAccount,
  now: Date,
): Promise<ChangeRequest> {
  assertCitywide(author);
  const current = id === null ? null : await WordGroups.findById(id).lean<WordGroupRecord>();
  if (id !== null && current === null) throw new AppError('not_found');
  const input = { target: id ?? randomUUID(), base: hashOfGroup(current), payload: { group, by: author.name } };
  return proposeChange(kind, input, author, now);
}

/** Proposes the topics of the empty search box. @throws AppError `forbidden` */
export async function proposeHotTopics(
  payload: z.output<typeof hotTopicsInput>,
  author: StaffAccount,
  now: Date,
): Promise<ChangeRequest> {
  assertCitywide(author);
  return proposeChange(hotTopicsKind, { target: 'hot', base: await hashOfHotTopics(), payload }, author, now);
}
