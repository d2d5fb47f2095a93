import type { Comment, CommentInput, NoticeDraft, StaffAccount } from '@shuozhi/shared/api';
import { randomUUID } from 'node:crypto';
import { defineModel, Mixed } from '../../database';
import { AppError } from '../../errors';
import { blockText } from '../blocks';
import { hashOfNotice } from '../content';
import { draftOf } from '../draftOf';
import { findNotice } from '../store';
import { changedSinceHash } from '../texts';

interface CommentRecord {
  _id: string;
  notice: string;
  /** Where it stood in the text that was commented. */
  path: string;
  /** What was written there, by which the block is found again in a later text. */
  quote: string;
  text: string;
  by: string;
  byName: string;
  at: Date;
  resolved: { by: string; at: Date } | null;
}

const text = { type: String, required: true } as const;

const Comments = defineModel<CommentRecord>(
  'noticecomments',
  {
    notice: text,
    path: text,
    quote: { type: String, default: '' },
    text,
    by: text,
    byName: text,
    at: { type: Date, required: true },
    resolved: { type: Mixed, default: null },
  },
  [[{ notice: 1, at: 1 }]],
);

const MOST = 500;
const QUOTED = 300;

const quoteOf = (draft: NoticeDraft, n: number): string | undefined => {
  const block = draft.blocks[n];
  return block && blockText(block).slice(0, QUOTED);
};

const blockNumber = (path: string): number | null => (path.startsWith('blocks.') ? Number(path.slice(7)) : null);

/** Where a comment stands in the present text: a block by its words, the nearest one when several have them. */
function placeOf({ path, quote }: CommentRecord, draft: NoticeDraft): string | null {
  const at = blockNumber(path);
  if (at === null) return path;
  const same = draft.blocks.flatMap((_, n) => (quoteOf(draft, n) === quote ? [n] : []));
  const nearest = same.sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
  return nearest === undefined ? null : `blocks.${nearest}`;
}

function present(record: CommentRecord, draft: NoticeDraft): Comment {
  const { _id: id, quote, by, byName, at, resolved } = record;
  return {
    id,
    path: placeOf(record, draft),
    quote,
    text: record.text,
    by,
    byName,
    at: at.toISOString(),
    resolved: resolved && { by: resolved.by, at: resolved.at.toISOString() },
  };
}

/** The comments on a notice, oldest first, each at its place in the present text. @throws AppError `notice_not_found` */
export async function commentsOn(id: string): Promise<{ items: Comment[] }> {
  const draft = draftOf(await findNotice(id));
  const found = await Comments.find({ notice: id }).sort({ at: 1, _id: 1 }).lean<CommentRecord[]>();
  return { items: found.map((record) => present(record, draft)) };
}

/** @throws AppError `comment_not_found` */
async function findComment(notice: string, id: string): Promise<CommentRecord> {
  const found = await Comments.findOne({ _id: id, notice }).lean<CommentRecord>();
  if (!found) throw new AppError('comment_not_found');
  return found;
}

/**
 * Comments on a member or a block of the text of this hash.
 * @throws AppError `notice_not_found`, `conflict` naming what changed, `invalid_input` for a place that there is not
 */
export async function addComment(
  id: string,
  { hash, path, text: words }: CommentInput,
  { id: by, name: byName }: StaffAccount,
  now: Date,
): Promise<Comment> {
  const notice = await findNotice(id);
  if (hashOfNotice(notice) !== hash) throw new AppError('conflict', { errors: await changedSinceHash(notice, hash) });
  const draft = draftOf(notice);
  const at = blockNumber(path);
  const value = at === null ? draft[path as keyof NoticeDraft] : quoteOf(draft, at);
  if (value === undefined)
    throw new AppError('invalid_input', { errors: [{ path: 'path', message: '内容里没有这一处' }] });
  if ((await Comments.countDocuments({ notice: id })) >= MOST) {
    throw new AppError('invalid_input', { detail: `一份内容最多 ${MOST} 条意见` });
  }
  const quote = (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, QUOTED);
  const record: CommentRecord = {
    _id: `m${randomUUID()}`,
    notice: id,
    path,
    quote,
    text: words,
    by,
    byName,
    at: now,
    resolved: null,
  };
  await Comments.create(record);
  return present(record, draft);
}

/** Says that a comment is dealt with; who said so first stays. */
export async function resolveComment(notice: string, id: string, by: string, now: Date): Promise<Comment> {
  await findComment(notice, id);
  await Comments.updateOne({ _id: id, resolved: null }, { $set: { resolved: { by, at: now } } });
  return present(await findComment(notice, id), draftOf(await findNotice(notice)));
}

/** Deletes one's own comment. @throws AppError `comment_not_found`, `forbidden` */
export async function deleteComment(notice: string, id: string, by: string): Promise<void> {
  const found = await findComment(notice, id);
  if (found.by !== by) throw new AppError('forbidden', { detail: '只能删除自己的意见' });
  await Comments.deleteOne({ _id: id });
}

/** Forgets the comments on a draft that is deleted. */
export async function forgetComments(notice: string): Promise<void> {
  await Comments.deleteMany({ notice });
}
