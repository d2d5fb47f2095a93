/** Everything about WeChat: the client of its server API and its callbacks to us. */
export {
  createEventInbox,
  processWechatEvents,
  removeOldWechatEvents,
  startWechatEventWorker,
  wechatRoutes,
  type EventInbox,
  type WechatEvent,
  type WechatEventHandlers,
} from './callbacks';
export {
  createWechatClient,
  type Quota,
  type SendResult,
  type SubscribeMessage,
  type WechatAccount,
  type WechatClient,
} from './client';
