import { countStates } from '../../src/campaigns/outcomeCounts';
import { deriveCampaign } from '../../src/campaigns/outboxRelay';
import { setTimeout as pause } from 'node:timers/promises';
import { createLogger } from '../../src/observability';
import { createEventInbox, wechatRoutes } from '../../src/wechat';
import { callbackRequest, type SubscribeEvent } from '../../devtools/src/simulator/sendEvent';
import { callbackStorm } from '../callbackStorm';
import { startTestServer, testConfig } from '../testServer';
import type { LabWorker, PushLab } from './lab';
import { campaignDone, publishedEvent, until } from './pushTools';

/** One row of the table of faults. */
export interface FaultRow {
  fault: string;
  recipients: number;
  lost: number;
  duplicates: number;
  /** Most duplicates that are allowed. */
  bound: number;
  /** Whether the states of all deliveries sum up to the recipients. */
  addsUp: boolean;
  seconds: number;
  outcomes: string;
}

const CONCURRENCY = 16;
const KILLS = 10;
const SEND = '/subscribe/send';

/** Two workers, kept from one scenario to the next; who is killed is replaced. */
export class WorkerPool {
  private readonly live: LabWorker[] = [];
  private starting: Promise<void>[] = [];

  constructor(private readonly lab: PushLab) {}

  /** Starts a worker in the background. */
  startOne(): void {
    const arrival = this.lab.startWorker({ concurrency: CONCURRENCY }).then((worker) => void this.live.push(worker));
    this.starting.push(arrival);
  }

  /** Waits until all of them work. */
  async ready(): Promise<readonly LabWorker[]> {
    await Promise.all(this.starting);
    this.starting = [];
    return this.live;
  }

  /** Kills the worker that has been at work longest; another is on its way before that. */
  async killOne(): Promise<void> {
    if (this.live.length === 0) await Promise.race(this.starting);
    this.startOne();
    await this.live.shift()?.kill();
  }

  async killAll(): Promise<void> {
    await this.ready();
    await Promise.all(this.live.splice(0).map((worker) => worker.kill()));
    this.startOne();
    this.startOne();
  }
}

interface Stage {
  lab: PushLab;
  residents: number;
  pool: WorkerPool;
}

interface Scenario {
  name: string;
  /** Sends a second, so that the campaign lasts long enough for the fault. */
  rate?: number;
  /** Causes the fault while the campaign runs; returns how many duplicates it excuses. */
  inject: (stage: Stage) => Promise<number>;
}

/** Waits until `share` of the residents were reached. */
async function reached(stage: Stage, share: number): Promise<void> {
  const wanted = Math.floor(stage.residents * share);
  await until(
    `${wanted} reached`,
    async () => {
      const [message] = (await stage.lab.journal()).messages;
      return (message?.recipients ?? 0) >= wanted;
    },
    60_000,
  );
}

/** Causes the fault ten times, spread over the whole campaign. */
async function spread(stage: Stage, inject: () => Promise<void>): Promise<void> {
  for (let kill = 0; kill < KILLS; kill++) {
    await reached(stage, (kill + 0.5) / (KILLS + 1));
    await inject();
  }
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: `kill -9 a worker, ${KILLS} times`,
    rate: 150,
    inject: async (stage) => {
      await spread(stage, () => stage.pool.killOne());
      return KILLS * CONCURRENCY;
    },
  },
  {
    name: `kill -9 all workers, ${KILLS} times`,
    rate: 150,
    inject: async (stage) => {
      await spread(stage, () => stage.pool.killAll());
      return KILLS * 2 * CONCURRENCY;
    },
  },
  {
    // The workers live on and remember what WeChat answered; a batch each is allowed for slow machines.
    name: `kill -9 the database, ${KILLS} times`,
    rate: 150,
    inject: async (stage) => {
      await spread(stage, () => stage.lab.killDatabase());
      return 2 * CONCURRENCY;
    },
  },
  {
    name: 'WeChat answers -1 for two seconds',
    inject: async ({ lab }) => {
      await lab.control('POST', '/faults', { path: SEND, kind: 'error', code: -1 });
      await pause(2000);
      await lab.control('DELETE', '/faults');
      return 0;
    },
  },
  {
    name: '45009: the daily quota is used up, then enlarged',
    inject: async ({ lab }) => {
      await lab.control('POST', '/faults', { path: SEND, kind: 'error', code: 45009, count: 20 });
      return 0;
    },
  },
  {
    name: 'the token is revoked under two workers, twice',
    rate: 400,
    inject: async (stage) => {
      await reached(stage, 0.2);
      await stage.lab.control('POST', '/tokens/revoke', {});
      await reached(stage, 0.6);
      await stage.lab.control('POST', '/tokens/revoke', {});
      return 0;
    },
  },
  {
    name: '40001 for every second request of 60',
    inject: async ({ lab }) => {
      await lab.control('POST', '/faults', { path: SEND, kind: 'error', code: 40001, share: 0.5, count: 60 });
      return 0;
    },
  },
  {
    name: '25 requests hang, nothing accepted',
    inject: async ({ lab }) => {
      await lab.control('POST', '/faults', { path: SEND, kind: 'hang', accept: false, count: 25 });
      return 0;
    },
  },
  {
    name: '25 connections cut after accepting',
    inject: async ({ lab }) => {
      await lab.control('POST', '/faults', { path: SEND, kind: 'cut', accept: true, share: 0.5, count: 25 });
      return 25;
    },
  },
  {
    name: '1 % of the answers 800 ms late',
    inject: async ({ lab }) => {
      await lab.control('POST', '/faults', { path: SEND, kind: 'latency', ms: 800, share: 0.01 });
      return 0;
    },
  },
  {
    name: 'the clock of one of two workers jumps an hour, ahead and back',
    rate: 400,
    inject: async (stage) => {
      const [worker] = await stage.pool.ready();
      await reached(stage, 0.2);
      worker?.shiftClock(3_600_000);
      await reached(stage, 0.6);
      worker?.shiftClock(-3_600_000);
      return 0;
    },
  },
  {
    name: '10,000 callbacks of WeChat in a few seconds',
    rate: 80,
    inject: async () => {
      await stormOf(10_000);
      return 0;
    },
  },
];

/** WeChat tells us of consents, all at once, at a web server beside the same database. */
async function stormOf(count: number): Promise<void> {
  const logger = createLogger('silent');
  const account = { appId: 'wxba5fad812f8e6fb9', token: 'AAAAA', aesKey: 'A'.repeat(43) };
  const inbox = createEventInbox(logger);
  const config = testConfig({ MONGODB_URI: 'mongodb://connected-already' });
  const server = await startTestServer({ routes: wechatRoutes({ ...account, encryptedOnly: true }, inbox), config });
  const target = { ...account, url: `${server.origin}/api/v1/wechat/callback` };
  const event = (n: number): SubscribeEvent => ({
    openid: `bench-${n}`,
    event: 'subscribe_msg_popup_event',
    items: [{ TemplateId: 't1', SubscribeStatusString: 'accept', PopupScene: '0' }],
    createTime: 1714112445,
  });
  const form = { mode: 'safe', format: 'json' } as const;
  await callbackStorm(
    server.origin,
    Array.from({ length: count }, (_, n) => callbackRequest(target, event(n), form)),
  );
  await inbox.close();
  await server.stop();
}

const sumOf = (counts: Record<string, number> | null): number =>
  Object.values(counts ?? {}).reduce((sum, n) => sum + n, 0);

/** Runs one campaign to `residents` bench residents while the scenario causes its fault. */
export async function runScenario(
  lab: PushLab,
  pool: WorkerPool,
  scenario: Scenario,
  residents: number,
): Promise<FaultRow> {
  await lab.reset();
  await lab.setRate(scenario.rate ?? 100_000);
  await pool.ready();
  const started = performance.now();
  const event = await publishedEvent({ title: `关于${scenario.name.replace(/[^\p{L}\p{N}]/gu, '')}的通告` });
  await deriveCampaign(event);
  const bound = await scenario.inject({ lab, residents, pool });
  const campaign = await campaignDone(event.id, 120_000);
  const recipients = sumOf(await countStates(event.id));
  const [message] = (await lab.journal(residents)).messages;
  return {
    fault: scenario.name,
    recipients,
    lost: message?.missing.count ?? residents,
    duplicates: message?.duplicates ?? 0,
    bound,
    addsUp: recipients === residents && sumOf(campaign.counts) === residents,
    seconds: (performance.now() - started) / 1000,
    outcomes: Object.entries(campaign.counts ?? {})
      .map(([outcome, n]) => `${outcome} ${n}`)
      .join(', '),
  };
}
