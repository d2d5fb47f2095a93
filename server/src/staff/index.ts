/** Staff (工作人员): accounts, sessions and the audit trail. */
export { createAccount } from './accounts';
export { audited, COMMAND_ACTOR, finishAuditIntents, listAudit, trailHead } from './audit';
export { ensureDemoStaff, onlyDemoStaff, readDemoStaff } from './demoStaff';
export { staffGuard } from './guard';
export { staffRoutes } from './routes';
