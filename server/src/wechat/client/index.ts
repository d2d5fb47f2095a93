export { createWechatClient } from './createWechatClient';
export { parseWechatJson } from './readAnswer';
export type * from './types';
