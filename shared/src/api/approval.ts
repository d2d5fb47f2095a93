import * as z from 'zod';
import { identifier, instant, listOf, pageQuery } from './common';

/** Names the text that a person was shown; another one answers 409 `conflict` with what changed. */
export const contentHash = z
  .string('请带上您看到的那一版内容的 hash')
  .regex(/^[0-9a-f]{64}$/, 'hash 应为 64 位十六进制')
  .meta({ description: 'SHA-256 of the text as it was shown: `hash` of the notice, or of the change request' });

/** The life of a change request: submitted → approved → applied, or returned, superseded by a newer one, failed. */
export const CHANGE_STATES = ['submitted', 'approved', 'applied', 'returned', 'superseded', 'failed'] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

export const changeRequest = z
  .object({
    id: z.string(),
    kind: z.string().meta({ example: 'notice.revision' }),
    target: z.string().meta({ description: 'id of what it changes' }),
    payload: z
      .record(z.string(), z.unknown())
      .meta({ description: 'what it makes public; its members depend on the kind' }),
    base: contentHash.nullable().meta({ description: 'hash of what it replaces, as its author was shown it' }),
    hash: contentHash,
    authors: z.array(z.string()).meta({ description: 'whoever wrote any part of it; they cannot approve it' }),
    state: z.enum(CHANGE_STATES),
    approvedBy: z.string().nullable(),
    reason: z.string().nullable().meta({ description: 'why it was returned, or could not be applied' }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'ChangeRequest' });
export type StaffChange = z.infer<typeof changeRequest>;

export const changeQuery = pageQuery.extend({
  state: z.enum(CHANGE_STATES).optional(),
  kind: identifier.optional(),
  target: identifier.optional(),
});
export const changeList = listOf(changeRequest);
export const changeParams = z.object({ id: identifier });
export const returnInput = z.object({ reason: z.string('请写明退回原因').trim().min(2, '请写明退回原因').max(500) });
export const approveInput = z.object({ hash: contentHash });
