import { listAudit } from '../src/staff';

/** What was done, by the audit trail of this test's database, oldest first; of one target when given. */
export async function auditTrail(target?: string) {
  return (await listAudit({ target, outcome: 'done', limit: 100 })).items.reverse();
}
