import type { NoticeDraft, NoticeVersion, NoticeVersions, StaffAccount } from '@shuozhi/shared/api';
import { proposeChange, type ChangeKind, type ChangeRequest } from '../../approvals';
import { AppError } from '../../errors';
import { pageOfBlocks } from '../blocks';
import { draftOf } from '../draftOf';
import { Notices, type NoticeRecord } from '../model';
import { keptText, publicTexts, removeText, type KeptText } from '../texts';
import { assertRole } from '../transitions';

interface Version {
  version: number;
  from: Date;
  until: Date | null;
  changeNote: string | null;
  /** null: removed for cause. */
  text: Pick<KeptText, 'hash'> | NoticeRecord | null;
  title: string | null;
}

/** The texts of a published notice that residents could read, oldest first. @throws AppError `notice_not_found` when it is not public */
async function versionsOf(id: string): Promise<{ notice: NoticeRecord; versions: Version[] }> {
  const notice = await Notices.findOne({ _id: id, status: 'published' }).lean<NoticeRecord>();
  if (!notice) throw new AppError('notice_not_found');
  // A text may have been kept for a change that was refused then: it is the present one.
  const kept = (await publicTexts(id)).filter(({ revision }) => revision !== notice.revision);
  const first = notice.publishedAt ?? notice.createdAt;
  const versions = kept.map((text, n): Version => {
    const title = text.draft?.title ?? null;
    const { revision: version, replacedAt: until, changeNote = null } = text;
    return {
      version,
      from: kept[n - 1]?.replacedAt ?? first,
      until,
      changeNote,
      text: text.removed ? null : text,
      title,
    };
  });
  const { revision: version, changeNote, title } = notice;
  versions.push({ version, from: kept.at(-1)?.replacedAt ?? first, until: null, changeNote, text: notice, title });
  return { notice, versions };
}

const dates = ({ version, from, until, changeNote }: Version) => ({
  version,
  from: from.toISOString(),
  until: until?.toISOString() ?? null,
  changeNote,
});

/** The versions of a notice that were public, the present one first. @throws AppError `notice_not_found` when it is not public */
export async function publicVersions(id: string): Promise<NoticeVersions> {
  const { versions } = await versionsOf(id);
  return { items: versions.map((version) => ({ ...dates(version), title: version.title })).reverse() };
}

/**
 * A text of a notice as residents read it at its time.
 * @param from the first block of the answer
 * @throws AppError `notice_not_found` when the notice is not public, or this version never was or was removed for cause
 */
export async function publicVersion(id: string, number: number, from: number): Promise<NoticeVersion> {
  const { versions } = await versionsOf(id);
  const version = versions.find((one) => one.version === number);
  if (!version) throw new AppError('notice_not_found', { detail: '没有这一版' });
  if (version.text === null) throw new AppError('notice_not_found', { detail: '这一版因故不再展示' });
  const draft: NoticeDraft | null | undefined =
    'status' in version.text ? draftOf(version.text) : (await keptText(id, version.text.hash, number))?.draft;
  if (!draft) throw new AppError('notice_not_found', { detail: '没有这一版' });
  const { docNo, title, kind, issuers, writtenOn, effectiveFrom, effectiveTo, topics, regions, level, summary } = draft;
  return {
    ...dates(version),
    title,
    docNo,
    kind,
    issuers,
    writtenOn,
    effectiveFrom,
    effectiveTo,
    topics,
    regions,
    level,
    summary,
    keyFacts: draft.keyFacts,
    hotlines: draft.hotlines,
    ...pageOfBlocks(draft.blocks, from),
    blocksTotal: draft.blocks.length,
  };
}

/** Why an earlier version is shown to nobody any more: somebody's private number stood in it. */
interface VersionRemoval {
  notice: string;
  version: number;
  reason: string;
}

/** Erasing an earlier version for cause; only that it was there, and why it is gone, stays. */
export const versionRemovalKind: ChangeKind<VersionRemoval, void> = {
  name: 'notice.version_removal',
  apply: async ({ payload: { notice, version, reason } }, now) => removeText(notice, version, reason, now),
};

/**
 * Proposes to erase an earlier public version; it is done when another person approves.
 * @throws AppError `forbidden`, `notice_not_found` when there is no such version, `transition_not_allowed` for the present one
 */
export async function proposeVersionRemoval(
  id: string,
  number: number,
  reason: string,
  actor: StaffAccount,
  now: Date,
): Promise<ChangeRequest> {
  assertRole('withdraw', actor.role);
  const { versions } = await versionsOf(id);
  const version = versions.find((one) => one.version === number);
  if (!version) throw new AppError('notice_not_found', { detail: '没有这一版' });
  if (version.until === null) throw new AppError('transition_not_allowed', { detail: '现在的这一版请用修订或撤回' });
  const payload = { notice: id, version: number, reason };
  return proposeChange(versionRemovalKind, { target: `${id}.v${number}`, payload }, actor, now);
}
