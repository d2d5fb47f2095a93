import type { NoticeDraft } from '@shuozhi/shared/api';
import { contentHash, joined } from '../approvals';
import { AppError } from '../errors';
import { droppedFact, withHeldFacts } from './checkDraft';
import { problemWarnings, withDropped } from './checkedText';
import { hashOfNotice, storable } from './content';
import type { Doubt } from './doubts';
import { newRecord } from './drafts';
import { publicSince, retireSample } from './lifecycle';
import { Notices, type ImportWarning, type NoticeRecord } from './model';
import { proposeReimport } from './proposals';
import { applyRepeals } from './relations';
import { insertNotice, updateNotice } from './store';
import { keepText } from './texts';

export interface ImportedNotice {
  draft: NoticeDraft;
  confidence: number;
  warnings: ImportWarning[];
  /** A person must confirm the text before it can be submitted. */
  needsReview: boolean;
  /** The fields that a person must confirm, where they are known. */
  doubts?: readonly Pick<Doubt, 'field' | 'reason'>[];
  /** The uploaded file it stands in. */
  source?: NoticeRecord['source'];
}

export type ImportOutcome = 'created' | 'unchanged' | 'revised' | 'proposed';

/** The same document: by its number, else (no number) by its title and date. */
function sameDocument(draft: NoticeDraft) {
  return {
    ...(draft.docNo !== null
      ? { docNo: draft.docNo }
      : { docNo: null, title: draft.title, writtenOn: draft.writtenOn }),
    sample: false,
    status: { $ne: 'withdrawn' as const },
  };
}

/** A public record from the start; importing is not news, so there is no event. */
const asPublished = (draft: NoticeDraft, importHash: string, now: Date) => ({
  status: 'published' as const,
  ...publicSince({ ...draft, importHash }, now),
});

/** An imported text without the facts that do not stand in it. */
function heldImport(draft: NoticeDraft): { draft: NoticeDraft; dropped: string[] } {
  const { draft: held, dropped } = withHeldFacts(draft, draft.keyFacts);
  return { draft: held, dropped: dropped.map(droppedFact) };
}

/** What storing an import found to be doubtful: places that must be put right, facts without their sentence. */
const doubtsOfImport = (problems: readonly ImportWarning[], dropped: readonly string[]) => [
  ...problems.map(({ field, message }) => ({ field: field ?? 'document', reason: message })),
  ...(dropped.length > 0 ? [{ field: 'keyFacts', reason: dropped.join('；') }] : []),
];

/** Nobody has worked on the draft since it was imported. */
const untouched = (notice: NoticeRecord): boolean =>
  notice.status === 'draft' && notice.returned === null && notice.importHash === hashOfNotice(notice);

/** Who stands for an import by the command. */
const COMMAND = 'command';

/**
 * Stores an imported document as a draft, or publishes it silently. Idempotent by number and content: the same text
 * changes nothing; a changed one replaces a draft that nobody has worked on, and is a proposal (to be approved) for any
 * other notice, unless `publish` says to replace it.
 * @param options.publish publish without pushing; a document that needs review stays a draft
 * @param options.actor who imports and thereby is an author; null for the command
 * @param options.uploader who brought the file, where that was somebody else: the words may be theirs
 */
export async function upsertImportedNotice(
  imported: ImportedNotice,
  options: { publish: boolean; actor: string | null; uploader?: string; now: Date },
): Promise<{ outcome: ImportOutcome; noticeId: string; published: boolean }> {
  const { draft, dropped } = heldImport(imported.draft);
  const problems = problemWarnings(draft);
  const warnings = [...imported.warnings, ...problems, ...withDropped([], dropped)];
  const needsReview = imported.needsReview || problems.length + dropped.length > 0;
  const { confidence } = imported;
  const { now } = options;
  const actor = options.actor ?? COMMAND;
  const writers = options.uploader === undefined ? [actor] : joined([actor], options.uploader);
  const publish = options.publish && !needsReview;
  const importHash = contentHash(draft);
  const doubts = [...(imported.doubts ?? []), ...doubtsOfImport(problems, dropped)].map(({ field, reason }) => ({
    field,
    reason,
    confirmed: null,
  }));
  const source = { confidence, warnings, needsReview, doubts, importHash, source: imported.source ?? null };
  const found = await Notices.findOne(sameDocument(draft)).lean<NoticeRecord>();
  if (!found) {
    const life = publish ? asPublished(draft, importHash, now) : { status: 'draft' as const };
    const record = newRecord(draft, now, { ...life, ...source, authors: writers });
    if (publish) await retireSample(record, now);
    await insertNotice(record);
    if (publish) await applyRepeals(record, now);
    return { outcome: 'created', noticeId: record._id, published: publish };
  }

  const same = found.importHash === importHash;
  const wasPublic = found.status === 'published';
  if (same && (wasPublic || !publish)) return { outcome: 'unchanged', noticeId: found._id, published: wasPublic };
  if (!publish && !untouched(found)) {
    await proposeReimport(found, draft, writers, now);
    return { outcome: 'proposed', noticeId: found._id, published: wasPublic };
  }

  const replaced = await updateNotice(
    found._id,
    async (notice) => {
      // Somebody began to work on it, or published it, since it was looked at.
      if (!publish && !untouched(notice)) throw new AppError('conflict');
      await keepText(notice, now);
      const life = publish && notice.status !== 'published' ? asPublished(draft, importHash, now) : {};
      const revision = same ? notice.revision : notice.revision + 1;
      return {
        $set: {
          ...storable(draft),
          ...source,
          ...life,
          revision,
          authors: joined(notice.authors, ...writers),
          writtenBy: actor,
        },
      };
    },
    now,
  );
  if (publish) {
    await retireSample(replaced, now);
    await applyRepeals(replaced, now);
  }
  return { outcome: same ? 'unchanged' : 'revised', noticeId: found._id, published: publish || wasPublic };
}
