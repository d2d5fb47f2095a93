/** The inbox (收件箱): everything that matched a resident, delivered by WeChat or not. */
export { deleteDeliveriesOf, exportDeliveries, lastOutcomeOf, unreadCount } from './inbox';
export { inboxRoutes } from './routes';
