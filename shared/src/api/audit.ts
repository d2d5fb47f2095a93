import * as z from 'zod';
import { identifier, instant, listOf, pageQuery } from './common';

/**
 * What became of an action: done; refused by a rule, so that nothing changed; failed in the middle; unknown, because the
 * program ended before it could say.
 */
export const AUDIT_OUTCOMES = ['done', 'refused', 'failed', 'unknown'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export const auditEntry = z
  .object({
    id: z.string(),
    seq: z.int().meta({ description: 'place in the trail, from 1 without gaps' }),
    at: instant,
    actorId: z.string(),
    actorName: z.string(),
    action: z.string().meta({ example: 'notice.publish' }),
    target: z.string().nullable(),
    outcome: z.enum(AUDIT_OUTCOMES),
    code: z.string().nullable().meta({ description: 'error code of what was refused or failed' }),
    detail: z.string().nullable(),
    address: z.string().nullable().meta({ description: 'network address of the caller; null: a command' }),
    requestId: z.string().nullable(),
    hash: z.string().meta({ description: 'SHA-256 of this entry and of the hash before it' }),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditFilter = z.object({
  actor: identifier.optional().meta({ description: 'id of the person' }),
  action: identifier.optional().meta({ description: 'a whole action, or a family of them: `notice`' }),
  target: identifier.optional(),
  outcome: z.enum(AUDIT_OUTCOMES).optional(),
  from: instant.optional().meta({ description: 'not before' }),
  to: instant.optional().meta({ description: 'before' }),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const auditQuery = auditFilter.extend(pageQuery.shape);
export const auditList = listOf(auditEntry);
