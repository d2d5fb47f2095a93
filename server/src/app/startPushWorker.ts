import { campaignPorts, Coordinator, onCoordinatorNotified, SendableCampaigns, settleRefusals } from '../campaigns';
import type { Config } from '../config';
import { startDelivery, type DeliveryLimits } from '../delivery';
import { databaseNow } from '../database';
import { Escalator } from '../escalation';
import { WATCH_MS, watchPush } from '../monitoring';
import type { Logger } from '../observability';
import { Poller } from '../runtime';
import type { WechatClient } from '../wechat';

export interface PushWorkerDeps {
  client: Pick<WechatClient, 'sendSubscribeMessage' | 'quota' | 'warm' | 'check'>;
  templates: Config['wechat']['templates'];
  push: DeliveryLimits & Pick<Config['push'], 'resendUnknown' | 'refusalShare'>;
  logger: Logger;
}

export interface PushWorker {
  /** Stops taking work, waits for what is in flight and releases everything. */
  stop: () => Promise<void>;
}

/** How often the list of campaigns is read when nobody notifies. */
const READ_CAMPAIGNS_MS = 500;
/** How often the coordinator looks for new campaigns when nobody notifies it. */
const COORDINATE_MS = 100;
/** How often calls of persons on duty are taken further; they have three minutes to answer. */
const ESCALATE_MS = 2000;
/** How often the ledger is told of WeChat's refusals. */
const SETTLE_REFUSALS_MS = 1000;

/**
 * Starts the push worker of this process: the sending engine, and what only one worker of all does while it coordinates
 * (leading campaigns through their statuses, calling persons on duty). Any number of workers on any number of machines share
 * the work.
 */
export function startPushWorker({ client, templates, push, logger }: PushWorkerDeps): PushWorker {
  const now = databaseNow;
  const sendable = new SendableCampaigns();
  const engine = startDelivery({
    ports: campaignPorts({
      client,
      sendable,
      resendUnknown: push.resendUnknown,
      refusalShare: push.refusalShare,
      now,
      onIdle: () => coordinating.notify(),
    }),
    limits: push,
    logger,
    now,
    onStarted: () => void client.warm(),
  });
  const escalator = new Escalator({ client, logger, now });
  const coordinator = new Coordinator({
    logger,
    templates,
    now,
    refusalShare: push.refusalShare,
    isCoordinating: () => engine.isCoordinator(),
    onPlanned: (campaign) => escalator.escalate(campaign),
    onPage: () => reading.notify(),
  });

  const reading = new Poller({
    action: 'push.read-campaigns',
    work: async () => {
      if (await sendable.read()) engine.invalidate();
      else engine.notify();
    },
    pauseMs: READ_CAMPAIGNS_MS,
    logger,
  });
  const coordinating = new Poller({
    action: 'push.coordinate',
    work: async () => engine.isCoordinator() && (await coordinator.runCycle()),
    pauseMs: COORDINATE_MS,
    logger,
  });
  const escalating = new Poller({
    action: 'push.escalate',
    work: async () => {
      if (engine.isCoordinator()) await escalator.advance();
    },
    pauseMs: ESCALATE_MS,
    logger,
  });
  const settling = new Poller({
    action: 'push.settle-refusals',
    work: async () => {
      if (engine.isCoordinator()) await settleRefusals(push.refusalShare, now());
    },
    pauseMs: SETTLE_REFUSALS_MS,
    logger,
  });
  const watching = new Poller({
    action: 'push.watch',
    work: async () => {
      if (engine.isCoordinator()) await watchPush(client, now, logger);
    },
    pauseMs: WATCH_MS,
    logger,
  });
  const stopListening = onCoordinatorNotified(() => coordinating.notify());

  return {
    stop: async () => {
      stopListening();
      await Promise.all([coordinating.stop(), reading.stop(), escalating.stop(), settling.stop(), watching.stop()]);
      await engine.stop();
    },
  };
}
