export { wechatRoutes } from './routes';
export { createEventInbox, type EventInbox } from './eventInbox';
export { startWechatEventWorker } from './eventWorker';
export { type ConsentItem, type SentItem, type WechatEvent } from './events';
export { processWechatEvents, removeOldWechatEvents, type WechatEventHandlers } from './processEvents';
