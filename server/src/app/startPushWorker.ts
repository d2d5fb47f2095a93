import type { Templates } from '../config';
import type { Logger } from '../observability';
import type { WechatClient } from '../wechat';
import { applyAfterEffects, type CampaignRecord, Campaigns, campaignsInDoubt, Coordinator, GOING } from '../campaigns';
import { Escalator } from '../escalation';
import {
  LeaseKeeper,
  Loop,
  onWake,
  Pacer,
  PaceTender,
  recoverParts,
  RESEND_UNKNOWN,
  Sender,
  SteadyClock,
  type UnknownSort,
} from '../delivery';

export interface PushWorkerDeps {
  client: Pick<WechatClient, 'sendSubscribeMessage' | 'quota' | 'warm'>;
  templates: Templates;
  /** `rate`: sends a second of all workers together; `concurrency`: requests in flight of this one. */
  push: { rate: number; concurrency: number; leaseMs: number; resendUnknown?: readonly UnknownSort[] };
  logger: Logger;
}

export interface PushWorker {
  /** Stops taking work, waits for what is in flight and hands everything over. */
  stop: () => Promise<void>;
}

/** How often the list of campaigns is read when nobody rings. */
const LOOK_MS = 500;
/** How often the director looks for new campaigns when nobody rings. */
const DIRECT_MS = 100;
/** How often calls of persons on duty are looked after; they have three minutes to answer. */
const CALL_MS = 2000;
const TEND_MS = 1000;
/** Leases are renewed so often within their life. */
const KEEPS_A_LIFE = 5;

function sameOrder(a: readonly CampaignRecord[], b: readonly CampaignRecord[]): boolean {
  return a.length === b.length && a.every((campaign, index) => campaign._id === b[index]?._id);
}

/**
 * Starts the push worker of this process. Any number of them on any number of machines share the work: each owns a part
 * of the residents, and one of them leads the campaigns through their statuses.
 */
export function startPushWorker({ client, templates, push, logger }: PushWorkerDeps): PushWorker {
  const { resendUnknown = RESEND_UNKNOWN } = push;
  const clock = new SteadyClock();
  const now = () => clock.now();
  let sendable: CampaignRecord[] = [];
  let begun = false;

  const keeper = new LeaseKeeper(push.leaseMs, async (parts) => {
    const inDoubt = await recoverParts(keeper.id, parts, resendUnknown, campaignsInDoubt, now());
    if (inDoubt > 0) logger.warn({ action: 'push.recovered', parts: parts.length, inDoubt });
    // Read ahead when the shares were ours before: others may have sent it since.
    sender.refresh();
  });
  const pacer = new Pacer(push, () => keeper.share(), logger);
  const tender = new PaceTender(pacer, client, logger);
  const sender = new Sender({
    client,
    pacer,
    logger,
    worker: keeper.id,
    concurrency: push.concurrency,
    resendUnknown,
    campaigns: () => sendable,
    parts: () => keeper.usableParts(),
    now,
    look: async () => void (await readSendable()),
    onHold: (held, reach) => {
      sendable = sendable.filter(
        (one) => !(reach === 'all' || one._id === held._id || (reach === 'kind' && one.kind === held.kind)),
      );
      sender.refresh();
    },
    applyAfterEffects,
    onDry: () => directing.ring(),
  });
  const caller = new Escalator({ client, logger, now });
  const director = new Coordinator({
    logger,
    templates,
    now,
    isCoordinating: () => keeper.isDirector(),
    onPlanned: (campaign) => caller.escalate(campaign),
    onPage: () => look.ring(),
  });

  /** Renews the leases, shares them fairly, and hands over what is no longer in flight. */
  async function keep(): Promise<boolean> {
    if (!begun) {
      await keeper.begin();
      await pacer.begin();
      begun = true;
      void client.warm();
    } else {
      await keeper.keep();
      await pacer.refresh();
    }
    for (const part of keeper.leavingParts()) if (!sender.isBusyIn(part)) await keeper.release(part);
    return false;
  }

  /** Apart from the leases: WeChat may take its time to answer about its limits. */
  async function tend(): Promise<boolean> {
    if (keeper.isDirector()) await tender.tend();
    return false;
  }

  let looks = 0;
  let shown = 0;
  async function readSendable(): Promise<boolean> {
    const turn = ++looks;
    const list = await Campaigns.find(GOING).sort({ priority: 1, at: 1 }).lean<CampaignRecord[]>();
    // A look that began earlier knows less.
    if (turn < shown) return false;
    shown = turn;
    const changed = !sameOrder(list, sendable);
    sendable = list;
    if (changed) sender.refresh();
    else sender.nudge();
    return false;
  }

  async function callDuty(): Promise<boolean> {
    if (keeper.isDirector()) await caller.advance();
    return false;
  }

  sender.start();
  const keeping = new Loop('push.keep', keep, push.leaseMs / KEEPS_A_LIFE, logger);
  const look = new Loop('push.look', readSendable, LOOK_MS, logger);
  const directing = new Loop('push.direct', async () => keeper.isDirector() && director.runCycle(), DIRECT_MS, logger);
  const calling = new Loop('push.call', callDuty, CALL_MS, logger);
  const tending = new Loop('push.tend', tend, TEND_MS, logger);
  const unhook = onWake(() => directing.ring());

  return {
    stop: async () => {
      unhook();
      await Promise.all([directing.stop(), look.stop(), calling.stop(), tending.stop()]);
      await sender.stop();
      await keeping.stop();
      if (begun) await keeper.end();
    },
  };
}
