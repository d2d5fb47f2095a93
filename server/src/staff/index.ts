/** Staff (工作人员): accounts, sessions and the audit trail. */
export { createAccount } from './accounts/accounts';
export { ACCOUNT_CHANGE } from './accounts/changes';
export { audited, COMMAND_ACTOR, exportAudit, finishAuditIntents, listAudit, trailHead } from './audit';
export { ensureDemoStaff, onlyDemoStaff, readDemoStaff } from './demoStaff';
export { staffRoutes } from './routes';
export { removeOldAttempts } from './sessions/attempts';
export { staffGuard } from './sessions/guard';
export { removeEndedSessions } from './sessions/sessions';
