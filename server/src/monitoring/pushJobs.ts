import type { Job } from '../jobs';
import type { Logger } from '../observability';
import { deriveMissed, deriveReminders } from '../campaigns';
import { compareAlerts } from './compareAlerts';
import { mendDueTimes } from './mendDueTimes';
import { removeOldDeliveries, retentionLimit } from './retention';
import { verifyPush } from './verify';

/**
 * The clock-driven work of push.
 * @param months how long deliveries are kept in detail
 */
export function pushJobs(months: number, logger: Logger): Job[] {
  return [
    { name: 'campaigns', every: '1 minute', run: () => deriveMissed() },
    { name: 'push-verify', every: '1 minute', run: (now) => verifyPush(now, logger) },
    { name: 'push-compare', every: '1 minute', run: (now) => compareAlerts(now, logger) },
    { name: 'push-mend', every: '5 minutes', run: mendDueTimes },
    { name: 'push-reminders', every: '10 minutes', run: deriveReminders },
    { name: 'push-retention', every: '1 day', run: (now) => removeOldDeliveries(retentionLimit(now, months)) },
  ];
}
