import path from 'node:path';
import type { Middleware } from 'koa';
import type { Config } from '../config';
import { createSimulator } from '../wechat';

/** The simulated WeChat of a development server; it tells us its events at `callbackUrl`. */
export function simulatorOf(config: Config, callbackUrl: string): Middleware {
  const { appId, secret, templates, token, aesKey } = config.wechat;
  const simulator = createSimulator({
    ...{ appId, secret, templates },
    callback: { url: callbackUrl, token, aesKey },
    stateFile: path.join(config.dataDir, 'simulator.json'),
  });
  return simulator.middleware;
}
