import { listAudit } from '../src/staff';

/** The audit trail of this test's database, oldest first; of one target when given. */
export async function auditTrail(target?: string) {
  return (await listAudit({ target, limit: 100 })).items.reverse();
}
