import type { Job } from '../jobs';
import type { Logger } from '../observability';
import { relayOutbox, deriveAlertEnds, deriveReminders } from '../campaigns';
import { compareAlerts } from './compareAlerts';
import { repairDueTimes } from './repairDueTimes';
import { removeOldDeliveries, retentionLimit } from './retention';
import { checkPushHealth } from './healthCheck';

/**
 * The clock-driven work of push.
 * @param months how long deliveries are kept in detail
 */
export function monitoringJobs(months: number, logger: Logger): Job[] {
  return [
    { name: 'campaigns', every: '1 minute', run: () => relayOutbox() },
    { name: 'push-health-check', every: '1 minute', run: (now) => checkPushHealth(now, logger) },
    { name: 'push-compare-alerts', every: '1 minute', run: (now) => compareAlerts(now, logger) },
    { name: 'push-repair-due-times', every: '5 minutes', run: repairDueTimes },
    { name: 'push-alert-ends', every: '1 minute', run: deriveAlertEnds },
    { name: 'push-reminders', every: '10 minutes', run: deriveReminders },
    { name: 'push-retention', every: '1 day', run: (now) => removeOldDeliveries(retentionLimit(now, months)) },
  ];
}
