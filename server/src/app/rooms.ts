import type { Middleware } from 'koa';
import mongoose from 'mongoose';
import type { Config } from '../config';
import { removeExpiredCounters, ResponseCache, type Route } from '../http';
import { itemsRoutes } from '../items';
import type { Job } from '../jobs';
import { mendRelations, noticesRoutes } from '../notices';
import type { Logger } from '../observability';
import { finishRemovals, openidOf, residentGuard, residentsRoutes, type RemovalStep } from '../residents';
import { staffRoutes } from '../staff';
import { deleteSubscription, findSubscription, subscriptionsRoutes } from '../subscriptions';
import { signingKey } from '../tokens';
import { createWechatClient } from '../wechat';
import { API_PREFIX } from './createApp';
import { simulatorOf } from './simulator';

/** Everything the rooms give to the program, joined where one room's news concerns another. */
export interface Rooms {
  cache: ResponseCache;
  routes: Route[];
  pages: Middleware[];
  jobs: Job[];
  startWorker: () => { stop: () => Promise<void> };
  close: () => Promise<void>;
}

/**
 * Joins the rooms: who is told when something public changed, who forgets a resident who leaves.
 * @param address where this process answers; the built-in simulator stands below it
 */
export function joinRooms(config: Config, logger: Logger, address: string): Rooms {
  const key = signingKey(config.jwtSecret);
  const cache = new ResponseCache();
  const wechat = config.wechat.simulated ? { ...config.wechat, apiBase: `${address}/simulator/wechat` } : config.wechat;
  const client = createWechatClient(wechat, logger);
  const guard = residentGuard(key);
  const onDelete: RemovalStep[] = [deleteSubscription];
  const onChanged = () => {
    cache.clear();
    return Promise.resolve(null);
  };
  const profile = async (residentId: string) => ({
    subscribed: ((await findSubscription(residentId))?.topics.length ?? 0) > 0,
    unread: 0,
  });
  const lastOutcomeOf = () => Promise.resolve(null);
  return {
    cache,
    routes: [
      ...noticesRoutes(),
      ...itemsRoutes(),
      ...residentsRoutes({ key, guard, client, profile, onDelete, exporters: {} }),
      ...subscriptionsRoutes({ residentGuard: guard, templates: config.wechat.templates, openidOf, lastOutcomeOf }),
      ...staffRoutes({ key, onChanged }),
    ],
    pages: config.wechat.simulated ? [simulatorOf(config, `${address}${API_PREFIX}/wechat/callback`)] : [],
    jobs: [
      { name: 'relations', every: '10 minutes', run: mendRelations },
      { name: 'ratelimits', every: '1 hour', run: (now) => removeExpiredCounters(mongoose.connection, now) },
      { name: 'removals', every: '10 minutes', run: () => finishRemovals(onDelete) },
    ],
    startWorker: () => ({ stop: () => Promise.resolve() }),
    close: () => client.close(),
  };
}
