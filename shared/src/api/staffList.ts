import * as z from 'zod';
import { identifier, instant, level, listOf, pageQuery, regionCode, topicId, civilDate } from './common';
import { NOTICE_STATUSES } from './noticeStatus';
import { schedule, scheduleOutcome } from './schedule';

/** What a member of staff looks for: doubtful imports, what they may approve, what was given back, what has a time. */
const NOTICE_VIEWS = ['held', 'waiting', 'returned', 'scheduled', 'missed'] as const;

export const returnedInfo = z
  .object({ by: z.string(), at: instant, reason: z.string() })
  .nullable()
  .meta({ description: 'why the text was given back to its editor' });

/** A notice in the lists of staff: without its text. */
export const staffNoticeSummary = z
  .object({
    id: z.string(),
    status: z.enum(NOTICE_STATUSES),
    revision: z.int(),
    docNo: z.string().nullable(),
    title: z.string(),
    shortTitle: z.string().nullable(),
    kind: z.string(),
    issuer: z.string().meta({ description: 'issuers joined by 、' }),
    writtenOn: civilDate.nullable(),
    effectiveFrom: civilDate.nullable(),
    effectiveTo: civilDate.nullable(),
    topics: z.array(topicId),
    regions: z.array(regionCode),
    level: level.nullable(),
    confidence: z.number().nullable(),
    needsReview: z.boolean(),
    authors: z.array(z.string()),
    submittedBy: z.string().nullable(),
    approvedBy: z.string().nullable(),
    returned: returnedInfo,
    changes: z
      .array(z.object({ id: z.string(), kind: z.string(), authors: z.array(z.string()), createdAt: instant }))
      .meta({ description: 'changes of it that wait, without their content' }),
    schedule,
    scheduleOutcome,
    publishedAt: instant.nullable(),
    updatedAt: instant,
    sample: z.boolean(),
  })
  .meta({ id: 'StaffNoticeSummary' });
export type StaffNoticeSummary = z.infer<typeof staffNoticeSummary>;

export const staffNoticeFilter = z.object({
  view: z.enum(NOTICE_VIEWS).optional().meta({
    description:
      'held: doubtful imports that nobody confirmed; waiting: what the caller may approve or, on duty, publish; returned: given back to its editor; scheduled: published by itself at a time; missed: could not be published at its time',
  }),
  author: identifier.optional().meta({ description: 'who wrote part of it; `me`: the caller' }),
  status: z.enum(NOTICE_STATUSES).optional(),
  topic: topicId.optional(),
  region: regionCode.optional(),
  issuer: z.string().trim().min(1).max(80).optional(),
  from: civilDate.optional().meta({ description: 'changed on this day (Asia/Shanghai) or later' }),
  to: civilDate.optional().meta({ description: 'changed on this day or earlier' }),
  q: z.string().trim().min(1).max(60).optional().meta({ description: 'part of the title or of the document number' }),
});
export type StaffNoticeFilter = z.infer<typeof staffNoticeFilter>;

export const staffNoticeQuery = staffNoticeFilter.extend(pageQuery.shape);
export type StaffNoticeQuery = z.infer<typeof staffNoticeQuery>;
export const staffNoticeList = listOf(staffNoticeSummary);

/** Numbers of the workbench (工作台), each that of a list of `GET /staff/notices`. */
export const staffNoticeCounts = z
  .object({
    mine: z.int().meta({ description: 'author=me&status=draft' }),
    returned: z.int().meta({ description: 'view=returned&author=me' }),
    held: z.int().meta({ description: 'view=held' }),
    waiting: z.int().meta({ description: 'view=waiting' }),
    scheduled: z.int().meta({ description: 'view=scheduled' }),
    missed: z.int().meta({ description: 'view=missed' }),
    submitted: z.int().meta({ description: 'status=submitted' }),
    approved: z.int().meta({ description: 'status=approved' }),
  })
  .meta({ id: 'StaffNoticeCounts' });
export type StaffNoticeCounts = z.infer<typeof staffNoticeCounts>;
