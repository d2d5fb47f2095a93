import { startOfDay } from '@shuozhi/shared';
import type { NoticeDraft } from '@shuozhi/shared/api';
import { contentHash } from './content';
import { newRecord, retireSample } from './lifecycle';
import { Notices, type ImportWarning, type NoticeRecord } from './model';
import { applyRepeals } from './relations';
import { keepRevision } from './revisions';

export interface ImportedNotice {
  draft: NoticeDraft;
  confidence: number;
  warnings: ImportWarning[];
  /** A person must confirm the text before it can be submitted. */
  needsReview: boolean;
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

/** Importing is not news: nothing here makes an event, and an old document takes its place by its date. */
function asPublished(draft: NoticeDraft, now: Date): Partial<NoticeRecord> {
  return { status: 'published', publishedAt: now, listedAt: draft.writtenOn ? startOfDay(draft.writtenOn) : now };
}

/**
 * Stores an imported document as a draft, or publishes it silently. Idempotent by number and content: the same text
 * changes nothing; a changed text becomes a new revision of a draft, and a proposal (to be approved) for a notice that
 * is public already, unless `publish` says to replace it.
 * @param options.publish publish without pushing; a document that needs review stays a draft
 * @param options.actor who imports, for the record
 */
export async function upsertImportedNotice(
  imported: ImportedNotice,
  options: { publish: boolean; actor: string | null; now: Date },
): Promise<{ outcome: ImportOutcome; noticeId: string; published: boolean }> {
  const { draft, confidence, warnings, needsReview } = imported;
  const { actor, now } = options;
  const publish = options.publish && !needsReview;
  const found = await Notices.findOne(sameDocument(draft)).lean<NoticeRecord>();
  if (!found) {
    const record = newRecord(draft, now, {
      status: 'draft',
      ...{ confidence, warnings, needsReview, createdBy: actor },
      ...(publish ? asPublished(draft, now) : {}),
    });
    if (publish) await retireSample(record, now);
    await Notices.create(record);
    if (publish) await applyRepeals(record, now);
    return { outcome: 'created', noticeId: record._id, published: publish };
  }

  const same = found.contentHash === contentHash(draft);
  const wasPublic = found.status === 'published';
  if (same && (wasPublic || !publish)) return { outcome: 'unchanged', noticeId: found._id, published: wasPublic };
  if (!same && wasPublic && !publish) {
    const proposal = { draft, major: false, changeNote: '公报重新导入', by: actor ?? 'import' };
    await Notices.updateOne({ _id: found._id }, { $set: { proposal, changedAt: now } });
    return { outcome: 'proposed', noticeId: found._id, published: true };
  }

  if (!same) await keepRevision(found, now);
  const replaced: NoticeRecord = {
    ...found,
    ...draft,
    ...{ confidence, warnings, needsReview, changedAt: now, contentHash: contentHash(draft) },
    revision: same ? found.revision : found.revision + 1,
    ...(publish && !wasPublic ? asPublished(draft, now) : {}),
  };
  if (publish) await retireSample(replaced, now);
  await Notices.replaceOne({ _id: found._id, changedAt: found.changedAt }, replaced);
  if (publish) await applyRepeals(replaced, now);
  return { outcome: same ? 'unchanged' : 'revised', noticeId: found._id, published: publish || wasPublic };
}
