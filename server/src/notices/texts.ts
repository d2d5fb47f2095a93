import type { NoticeDraft } from '@shuozhi/shared/api';
import type { FieldError } from '../errors';
import { changedMembers, contentHash } from '../approvals';
import { defineModel, Mixed } from '../database';
import { draftOf } from './draftOf';
import type { NoticeRecord } from './model';

/** A text of a notice that another one replaced, with those who wrote it. */
export interface KeptText {
  /** `${noticeId}.${revision}.${hash}` */
  _id: string;
  noticeId: string;
  revision: number;
  hash: string;
  /** null: it was removed for cause. */
  draft: NoticeDraft | null;
  authors: string[];
  /** Who brought this text, one of its authors; null: not known. */
  writtenBy: string | null;
  /** Whether residents saw it. */
  published: boolean;
  /** What was changed with it, in the words that residents read. */
  changeNote: string | null;
  removed: { reason: string; at: Date } | null;
  replacedAt: Date;
}

const text = { type: String, required: true } as const;

const NoticeTexts = defineModel<KeptText>(
  'noticetexts',
  {
    noticeId: text,
    revision: { type: Number, required: true },
    hash: text,
    draft: { type: Mixed, required: true },
    authors: { type: [String], required: true },
    writtenBy: { type: String, default: null },
    published: { type: Boolean, required: true },
    changeNote: { type: String, default: null },
    removed: { type: Mixed, default: null },
    replacedAt: { type: Date, required: true },
  },
  [[{ noticeId: 1, hash: 1 }], [{ noticeId: 1, replacedAt: 1 }]],
);

/** Keeps the present text of a notice before another replaces it; running it again changes nothing but the time. */
export async function keepText(notice: NoticeRecord, now: Date): Promise<void> {
  const draft = draftOf(notice);
  const hash = contentHash(draft);
  const { _id: noticeId, revision, authors, writtenBy = null, changeNote } = notice;
  const published = notice.status === 'published';
  await NoticeTexts.updateOne(
    { _id: `${noticeId}.${revision}.${hash}` },
    { $set: { noticeId, revision, hash, draft, authors, writtenBy, published, changeNote, replacedAt: now } },
    { upsert: true },
  );
}

/** A sitting: what one person saves again and again meanwhile is one change to everybody else. */
const SITTING_MS = 10 * 60 * 1000;

/** Keeps the present text before a save of `writer`, once in a sitting of one person. */
export async function keepBeforeSave(notice: NoticeRecord, writer: string, now: Date): Promise<void> {
  const sitting = { noticeId: notice._id, replacedAt: { $gt: new Date(now.getTime() - SITTING_MS) } };
  const going = notice.status === 'draft' && notice.writtenBy === writer && (await NoticeTexts.exists(sitting));
  if (!going) await keepText(notice, now);
}

/** Forgets the texts of a draft that nobody but staff has seen. */
export async function forgetTexts(noticeId: string): Promise<void> {
  await NoticeTexts.deleteMany({ noticeId });
}

/** Files that earlier texts name; others than these may be among the answer. */
export async function filesOfTexts(ids: readonly string[]): Promise<string[]> {
  const named = await NoticeTexts.distinct('draft.attachments.file', { 'draft.attachments.file': { $in: [...ids] } });
  return named as string[];
}

/** Who wrote this text of a notice when it was one that residents never saw: bringing it back is bringing their words. */
export async function writersOfText(noticeId: string, draft: NoticeDraft): Promise<string[]> {
  const kept = await NoticeTexts.find({ noticeId, hash: contentHash(draft) }, 'authors published').lean();
  return kept.some(({ published }) => published) ? [] : kept.flatMap(({ authors }) => authors);
}

/** The texts that were replaced, oldest first, without their content. */
export async function keptTexts(noticeId: string): Promise<Omit<KeptText, 'draft'>[]> {
  return NoticeTexts.find({ noticeId }, '-draft').sort({ replacedAt: 1, _id: 1 }).lean<Omit<KeptText, 'draft'>[]>();
}

/** The replaced texts that residents saw, oldest first: of their content the title only. */
export async function publicTexts(noticeId: string) {
  const fields = 'hash revision replacedAt changeNote removed draft.title';
  const texts = await NoticeTexts.find({ noticeId, published: true }, fields)
    .sort({ replacedAt: 1 })
    .lean<KeptText[]>();
  return [...new Map(texts.map((one) => [one.revision, one])).values()];
}

/** The text of this hash with its content; null when none is kept. @param revision the one it was, where that matters */
export async function keptText(noticeId: string, hash: string, revision?: number): Promise<KeptText | null> {
  const which = revision === undefined ? { noticeId, hash } : { noticeId, hash, revision };
  return NoticeTexts.findOne(which).sort({ replacedAt: -1 }).lean<KeptText>();
}

/** Removes an earlier public text for cause, wherever it was kept; running it again changes nothing. */
export async function removeText(noticeId: string, revision: number, reason: string, at: Date): Promise<void> {
  const texts = await NoticeTexts.find({ noticeId, revision, published: true, removed: null }, 'hash').lean();
  const hashes = texts.map(({ hash }) => hash);
  await NoticeTexts.updateMany({ noticeId, hash: { $in: hashes } }, { $set: { draft: null, removed: { reason, at } } });
}

const NOT_KEPT: FieldError[] = [{ path: 'hash', message: '没有您提到的这一版内容' }];

/** What has changed since a person was shown the text of this hash. */
export async function changedSinceHash(notice: NoticeRecord, hash: string): Promise<FieldError[]> {
  const kept = await NoticeTexts.findOne({ noticeId: notice._id, hash }).lean<KeptText>();
  return kept?.draft ? changedMembers(kept.draft, draftOf(notice)) : NOT_KEPT;
}

/** What has changed since a person was shown the text of this moment. */
export async function changedSince(notice: NoticeRecord, moment: Date): Promise<FieldError[]> {
  const kept = await NoticeTexts.findOne({ noticeId: notice._id, replacedAt: { $gt: moment } })
    .sort({ replacedAt: 1 })
    .lean<KeptText>();
  return kept?.draft ? changedMembers(kept.draft, draftOf(notice)) : [];
}
