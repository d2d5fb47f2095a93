import type { Job } from '../jobs';
import type { Logger } from '../observability';
import { deriveAlertEnds, deriveReminders } from '../campaigns';
import { compareAlerts } from './compareAlerts';
import { removeOldDeliveries, retentionLimit } from './retention';

/**
 * The work of push that comes round by the clock; what may not wait for any wall clock is in watchPush.ts.
 * @param months how long deliveries are kept in detail
 */
export function monitoringJobs(months: number, logger: Logger): Job[] {
  return [
    { name: 'push-compare-alerts', every: '1 minute', run: (now) => compareAlerts(now, logger) },
    { name: 'push-alert-ends', every: '1 minute', run: deriveAlertEnds },
    { name: 'push-reminders', every: '10 minutes', run: deriveReminders },
    { name: 'push-retention', every: '1 day', run: (now) => removeOldDeliveries(retentionLimit(now, months)) },
  ];
}
