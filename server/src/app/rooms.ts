import type { Middleware } from 'koa';
import mongoose from 'mongoose';
import type { Config } from '../config';
import { removeExpiredCounters, ResponseCache, type Route } from '../http';
import { gazettesRoutes } from '../gazettes';
import { finishElementsImports, itemPages, itemsRoutes, itemsStaffRoutes, tellItemChanges } from '../items';
import type { Job } from '../jobs';
import { mendRelations, noticesRoutes, type NoticeEvent } from '../notices';
import type { Logger } from '../observability';
import {
  deleteDeliveriesOf,
  deriveCampaign,
  deriveItemCampaigns,
  dutyRoutes,
  exportDeliveries,
  inboxRoutes,
  lastOutcomeOf,
  pushJobs,
  staffPushRoutes,
  startPushWorker,
  unbindResident,
  unreadCount,
} from '../push';
import { finishRemovals, openidOf, residentGuard, residentsRoutes, type RemovalStep } from '../residents';
import { refreshSearchIndex, searchRoutes } from '../search';
import { audit, staffGuard, staffRoutes } from '../staff';
import {
  deleteSubscription,
  findSubscription,
  markOpenidValid,
  presentSubscription,
  subscriptionsRoutes,
} from '../subscriptions';
import { signingKey } from '../tokens';
import { createEventInbox, createWechatClient, removeOldWechatEvents, wechatRoutes } from '../wechat';
import { wordsRoutes } from '../words';
import { API_PREFIX } from './createApp';
import { simulatorOf } from './simulator';
import { startWechatEvents } from './wechatEvents';

/** Everything the rooms give to the program, joined where one room's news concerns another. */
export interface Rooms {
  cache: ResponseCache;
  routes: Route[];
  pages: Middleware[];
  jobs: Job[];
  startWorker: () => { stop: () => Promise<void> };
  close: () => Promise<void>;
}

/** What every room forgets of a resident who leaves. */
const onDelete: RemovalStep[] = [deleteSubscription, deleteDeliveriesOf, unbindResident];

const profile = async (residentId: string) => {
  const subscription = await findSubscription(residentId);
  return { subscribed: (subscription?.topics.length ?? 0) > 0, unread: await unreadCount(residentId) };
};

/** Finishes imports of elements and tells the items' followers; also for imports by the command. */
async function finishAndTellElements(): Promise<number> {
  await finishElementsImports();
  return tellItemChanges(deriveItemCampaigns);
}

/** The clock-driven work of all rooms. */
const jobs: Job[] = [
  { name: 'relations', every: '10 minutes', run: mendRelations },
  { name: 'search', every: '20 seconds', run: () => refreshSearchIndex() },
  { name: 'elements', every: '1 minute', run: finishAndTellElements },
  { name: 'removals', every: '10 minutes', run: (now) => finishRemovals(onDelete, now) },
  { name: 'wechatevents', every: '1 day', run: removeOldWechatEvents },
  { name: 'ratelimits', every: '1 hour', run: (now) => removeExpiredCounters(mongoose.connection, now) },
];

/**
 * Joins the rooms: who is told when something public changed, who forgets a resident who leaves.
 * @param address where this process answers; the built-in simulator stands below it
 */
export function joinRooms(config: Config, logger: Logger, address: string): Rooms {
  const { templates, simulated } = config.wechat;
  const key = signingKey(config.jwtSecret);
  const cache = new ResponseCache();
  const client = createWechatClient(
    simulated ? { ...config.wechat, apiBase: `${address}/simulator/wechat` } : config.wechat,
    logger,
  );
  const guard = residentGuard(key);
  const inbox = createEventInbox(logger);

  /** Caches and search follow; an event becomes a campaign at once. What fails here, the jobs make good. */
  async function onChanged(event: NoticeEvent | null): Promise<string | null> {
    cache.clear();
    void refreshSearchIndex().then(
      () => cache.clear(),
      (err: unknown) => logger.warn({ action: 'search.refresh', err }),
    );
    return event === null ? null : deriveCampaign(event);
  }

  /** What staff change outside the notices (words of search, elements of items) is recorded, then shown at once. */
  async function onEdited(...entry: Parameters<typeof audit>): Promise<void> {
    await audit(...entry);
    await onChanged(null);
  }

  const staff = { audit, staffGuard: staffGuard(key), approverGuard: staffGuard(key, ['approver', 'admin']) };
  return {
    cache,
    routes: [
      ...noticesRoutes(),
      ...itemsRoutes(),
      ...searchRoutes(),
      ...residentsRoutes({
        ...{ key, guard, client, profile, onDelete, onLogin: markOpenidValid },
        exporters: {
          subscription: async (id) => presentSubscription(await findSubscription(id), templates),
          deliveries: exportDeliveries,
        },
      }),
      ...subscriptionsRoutes({ residentGuard: guard, templates, openidOf, lastOutcomeOf }),
      ...inboxRoutes(guard),
      ...wechatRoutes(config.wechat, inbox),
      ...staffRoutes({ key, onChanged }),
      ...itemsStaffRoutes({
        guard: staffGuard(key, ['editor', 'admin']),
        onImported: async (account, changed, requestId) => {
          await onEdited(account, 'items.elements', { detail: `${changed}`, requestId });
          await tellItemChanges(deriveItemCampaigns);
        },
      }),
      ...gazettesRoutes({
        guard: staffGuard(key, ['editor', 'admin']),
        onImported: (account, target, stored, requestId) =>
          audit(account, 'gazette.import', { target, detail: `${stored}`, requestId }),
      }),
      ...wordsRoutes({
        guard: staffGuard(key, ['editor', 'admin']),
        onEdited: (account, action, target, requestId) =>
          onEdited(account, action, { ...(target === null ? {} : { target }), requestId }),
      }),
      ...staffPushRoutes({ ...staff, templates }),
      ...dutyRoutes({ ...staff, residentGuard: guard }),
    ],
    pages: [itemPages(), ...(simulated ? [simulatorOf(config, `${address}${API_PREFIX}/wechat/callback`)] : [])],
    jobs: [...jobs, ...pushJobs(config.push.keepMonths, logger)],
    startWorker: () => {
      const push = startPushWorker({ client, templates, push: config.push, logger });
      const events = startWechatEvents(templates, onDelete, logger);
      return { stop: async () => void (await Promise.all([push.stop(), events.stop()])) };
    },
    close: async () => {
      await inbox.close();
      await client.close();
    },
  };
}
