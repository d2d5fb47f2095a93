/** Everything about WeChat: the client of its server API and its callbacks to us. */
export {
  createEventInbox,
  removeOldNonces,
  removeOldWechatEvents,
  startWechatEventWorker,
  wechatRoutes,
} from './callbacks';
export {
  createWechatClient,
  type Quota,
  type SendResult,
  type SubscribeMessage,
  type WechatAccount,
  type WechatClient,
  type WechatHealth,
} from './client';
