import { CITYWIDE } from '@shuozhi/shared';
import { noticeDraft, type NoticeDraft } from '@shuozhi/shared/api';
import { missingFiles } from '../attachments';
import { AppError, type FieldError } from '../errors';
import { changeProblems } from './changeProblems';
import { draftProblems, droppedFact, withHeldFacts } from './checkDraft';
import { Notices, type ImportWarning, type NoticeRecord } from './model';

const refuse = (problems: readonly FieldError[], prefix: string): never => {
  throw new AppError('invalid_input', {
    errors: problems.map(({ path, message }) => ({ path: `${prefix}${path}`, message })),
  });
};

const overlap = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((value) => other.includes(value));
/** Why a second notice cannot follow the same one. */
export const FOLLOWED_ALREADY = '这条预警已有后续，请接续最后一条';

const everywhere = (regions: readonly string[]): boolean => regions.length === 0 || regions.includes(CITYWIDE);

/** A text that is checked: whose it is, where it stands in the request, and what is about to be done. */
interface Checked {
  /** Of the notice itself, null for a new one. */
  id: string | null;
  /** Of the text's fields in the request, for the paths of what is refused. */
  prefix: string;
  /** It is about to be published: what it follows must be public by now. */
  publishing?: boolean;
  /** It was decided on before, or found by an import: what is open in it has no effect and may stay open. */
  openChanges?: boolean;
}

/**
 * What speaks against a text following the notice it names: an alert of the same matter and area whose last notice that
 * is.
 */
async function chainProblem(
  draft: NoticeDraft,
  { id, publishing }: Pick<Checked, 'id' | 'publishing'>,
): Promise<string | null> {
  if (draft.follows === null) return null;
  const followed = await Notices.findById(draft.follows).lean<NoticeRecord>();
  if (!followed || followed._id === id) return '没有这条通知';
  if (followed.level === null && followed.follows === null) return '所接续的通知不是预警';
  const sameArea =
    everywhere(followed.regions) || everywhere(draft.regions) || overlap(followed.regions, draft.regions);
  if (!overlap(followed.topics, draft.topics) || !sameArea) return '所接续的预警是另一件事：主题或地区不同';
  if (followed.exercise !== draft.exercise) return '演练只能接续演练，真实预警只能接续真实预警';
  if (followed.level === null) return '所接续的预警已解除';
  if (publishing && followed.status !== 'published') return '所接续的预警还没有发布，或者已经撤回';
  const next = await Notices.exists({ follows: draft.follows, status: 'published', _id: { $ne: id } });
  return next ? FOLLOWED_ALREADY : null;
}

/** What the schema of a whole text misses in one that somebody works on. */
const missing = (draft: NoticeDraft): FieldError[] =>
  (noticeDraft.safeParse(draft).error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message }));

/** The attachments whose file there is not. */
async function fileProblems({ attachments }: NoticeDraft): Promise<FieldError[]> {
  const named = attachments.flatMap(({ file }) => file ?? []);
  const unknown = new Set(await missingFiles(named, new Date()));
  return attachments.flatMap(({ file }, n) =>
    file !== undefined && unknown.has(file)
      ? [{ path: `attachments.${n}.file`, message: '没有这个文件，请重新上传' }]
      : [],
  );
}

/** What must be put right before a text can be submitted. */
export async function problemsOf(
  draft: NoticeDraft,
  checked: Pick<Checked, 'id' | 'publishing' | 'openChanges'>,
): Promise<FieldError[]> {
  const chain = await chainProblem(draft, checked);
  const follows = chain === null ? [] : [{ path: 'follows', message: chain }];
  const changes = checked.openChanges ? [] : await changeProblems(draft);
  return [...missing(draft), ...draftProblems(draft), ...changes, ...follows, ...(await fileProblems(draft))];
}

/**
 * Holds a text that a person hands over to what must be true of every text.
 * @throws AppError `invalid_input` naming each field
 */
export async function assertSound(draft: NoticeDraft, checked: Checked): Promise<void> {
  const problems = await problemsOf(draft, checked);
  if (problems.length > 0) refuse(problems, checked.prefix);
}

/**
 * A text that a person wrote on the basis of a notice's present one: facts that lost their sentence are dropped, all else
 * must be sound.
 * @returns the text, and what was dropped in words for people
 */
export async function soundEdit(notice: NoticeRecord, draft: NoticeDraft) {
  const held = withHeldFacts(draft, notice.keyFacts);
  await assertSound(held.draft, { id: notice._id, prefix: 'draft.' });
  return { draft: held.draft, dropped: held.dropped.map(droppedFact) };
}

/** What an import leaves for a person to put right before the text can be submitted. */
export function problemWarnings(draft: NoticeDraft): ImportWarning[] {
  return draftProblems(draft).map(({ path, message }) => ({
    code: 'must_be_put_right',
    message: `${path}：${message}`,
    field: path,
    line: null,
  }));
}

const DROPPED = 'fact_dropped';

/** The warnings of a notice after an edit that dropped facts. */
export const withDropped = (warnings: readonly ImportWarning[], dropped: readonly string[]): ImportWarning[] => [
  ...warnings.filter(({ code }) => code !== DROPPED),
  ...dropped.map((message) => ({ code: DROPPED, message, field: 'keyFacts', line: null })),
];
