import type { Middleware } from 'koa';
import { approvalsRoutes, finishChanges } from '../approvals';
import { attachmentsRoutes, removeUnusedFiles } from '../attachments';
import { alertsRoutes, alertTemplateKind } from '../alerts';
import type { Config, StaffRobot } from '../config';
import { consolePages } from '../console';
import { removeExpiredCounters, ResponseCache, type IdentifyResident, type Route } from '../http';
import { gazettesRoutes, tendImports } from '../gazettes';
import { elementsKind, itemPages, itemsRoutes, itemsStaffRoutes, relayItemChanges } from '../items';
import type { Job } from '../jobs';
import {
  mendRelations,
  namedFiles,
  NOTICE_CHANGE_KINDS,
  noticesRoutes,
  noticesStaffRoutes,
  previewPages,
  publishDue,
  type NoticeEvent,
} from '../notices';
import type { Logger } from '../observability';
import {
  deriveCampaign,
  deriveItemCampaigns,
  exercisesNaming,
  relayOutbox,
  removeFromExercises,
  staffPushRoutes,
} from '../campaigns';
import { DUTY_CHANGE_KINDS, dutyRoutes, exportDuty, unbindResident } from '../escalation';
import { deleteDeliveriesOf, exportDeliveries, inboxRoutes, lastOutcomeOf, unreadCount } from '../inbox';
import { monitoringJobs } from '../monitoring';
import {
  finishRemovals,
  openidOf,
  residentGuard,
  residentOfToken,
  residentsRoutes,
  type RemovalStep,
} from '../residents';
import {
  maintainSearchIndex,
  refreshSearchIndex,
  removeOldSearchCounts,
  searchRoutes,
  searchStaffRoutes,
} from '../search';
import {
  ACCOUNT_CHANGE,
  exportAudit,
  finishAuditIntents,
  readDemoStaff,
  removeEndedSessions,
  removeOldAttempts,
  staffGuard,
  staffRoutes,
  trailHead,
} from '../staff';
import {
  deleteSubscription,
  exerciseResidentsKind,
  exportExerciseResident,
  exportSubscription,
  findSubscription,
  markOpenidValid,
  removeExerciseResident,
  subscriptionsRoutes,
} from '../subscriptions';
import { signingKey } from '../tokens';
import { createEventInbox, createWechatClient, removeOldNonces, removeOldWechatEvents, wechatRoutes } from '../wechat';
import { hotTopicsKind, wordGroupKind, wordsRoutes } from '../words';
import { notifyStaff } from '../robots';
import { staffFindings } from './staffFindings';
import { startPushWorker } from './startPushWorker';
import { startWechatEvents } from './wechatEvents';

/** Everything the modules give to the program, composed where one module's events concern another. */
export interface Modules {
  cache: ResponseCache;
  identify: IdentifyResident;
  routes: Route[];
  pages: Middleware[];
  jobs: Job[];
  startWorker: () => { stop: () => Promise<void> };
  /** Ends the answers that would go on for minutes. */
  drain: () => Promise<void>;
  close: () => Promise<void>;
}

/** What every module forgets of a resident who leaves. */
const onDelete: RemovalStep[] = [
  deleteSubscription,
  deleteDeliveriesOf,
  unbindResident,
  removeExerciseResident,
  removeFromExercises,
];

const profile = async (residentId: string) => {
  const subscription = await findSubscription(residentId);
  return { subscribed: (subscription?.topics.length ?? 0) > 0, unread: await unreadCount(residentId) };
};

/** Notifies the followers of items whose elements an approved import changed. */
const relayItems = () => relayItemChanges(deriveItemCampaigns);

/** The clock-driven work of all modules. */
const jobs: Job[] = [
  { name: 'auditintents', every: '1 minute', run: finishAuditIntents },
  { name: 'staffsessions', every: '1 hour', run: removeEndedSessions },
  { name: 'staffattempts', every: '1 hour', run: removeOldAttempts },
  { name: 'imports', every: '1 minute', run: tendImports },
  { name: 'relations', every: '10 minutes', run: mendRelations },
  { name: 'search', every: '20 seconds', run: maintainSearchIndex },
  { name: 'searchcounts', every: '1 day', run: removeOldSearchCounts },
  { name: 'elements', every: '1 minute', run: relayItems },
  { name: 'removals', every: '10 minutes', run: (now) => finishRemovals(onDelete, now) },
  { name: 'wechatnonces', every: '1 hour', run: removeOldNonces },
  { name: 'wechatevents', every: '1 day', run: removeOldWechatEvents },
  { name: 'files', every: '1 day', run: (now) => removeUnusedFiles(namedFiles, now) },
  { name: 'ratelimits', every: '1 hour', run: removeExpiredCounters },
];

/** Writes the end of the audit trail into the log, which stands elsewhere: it proves what stood before it. */
const auditHeadJob = (logger: Logger): Job => ({
  name: 'audithead',
  every: '1 hour',
  run: async () => logger.info({ action: 'audit.head', ...(await trailHead()) }),
});

/**
 * Composes the modules: which follow when something public changed, who forgets a resident who leaves.
 * @param address where this process answers; the simulated WeChat of development stands below it
 */
export function composeModules(config: Config, logger: Logger, address: string): Modules {
  const { templates, simulated } = config.wechat;
  const key = signingKey(config.jwtSecret, config.jwtSecretPrevious);
  const cache = new ResponseCache();
  const client = createWechatClient(
    simulated ? { ...config.wechat, apiBase: `${address}/simulator/wechat` } : config.wechat,
    logger,
  );
  const guard = residentGuard(key);
  const inbox = createEventInbox(logger);

  /**
   * Caches and search follow; an event becomes a campaign at once. What fails here, the jobs make good: the change
   * itself stands, and the id of its campaign is known.
   */
  async function onChanged(event: NoticeEvent | null): Promise<string | null> {
    cache.clear();
    void refreshSearchIndex().then(
      () => cache.clear(),
      (err: unknown) => logger.warn({ action: 'search.refresh', err }),
    );
    if (event === null) return null;
    return deriveCampaign(event).catch((err: unknown) => {
      logger.error({ action: 'campaign.derive', event: event.id, err });
      return event.id;
    });
  }

  /** All that may follow from an approved change, each step idempotent; what fails here, the jobs make good. */
  async function onApplied(): Promise<void> {
    await onChanged(null);
    for (const follow of [relayOutbox, relayItems]) {
      await follow().catch((err: unknown) => logger.error({ action: 'approvals.applied', err }));
    }
  }

  // In development the simulator is the group chat.
  const inGroupChat: StaffRobot[] = [{ kind: 'wecom', url: `${address}/simulator/robot` }];
  const robots = simulated && config.staffRobots.length === 0 ? inGroupChat : config.staffRobots;
  const tellStaff = async (now: Date): Promise<void> => {
    if (robots.length > 0) await notifyStaff(await staffFindings(), robots, logger, now);
  };

  const wordKind = wordGroupKind(config.vocabularyByOne);
  /** Every kind of change that goes through the gate. */
  const kinds = [
    ACCOUNT_CHANGE,
    ...NOTICE_CHANGE_KINDS,
    elementsKind,
    wordKind,
    hotTopicsKind,
    ...DUTY_CHANGE_KINDS,
    alertTemplateKind,
    exerciseResidentsKind,
  ];
  const anyStaff = staffGuard(key);
  const writers = staffGuard(key, ['editor', 'approver', 'admin']);
  const stopping = new AbortController();
  const push = { staffGuard: anyStaff, approverGuard: staffGuard(key, ['approver', 'publisher', 'admin']) };
  return {
    cache,
    identify: residentOfToken(key),
    routes: [
      ...noticesRoutes(),
      ...itemsRoutes(),
      ...searchRoutes(),
      ...residentsRoutes({
        key,
        guard,
        client,
        profile,
        onDelete,
        onLogin: markOpenidValid,
        exporters: {
          subscription: async (id) => exportSubscription(await findSubscription(id), templates),
          deliveries: exportDeliveries,
          duty: exportDuty,
          exercise: exportExerciseResident,
          exercises: exercisesNaming,
          recorded: exportAudit,
        },
      }),
      ...subscriptionsRoutes({ residentGuard: guard, templates, openidOf, lastOutcomeOf }),
      ...inboxRoutes(guard),
      ...wechatRoutes(config.wechat, inbox),
      ...staffRoutes({ key, policy: config.staff }),
      ...attachmentsRoutes({ guard: anyStaff, writers }),
      ...noticesStaffRoutes({ guard: anyStaff, key, onChanged }),
      ...alertsRoutes({ guard: anyStaff, writers, onChanged }),
      ...approvalsRoutes({ guard: anyStaff, kinds, onApplied }),
      ...itemsStaffRoutes({ guard: writers }),
      ...gazettesRoutes({ guard: writers, readers: anyStaff }),
      ...searchStaffRoutes({ guard: writers }),
      ...wordsRoutes({ guard: writers, groupKind: wordKind, onApplied }),
      ...staffPushRoutes({ ...push, templates, stopping: stopping.signal }),
      ...dutyRoutes({ ...push, residentGuard: guard }),
    ],
    pages: [
      // In development people reach the process itself; in production nobody does.
      itemPages(config.publicUrl ?? (config.production ? null : address)),
      previewPages(key),
      consolePages(config.production ? null : () => readDemoStaff(config.dataDir)),
    ],
    jobs: [
      { name: 'schedule', every: '10 seconds', run: (now) => publishDue(now, onChanged) },
      { name: 'approvals', every: '1 minute', run: (now) => finishChanges(kinds, now) },
      ...jobs,
      auditHeadJob(logger),
      { name: 'staffrobots', every: '20 seconds', run: tellStaff },
      ...monitoringJobs(config.push.retentionMonths, logger),
    ],
    startWorker: () => {
      const worker = startPushWorker({ client, templates, push: config.push, logger });
      const events = startWechatEvents(templates, onDelete, logger);
      return { stop: async () => void (await Promise.all([worker.stop(), events.stop()])) };
    },
    drain: async () => stopping.abort(),
    close: async () => {
      await inbox.close();
      await client.close();
    },
  };
}
