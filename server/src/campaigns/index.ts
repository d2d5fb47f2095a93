/** Push (推送): one event, every subscriber once, whatever happens. See docs/push.md. */
export { deriveCampaign, deriveItemCampaigns } from './campaigns/deriveCampaign';
export { unbindResident } from './duty/persons';
export { dutyRoutes } from './duty/routes';
export { deleteDeliveriesOf, exportDeliveries, lastOutcomeOf, unreadCount } from './inbox/inbox';
export { pushJobs } from './jobs/pushJobs';
export { inboxRoutes } from './routes';
export { applySentEvent, type SentEvent } from './sentEvents';
export { staffPushRoutes, type StaffPushDeps } from './staff/routes';
export { startPushWorker, type PushWorker, type PushWorkerDeps } from './startPushWorker';
