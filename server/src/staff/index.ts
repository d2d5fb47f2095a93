/** Staff (工作人员): accounts, sessions and the audit trail. */
export { createAccount, listAccounts, newPassword, resetAccount } from './accounts';
export { audit, listAudit } from './audit';
export { ensureDemoStaff, readDemoStaff } from './demoStaff';
export { staffGuard } from './guard';
export { staffRoutes } from './routes';
