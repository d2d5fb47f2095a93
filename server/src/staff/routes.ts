import type { KeyObject } from 'node:crypto';
import type { Route } from '../http';
import { accountsRoutes, colleaguesRoute } from './accounts/routes';
import { auditRoutes } from './audit';
import { staffGuard } from './sessions/guard';
import { sessionsRoutes } from './sessions/routes';
import type { SessionPolicy } from './sessions/sessions';

/**
 * Sessions, accounts and the audit trail of staff.
 * @param deps.policy how sessions live; absent: as in development
 */
export function staffRoutes(deps: { key: KeyObject; policy?: SessionPolicy }): Route[] {
  return [
    ...sessionsRoutes(deps),
    colleaguesRoute({ guard: staffGuard(deps.key) }),
    ...accountsRoutes({ guard: staffGuard(deps.key, ['admin']) }),
    ...auditRoutes({ guard: staffGuard(deps.key, ['admin', 'approver']) }),
  ];
}
