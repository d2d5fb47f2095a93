import * as z from 'zod';
import { contentHash } from './approval';
import { block, keyFact } from './block';
import { civilDate, identifier, instant, level, regionCode, topicId } from './common';
import { unfinishedDraft } from './draft';

/** One text that a notice has or had (版本), with who wrote it. */
const noticeText = z.object({
  hash: contentHash,
  revision: z.int(),
  writtenBy: z.string().nullable().meta({ description: 'who brought it; null: not known' }),
  authors: z.array(z.string()).meta({ description: 'whoever wrote any part of it' }),
  public: z.boolean().meta({ description: 'whether residents saw it' }),
  from: instant,
  until: instant.nullable().meta({ description: 'null: it is the present text' }),
  removed: z.string().nullable().meta({ description: 'why it is shown to nobody any more' }),
});
export const noticeHistory = z.object({ items: z.array(noticeText) }).meta({ id: 'NoticeHistory' });
export type NoticeHistory = z.infer<typeof noticeHistory>;
export const historyText = noticeText.extend({ draft: unfinishedDraft }).meta({ id: 'HistoryText' });
export const historyParams = z.object({ id: identifier, hash: contentHash });

/** A piece of a text: in both, only in the later, or only in the earlier one. */
const part = z.object({ text: z.string(), change: z.enum(['same', 'added', 'removed']) });
export type DifferencePart = z.infer<typeof part>;

export const differencesQuery = z.object({
  from: contentHash.meta({ description: 'the earlier text' }),
  to: contentHash.meta({ description: 'the later text: the present one, one of the history, or a change that waits' }),
});
export const differences = z
  .object({
    members: z
      .array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown(), parts: z.array(part) }))
      .meta({ description: 'those that differ, without the blocks; `parts` word by word where it is a text' }),
    blocks: z
      .array(
        z.object({
          change: z.enum(['same', 'changed', 'added', 'removed']),
          before: z.int().nullable().meta({ description: 'its place in the earlier text' }),
          after: z.int().nullable(),
          parts: z.array(part),
        }),
      )
      .meta({ description: 'in reading order; the words of those that are the same are left out' }),
  })
  .meta({ id: 'Differences' });
export type Differences = z.infer<typeof differences>;

const commentPath = z
  .string()
  .regex(/^(?:blocks\.\d{1,5}|[A-Za-z]{1,30})$/, '应为字段名，或 blocks.段落序号')
  .meta({ description: 'a member of the draft, or one block: `blocks.3`' });
export const comment = z
  .object({
    id: z.string(),
    path: commentPath.nullable().meta({ description: 'where it stands in the present text; null: that block is gone' }),
    quote: z.string().meta({ description: 'what was written there' }),
    text: z.string(),
    by: z.string(),
    byName: z.string(),
    at: instant,
    resolved: z.object({ by: z.string(), at: instant }).nullable(),
  })
  .meta({ id: 'Comment' });
export type Comment = z.infer<typeof comment>;
export const commentList = z.object({ items: z.array(comment) }).meta({ id: 'CommentList' });
export const commentInput = z.object({
  hash: contentHash,
  path: commentPath,
  text: z.string().trim().min(1, '请填写意见').max(1000),
});
export type CommentInput = z.infer<typeof commentInput>;
export const commentParams = z.object({ id: identifier, comment: identifier });

const versionSummary = z.object({
  version: z.int(),
  title: z.string().nullable().meta({ description: 'null: the version is not shown any more' }),
  from: instant,
  until: instant.nullable().meta({ description: 'null: it is in place now' }),
  changeNote: z.string().nullable().meta({ description: 'what was changed with it' }),
});
export const noticeVersions = z
  .object({ items: z.array(versionSummary).meta({ description: 'newest first' }) })
  .meta({ id: 'NoticeVersions' });
export type NoticeVersions = z.infer<typeof noticeVersions>;

/** A text of a notice as residents saw it at its time. */
export const noticeVersion = versionSummary
  .extend({
    title: z.string(),
    docNo: z.string().nullable(),
    kind: z.string(),
    issuers: z.array(z.string()),
    writtenOn: civilDate.nullable(),
    effectiveFrom: civilDate.nullable(),
    effectiveTo: civilDate.nullable(),
    topics: z.array(topicId),
    regions: z.array(regionCode),
    level: level.nullable(),
    summary: z.string().nullable(),
    keyFacts: z.array(keyFact),
    hotlines: z.array(z.string()),
    blocks: z.array(block).meta({ description: 'from the block asked for' }),
    blocksTotal: z.int(),
    nextBlock: z.int().nullable(),
  })
  .meta({ id: 'NoticeVersion' });
export type NoticeVersion = z.infer<typeof noticeVersion>;
export const versionParams = z.object({ id: identifier, version: z.coerce.number().int().min(1).max(100_000) });
export const versionRemoval = z.object({ reason: z.string().trim().min(2, '请写明原因').max(200) });
