import { dayOfMoment, lastDayBefore } from '../civilDate';
import { normalDocNo, visibleText } from '../visibleText';
import * as z from 'zod';
import { block, keyFact } from './block';
import { fileId, fileInfo } from './file';
import {
  civilDate,
  identifier,
  instant,
  level,
  listOf,
  moment,
  pageQuery,
  periodBasis,
  regionCode,
  topicId,
  validity,
} from './common';

/** A document number as somebody writes it, brought to the one spelling by which documents are told apart. */
const docNo = z.string().overwrite(normalDocNo).max(60);
/** A text of one line. */
export const line = z.string().overwrite(visibleText);

const namedAttachment = z.object({
  title: line,
  available: z.boolean().meta({ description: 'false when the gazette refers to the web edition (见网络版)' }),
});
/** Names its file by content: another file is another text, to be read and approved again. */
const attachment = namedAttachment.extend({
  file: fileId.optional().meta({ description: 'id from POST /staff/files' }),
});

const validityBasis = z.object({
  kind: periodBasis,
  sentence: z.string().max(2000).meta({ description: 'the words of the text (or of its title) that say so' }),
});

/** What a text says of another document's validity. It takes effect when a person has confirmed it, never by itself. */
const validityChange = z
  .object({
    effect: z.enum(['repealed', 'suspended', 'extended', 'amended']),
    scope: z.enum(['whole', 'part']).meta({ description: 'part: only what `parts` names' }),
    parts: z.array(z.string().max(200)).max(50),
    docNo: docNo.nullable().meta({ description: 'as printed; null for a change by title only' }),
    title: line.max(300).nullable(),
    on: civilDate.nullable().meta({ description: 'first day of the change, when stated' }),
    until: civilDate.nullable().meta({ description: 'last day of the new term, when stated' }),
    quote: z.string().min(1).max(600).meta({ description: 'the words that say so' }),
    confirmed: z.boolean().nullable().meta({ description: 'by a person; null: nobody has decided' }),
  })
  .meta({ id: 'ValidityChange' });

/** What an editor writes or the importer finds; dates as the document states them, null when it does not. */
export const noticeDraft = z
  .object({
    docNo: docNo
      .min(2, '请填写发文字号；没有发文字号的请留空')
      .nullable()
      .meta({ description: '发文字号; never invented', example: '朔政发〔2020〕12号' }),
    title: line.min(2, '请填写标题').max(300),
    shortTitle: line
      .min(1)
      .refine((text) => Array.from(text).length <= 20, '短标题最多 20 个字')
      .nullable()
      .default(null)
      .meta({ description: 'what a card of WeChat says instead of the title: at most 20 characters' }),
    kind: line.max(20).meta({ description: '文种', example: '通告' }),
    issuers: z.array(line.max(80)).min(1, '请填写发文机关').max(20),
    addressees: z.string().max(1000).nullable().default(null).meta({ description: '主送机关' }),
    writtenOn: civilDate.nullable().meta({ description: '成文日期' }),
    effectiveFrom: civilDate.nullable().meta({ description: '施行日期' }),
    effectiveTo: civilDate.nullable().meta({ description: 'last day in force, inclusive' }),
    startsAt: moment
      .nullable()
      .default(null)
      .meta({ description: 'where an hour is stated; its day is effectiveFrom' }),
    endsAt: moment.nullable().default(null).meta({
      description: 'first moment at which it is over, where an hour is stated; its last day is effectiveTo',
    }),
    validityBasis: validityBasis.nullable().default(null),
    topics: z.array(topicId).min(1, '请选择主题').max(2).meta({ description: 'main topic first' }),
    regions: z.array(regionCode).max(8),
    level: level.nullable().default(null),
    summary: z.string().max(120).nullable().default(null),
    keyFacts: z.array(keyFact).max(150).default([]),
    blocks: z.array(block).min(1, '请填写正文').max(20_000),
    hotlines: z.array(z.string().max(40)).max(30).default([]),
    repeals: z.array(docNo).max(200).default([]).meta({ description: 'document numbers' }),
    repealsOn: civilDate.nullable().default(null).meta({ description: 'day on which `repeals` end, when stated' }),
    validityChanges: z.array(validityChange).max(300).default([]),
    cites: z.array(docNo).max(500).default([]),
    attachments: z.array(attachment).max(100).default([]),
    sourceUrl: z
      .url({ protocol: /^https$/, hostname: z.regexes.domain, error: '请填写 https 网址' })
      .max(500)
      // `https://the-organ@elsewhere` reads like the organ's page and is not.
      .refine((address) => !/^https:[/\\]*[^/\\?#]*@/i.test(address), '请填写 https 网址')
      .nullable()
      .default(null)
      .meta({ description: 'page of the organ on which the text stands (原文)' }),
    exercise: z.boolean().default(false).meta({
      description: '演练: reaches the named test residents only and stands in no public list; an alert or its lift',
    }),
    follows: z.string().max(64).nullable().default(null).meta({
      description: 'the notice of the same alert that this one raises, lowers or lifts (level null = lifted)',
    }),
    publicRelease: z
      .boolean()
      .nullable()
      .default(null)
      .meta({ description: '（此件公开发布）printed: true; not seen: null' }),
  })
  .refine((d) => !d.effectiveFrom || !d.effectiveTo || d.effectiveFrom <= d.effectiveTo, {
    path: ['effectiveTo'],
    message: '截止日期不能早于施行日期',
  })
  .refine((d) => d.startsAt === null || dayOfMoment(d.startsAt) === d.effectiveFrom, {
    path: ['startsAt'],
    message: '开始时刻应在施行日期当天',
  })
  .refine((d) => d.endsAt === null || lastDayBefore(d.endsAt) === d.effectiveTo, {
    path: ['endsAt'],
    message: '结束时刻应在截止日期当天',
  })
  .refine((d) => d.startsAt === null || d.endsAt === null || d.startsAt < d.endsAt, {
    path: ['endsAt'],
    message: '结束时刻应晚于开始时刻',
  })
  .refine((d) => !d.exercise || d.level !== null || d.follows !== null, {
    path: ['exercise'],
    message: '只有预警可以演练',
  })
  .refine((d) => !d.exercise || (d.repeals.length === 0 && d.docNo === null), {
    path: ['exercise'],
    message: '演练不能有文号，也不能废止文件',
  })
  .meta({ id: 'NoticeDraft' });
export type ValidityChange = z.infer<typeof validityChange>;
export type NoticeDraft = z.infer<typeof noticeDraft>;
export type NoticeDraftInput = z.input<typeof noticeDraft>;

export const noticeSummary = z
  .object({
    id: z.string(),
    docNo: z.string().nullable(),
    title: z.string(),
    kind: z.string(),
    issuer: z.string().meta({ description: 'issuers joined by 、' }),
    writtenOn: civilDate.nullable(),
    publishedAt: instant,
    effectiveFrom: civilDate.nullable(),
    effectiveTo: civilDate.nullable(),
    startsAt: moment.nullable(),
    endsAt: moment.nullable(),
    repealedOn: civilDate.nullable(),
    basis: periodBasis.nullable().meta({ description: 'what the period rests on; null: nothing is stated' }),
    validity,
    topics: z.array(topicId),
    regions: z.array(regionCode),
    level: level.nullable(),
    exercise: z.boolean().meta({ description: '演练, not a real alert' }),
    summary: z.string().nullable(),
    sample: z.boolean().meta({ description: 'a sample in our own words; the original counts' }),
  })
  .meta({ id: 'NoticeSummary' });
export type NoticeSummary = z.infer<typeof noticeSummary>;

/** A link to another document; `id` is null while that document is not in the database. */
export const noticeLink = z
  .object({ docNo: z.string(), title: z.string().nullable(), id: z.string().nullable(), on: civilDate.nullable() })
  .meta({ id: 'NoticeLink' });
export type NoticeLink = z.infer<typeof noticeLink>;

const outlineEntry = z.object({
  text: z.string(),
  level: z.int(),
  anchor: z.string().nullable(),
  block: z.int(),
});

export const noticeDetail = noticeSummary
  .extend({
    issuers: z.array(z.string()),
    addressees: z.string().nullable(),
    validityBasis: validityBasis.nullable(),
    revision: z.int(),
    changeNote: z.string().nullable(),
    updatedAt: instant,
    keyFacts: z.array(keyFact),
    hotlines: z.array(z.string()),
    attachments: z
      .array(namedAttachment.extend({ file: fileInfo.nullable() }))
      .meta({ description: 'content of a file: GET /notices/{id}/files/{file}' }),
    sourceUrl: z.string().nullable(),
    repeals: z.array(noticeLink),
    repealedBy: z.array(noticeLink),
    cites: z.array(noticeLink),
    citedBy: z.array(noticeLink),
    changedBy: z
      .array(
        validityChange
          .pick({ effect: true, parts: true, on: true, until: true, quote: true })
          .extend({ by: noticeLink }),
      )
      .meta({ description: 'confirmed changes by later documents that leave this one in force' }),
    outline: z.array(outlineEntry).meta({ description: 'headings, articles and annexes of the whole document' }),
    blocks: z.array(block).meta({ description: 'the first blocks; more by GET /notices/{id}/blocks' }),
    blocksTotal: z.int(),
    nextBlock: z.int().nullable(),
  })
  .meta({ id: 'NoticeDetail' });
export type NoticeDetail = z.infer<typeof noticeDetail>;

/** What residents read of a notice that was taken back: never its text. */
export const noticeWithdrawal = z
  .object({
    id: z.string(),
    docNo: z.string().nullable(),
    title: z.string(),
    issuer: z.string(),
    level: level.nullable(),
    exercise: z.boolean(),
    withdrawnOn: civilDate,
    reason: z.string().nullable(),
    replacedById: z.string().nullable().meta({ description: 'a public notice of the same number' }),
  })
  .meta({ id: 'NoticeWithdrawal' });
export type NoticeWithdrawal = z.infer<typeof noticeWithdrawal>;

export const noticeBlocks = z.object({ from: z.int(), blocks: z.array(block), nextBlock: z.int().nullable() });
export type NoticeBlocks = z.infer<typeof noticeBlocks>;

export const noticeQuery = pageQuery.extend({
  topic: topicId.optional(),
  region: regionCode.optional(),
  validity: validity.optional(),
  level: level.optional(),
});
export type NoticeQuery = z.infer<typeof noticeQuery>;
export const noticeList = listOf(noticeSummary);
export const noticeParams = z.object({ id: identifier });
export const noticeFileParams = z.object({ id: identifier, file: fileId });
export const blocksQuery = z.object({ from: z.coerce.number().int().min(0).max(20_000).default(0) });
