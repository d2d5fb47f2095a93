export { wechatRoutes } from './routes';
export { createEventInbox, type EventInbox } from './eventInbox';
export { type WechatEvent } from './events';
export { processWechatEvents, removeOldWechatEvents, startWechatEventWorker } from './processEvents';
export { removeOldNonces } from './nonces';
