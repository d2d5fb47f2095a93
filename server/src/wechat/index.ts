/** Everything about WeChat: the client of its server API, its callbacks to us, and a simulator for development and tests. */
export {
  createWechatClient,
  type Quota,
  type SendResult,
  type SubscribeMessage,
  type WechatAccount,
  type WechatClient,
} from './client';
export { createSimulator, type Simulator, type SimulatorOptions } from './simulator';
