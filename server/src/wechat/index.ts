/** Everything about WeChat: the client of its server API, its callbacks to us, and a simulator for development and tests. */
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
export { createSimulator, type Simulator, type SimulatorOptions } from './simulator';
