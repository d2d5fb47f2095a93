import * as z from 'zod';
import { isCivilDate } from '../civilDate';
import { contentHash } from './approval';
import { instant } from './common';

const TO_THE_MINUTE = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:00(\.0+)?)?(Z|[+-]\d{2}:\d{2})?$/;
const isMinute = (text: string): boolean => {
  const day = TO_THE_MINUTE.exec(text)?.[1];
  return day !== undefined && isCivilDate(day);
};

export const scheduleInput = z.object({
  hash: contentHash,
  at: z.string().refine(isMinute, '时间应精确到分钟，如 2026-12-01T08:30（北京时间）').meta({
    description: 'to the minute; without an offset on the clock of Asia/Shanghai',
    example: '2026-12-01T08:30',
  }),
  notify: z
    .boolean()
    .optional()
    .meta({ description: 'whether subscribers are told; absent: yes, but not of an imported document' }),
  evenExpired: z.boolean().optional().meta({ description: 'publish although its period is over by then' }),
});
export type ScheduleInput = z.infer<typeof scheduleInput>;

/** When an approved text will be published by itself (定时发布). */
export const schedule = z
  .object({ at: instant, notify: z.boolean().nullable(), by: z.string(), setAt: instant })
  .nullable();

/** published; refused: what must hold did not at that time; dropped: the text went back to its editor before. */
export const SCHEDULE_RESULTS = ['published', 'refused', 'dropped'] as const;

/** What became of the last time that was set. */
export const scheduleOutcome = z
  .object({
    at: instant.meta({ description: 'the time that was set' }),
    on: instant.meta({ description: 'when it came to this' }),
    result: z.enum(SCHEDULE_RESULTS),
    minutesLate: z.int(),
    code: z.string().nullable(),
    reason: z.string().nullable().meta({ description: 'why it was not published, for people' }),
  })
  .nullable();
