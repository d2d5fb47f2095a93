import path from 'node:path';
import type { Middleware } from 'koa';
import type { Config } from '../config';
import { loadDevtools } from '../development';
import { API_PREFIX } from './createApp';

/**
 * The pages of the simulated WeChat in a development server that talks to it; none otherwise. It tells us its events as
 * WeChat would.
 * @param address where this process answers; the simulator stands below it
 */
export async function simulatorPages(config: Config, address: string): Promise<Middleware[]> {
  const { simulated, appId, secret, templates, token, aesKey } = config.wechat;
  if (!simulated) return [];
  const { createSimulator } = await loadDevtools();
  const simulator = createSimulator({
    appId,
    secret,
    templates,
    callback: { url: `${address}${API_PREFIX}/wechat/callback`, token, aesKey },
    stateFile: path.join(config.dataDir, 'simulator.json'),
  });
  return [simulator.middleware];
}
