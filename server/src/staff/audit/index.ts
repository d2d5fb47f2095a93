/** The audit trail (审计): who did what to what, when, from where, and what became of it. */
export { audited, COMMAND_ACTOR, finishAuditIntents } from './audited';
export { trailHead, verifyTrail } from './chain';
export { exportAudit, listAudit } from './list';
export { auditRoutes } from './routes';
