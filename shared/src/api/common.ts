import * as z from 'zod';
import { isCivilDate, isMoment } from '../civilDate';
import { LEVELS } from '../levels';
import { REGION_CODES } from '../regions';
import { TEMPLATE_KINDS } from '../templates';
import { TOPIC_IDS } from '../topics';
import { PERIOD_BASES, VALIDITIES } from '../validity';

/** A civil date `YYYY-MM-DD` in Asia/Shanghai. */
export const civilDate = z.string().refine(isCivilDate, '日期应为 YYYY-MM-DD').meta({ example: '2020-03-26' });
/** A moment on the clock of Asia/Shanghai, to the minute as a rule. */
export const moment = z
  .string()
  // What compares moments must not meet what is none.
  .refine(isMoment, { error: '时刻应为 YYYY-MM-DDTHH:MM:SS+08:00', abort: true })
  .meta({ example: '2026-07-09T16:40:00+08:00' });
export const topicId = z.enum(TOPIC_IDS);
export const regionCode = z.enum(REGION_CODES);
export const level = z.enum(LEVELS);
export const validity = z.enum(VALIDITIES);
export const periodBasis = z.enum(PERIOD_BASES);
export const templateKind = z.enum(TEMPLATE_KINDS);

/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime();

/** Identifiers in paths and queries: short, plain characters, never an object. */
export const identifier = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w.-]+$/, '编号格式不对');

export const pageQuery = z.object({
  cursor: z.string().max(200).optional().meta({ description: 'nextCursor of the page before' }),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** RFC 9457 problem details. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string().meta({ description: 'registered error code', example: 'notice_not_found' }),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;

/** A page of a list: `{items, nextCursor, total?}`; `nextCursor` is null on the last page. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().optional() });
}
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total?: number;
}

export const vocabularyTopic = z.object({ id: topicId, name: z.string(), example: z.string() }).meta({ id: 'Topic' });
export const vocabularyRegion = z.object({ code: regionCode, name: z.string() }).meta({ id: 'Region' });
