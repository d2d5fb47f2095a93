import * as z from 'zod';
import { visibleText } from '../visibleText';
import { WITHDRAWAL_REASONS } from '../withdrawalReasons';
import { identifier, instant } from './common';
import { changeRequest, contentHash, returnInput } from './approval';
import { unfinishedDraft } from './draft';
import { noticeDraft, noticeSummary } from './notice';
import { NOTICE_STATUSES } from './noticeStatus';
import { schedule, scheduleOutcome } from './schedule';
import { returnedInfo } from './staffList';

/** As the importer names fields: `docNo`, `title`, `issuers`, `writtenOn`, `effective`, `repeals`, `body`, `document`. */
const fieldName = z.string().regex(/^[A-Za-z][\w.]{0,39}$/, '不是字段的名称');

export const staffNotice = z
  .object({
    id: z.string(),
    status: z.enum(NOTICE_STATUSES),
    revision: z.int(),
    hash: contentHash,
    draft: unfinishedDraft,
    problems: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .meta({ description: 'of a draft: what must be put right before it can be submitted' }),
    confidence: z.number().nullable(),
    warnings: z.array(
      z.object({ code: z.string(), message: z.string(), field: z.string().nullable(), line: z.int().nullable() }),
    ),
    needsReview: z.boolean().meta({ description: 'low confidence: a person must confirm before approval' }),
    doubts: z
      .array(
        z.object({
          field: fieldName,
          reason: z.string().nullable(),
          confirmed: z.object({ by: z.string(), at: instant }).nullable(),
        }),
      )
      .meta({ description: 'what must be held against the source, field by field' }),
    source: z
      .object({ upload: z.string(), document: z.int() })
      .nullable()
      .meta({ description: 'the import it came from: GET /staff/imports/{upload}/documents/{document}' }),
    authors: z
      .array(z.string())
      .meta({ description: 'whoever wrote any part of this revision; they cannot approve it' }),
    submittedBy: z.string().nullable(),
    approvedBy: z.string().nullable(),
    returned: returnedInfo,
    changes: z
      .array(changeRequest)
      .meta({ description: 'proposed changes of the published text, or re-imports, that wait' }),
    schedule,
    scheduleOutcome,
    publishedAt: instant.nullable(),
    updatedAt: instant,
    sample: z.boolean(),
  })
  .meta({ id: 'StaffNotice' });
export type StaffNotice = z.infer<typeof staffNotice>;

export const staffNoticeParams = z.object({ id: identifier });
export const noticeEdit = z.object({
  draft: noticeDraft,
  baseUpdatedAt: instant.meta({ description: 'updatedAt of the text that was edited; another one answers 409' }),
});
export const confirmInput = z.object({ hash: contentHash, fields: z.array(fieldName).min(1).max(50) });
export const noticeReturn = returnInput.extend({
  fields: z.array(fieldName).max(50).optional().meta({ description: 'what must be confirmed again' }),
});
export const submitInput = z.object({ hash: contentHash, confirmReviewed: z.boolean().default(false) });
export const publishInput = z.object({
  hash: contentHash,
  notify: z
    .boolean()
    .optional()
    .meta({ description: 'whether subscribers are told; absent: yes, but not of an imported document' }),
  evenExpired: z
    .boolean()
    .optional()
    .meta({ description: 'publish although its period is over (else 409 already_expired); nobody is told' }),
});
export const withdrawInput = z.object({
  hash: contentHash,
  reason: z
    .string('请写明撤回原因')
    .overwrite(visibleText)
    .min(2, '请写明撤回原因')
    .max(200)
    .meta({
      description:
        'shown and pushed to residents: one of the fixed wordings, or a text that the second person approves',
      examples: [...WITHDRAWAL_REASONS],
    }),
});
export const reviseInput = z
  .object({
    base: contentHash.meta({ description: 'hash of the published text that is revised' }),
    draft: noticeDraft,
    major: z.boolean().default(false).meta({ description: 'a major revision is told to the subscribers' }),
    changeNote: z.string().trim().max(200).nullable().default(null),
  })
  .refine((r) => !r.major || (r.changeNote !== null && r.changeNote.length > 0), {
    path: ['changeNote'],
    message: '重大修改请写明改了什么',
  });
export const publishResult = z
  .object({ notice: noticeSummary, campaignId: z.string().nullable() })
  .meta({ id: 'PublishResult' });
export type PublishResult = z.infer<typeof publishResult>;
