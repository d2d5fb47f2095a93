import { auditFilter, auditList, auditQuery, type StaffAccount } from '@shuozhi/shared/api';
import { route, sendCsv, type Guard, type Route } from '../../http';
import { AUDIT_COLUMNS, auditEntries, listAudit } from './list';

const TAG = 'audit';

/** Reading and exporting the audit trail. */
export function auditRoutes({ guard }: { guard: Guard<StaffAccount> }): Route[] {
  return [
    route({
      method: 'get',
      path: '/staff/audit',
      summary: 'Audit trail, newest first, by person, action, target, outcome and time',
      tag: TAG,
      guard,
      query: auditQuery,
      response: auditList,
      handler: ({ query }) => listAudit(query),
    }),
    route({
      method: 'get',
      path: '/staff/audit.csv',
      summary: 'Audit trail as CSV, oldest first; the export itself is recorded',
      tag: TAG,
      guard,
      query: auditFilter,
      produces: 'text/csv',
      audit: 'audit.export',
      handler: ({ query, note, ctx }) => {
        note({ detail: JSON.stringify(query) });
        sendCsv(ctx, 'audit.csv', AUDIT_COLUMNS, auditEntries(query));
        return Promise.resolve();
      },
    }),
  ];
}
