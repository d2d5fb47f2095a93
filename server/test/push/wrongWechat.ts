import { deriveCampaign } from '../../src/campaigns/outboxRelay';
import { Campaigns, type CampaignRecord } from '../../src/campaigns/model';
import { countStates } from '../../src/campaigns/outcomeCounts';
import { retryRefused } from '../../src/campaigns/refusals/reviewRefusals';
import { Subscriptions } from '../../src/subscriptions/model';
import type { LabWorker, PushLab } from './lab';
import { campaignDone, publishedEvent, seedSubscribers, until } from './pushTools';

/** A row of the table: what a strange WeChat, or a wrong clock, did to a campaign, and whether that is what we promise. */
export interface WrongRow {
  fault: string;
  kept: boolean;
  figure: string;
}

interface Stage {
  lab: PushLab;
  residents: number;
  /** How many times as long as in a calm run it may take: 1.2 on a quiet machine. */
  slack: number;
}

interface WrongScenario {
  name: string;
  /** Part of the suite; the others are told apart from it by the fault alone. */
  isInSuite: boolean;
  run: (stage: Stage) => Promise<Omit<WrongRow, 'fault'>>;
}

const SEND = '/subscribe/send';
const CONCURRENCY = 16;
const STRANGE = 50;
/** Consents of each resident by kind. */
const CREDITS = 5;
const strangers = Array.from({ length: STRANGE }, (_, n) => `bench-${n}`);

async function twoWorkers(lab: PushLab, envs: NodeJS.ProcessEnv[] = [{}, {}]): Promise<LabWorker[]> {
  const workers: LabWorker[] = [];
  // One after the other: the first is the coordinator.
  for (const env of envs) workers.push(await lab.startWorker({ concurrency: CONCURRENCY, env }));
  return workers;
}

async function seeded({ lab, residents }: Stage, longTerm = false): Promise<void> {
  await lab.reset();
  await lab.setRate(100_000);
  await Subscriptions.deleteMany({});
  await lab.control('POST', '/limits', { benchCredit: CREDITS });
  await seedSubscribers(residents, { credits: { notice: CREDITS, alert: CREDITS }, longTerm });
}

async function published(draft: Parameters<typeof publishedEvent>[0]): Promise<string> {
  const event = await publishedEvent(draft);
  await deriveCampaign(event);
  return event.id;
}

const notice = (): Promise<string> => published({ title: '关于停水的通告' });
const redAlert = (): Promise<string> =>
  published({ title: '寒潮红色预警', topics: ['alert'], level: 'red', regions: ['140602'] });

/** What the ledger lost: credits, and openids that count as invalid. */
async function ledger(kind: 'notice' | 'alert' = 'notice'): Promise<{ credits: number; invalid: number }> {
  const rows = await Subscriptions.find({}, 'ledger openidInvalid').lean();
  return {
    credits: rows.reduce((sum, row) => sum + (row.ledger[kind]?.left ?? 0), 0),
    invalid: rows.filter(({ openidInvalid }) => openidInvalid).length,
  };
}

async function settled(id: string, ms: number): Promise<CampaignRecord | null> {
  const found = () => Campaigns.findById(id).lean<CampaignRecord>();
  await until(
    `${id} is done or held`,
    async () => {
      const campaign = await found();
      return campaign?.status === 'done' || (campaign?.hold ?? null) !== null;
    },
    ms,
  );
  return found();
}

/** Everybody is refused although nothing is wrong with anybody; then WeChat is sound again and an alert comes. */
function refusalOfAll(code: 40003 | 43101): WrongScenario {
  return {
    name: `${code} to everybody, then an alert with a sound WeChat`,
    isInSuite: true,
    run: async (stage) => {
      const { lab, residents } = stage;
      await seeded(stage);
      const workers = await twoWorkers(lab);
      await lab.control('POST', '/faults', { path: SEND, kind: 'error', code });
      const id = await notice();
      await settled(id, 60_000);
      const after = await ledger();
      await lab.control('DELETE', '/faults');
      const alert = await campaignDone(await redAlert(), 60_000);
      const told = alert.counts?.sent ?? 0;
      const held = await Campaigns.findById(id).lean<CampaignRecord>();
      if (held?.hold) await retryRefused(id, new Date());
      const { sent = 0 } = (await campaignDone(id, 60_000)).counts ?? {};
      const end = await ledger();
      await Promise.all(workers.map((worker) => worker.kill()));
      const kept =
        after.invalid === 0 && told === residents && sent === residents && end.credits === residents * (CREDITS - 1);
      const figure = `invalid ${after.invalid}, alert told ${told}, notice at last ${sent}, credits ${end.credits} of ${residents * (CREDITS - 1)}`;
      return { kept, figure: `${figure} (of ${residents})` };
    },
  };
}

/** When the residents were reached after the event: the first, and the share of them that nothing is wrong with; in seconds. */
async function timesOf(id: string, wanted: number, ms: number): Promise<{ first: number; last: number }> {
  const started = performance.now();
  let first = Infinity;
  let last = Infinity;
  await until(
    `${wanted} reached`,
    async () => {
      const { sent } = await countStates(id);
      const now = (performance.now() - started) / 1000;
      if (sent > 0) first = Math.min(first, now);
      if (sent >= wanted) last = now;
      return sent >= wanted;
    },
    ms,
  ).catch(() => undefined);
  return { first, last };
}

/** Some people get a strange answer for ever: the others must not feel it, and the campaign ends. */
function strangeForSome(name: string, faults: readonly Record<string, unknown>[]): WrongScenario {
  return {
    name: `${name} for ${STRANGE} people`,
    isInSuite: faults.length > 1,
    run: async (stage) => {
      const { lab, residents, slack } = stage;
      await seeded(stage);
      const workers = await twoWorkers(lab);
      const calm = await timesOf(await notice(), residents, 60_000);
      await seeded(stage);
      for (const [n, fault] of faults.entries()) {
        const openids = strangers.filter((_, index) => index % faults.length === n);
        await lab.control('POST', '/faults', { path: SEND, openids, ...fault });
      }
      const began = performance.now();
      const id = await notice();
      const rest = await timesOf(id, residents - STRANGE, 40_000);
      const alertId = await redAlert();
      const alert = await timesOf(alertId, residents - STRANGE, 40_000);
      const done = await campaignDone(id, 120_000).catch(() => null);
      const end = (performance.now() - began) / 1000;
      await Promise.all(workers.map((worker) => worker.kill()));
      const counts = Object.entries(done?.counts ?? {}).map(([outcome, n]) => `${outcome} ${n}`);
      // A second is what two polls and the machine's other work cost.
      const kept =
        rest.last <= calm.last * slack + 1 && alert.first < 3 && alert.last <= calm.last * slack + 1 && done !== null;
      return {
        kept,
        figure: `calm ${calm.last.toFixed(1)} s, the others ${rest.last.toFixed(1)} s, red alert ${alert.first.toFixed(1)}–${alert.last.toFixed(1)} s, ended ${done ? `${end.toFixed(0)} s` : 'NOT'}: ${counts.join(', ')}`,
      };
    },
  };
}

/** A gateway loses the answers of messages that WeChat took. */
function gatewayAfterAcceptance(longTerm: boolean): WrongScenario {
  return {
    name: `504 after acceptance for ${STRANGE} people, ${longTerm ? 'long-term' : 'one-time'}`,
    isInSuite: true,
    run: async (stage) => {
      const { lab, residents } = stage;
      await seeded(stage, longTerm);
      await lab.control('POST', '/limits', { benchCredit: longTerm ? 1000 : 1 });
      const workers = await twoWorkers(
        lab,
        [{}, {}].map(() => templatesEnv(lab, longTerm)),
      );
      await lab.control('POST', '/faults', {
        path: SEND,
        openids: strangers,
        kind: 'http',
        status: 504,
        accept: true,
        count: STRANGE,
      });
      const id = await notice();
      const { counts } = await campaignDone(id, 120_000);
      const [message] = (await lab.journal(residents)).messages;
      await Promise.all(workers.map((worker) => worker.kill()));
      const wrong = Object.entries(counts ?? {}).filter(([outcome]) => /^(refused|failed)/.test(outcome));
      const duplicates = message?.duplicates ?? 0;
      const { sent = 0, unknown = 0 } = counts ?? {};
      return {
        kept: wrong.length === 0 && duplicates === 0 && sent + unknown === residents && message?.missing.count === 0,
        figure: `sent ${sent}, unknown ${unknown}, wrongly ${wrong.map((one) => one.join(' ')).join(', ') || 'none'}, twice ${duplicates}`,
      };
    },
  };
}

function templatesEnv(lab: PushLab, longTerm: boolean): NodeJS.ProcessEnv {
  const templates = Object.entries(lab.config.wechat.templates).map(([kind, one]) => [kind, { ...one, longTerm }]);
  return { WECHAT_TEMPLATES: JSON.stringify(Object.fromEntries(templates)) };
}

const minutes = (n: number): NodeJS.ProcessEnv => ({ CLOCK_SHIFT_MS: String(n * 60_000) });

/** The clock of one worker is wrong from its start. */
function wrongClock(name: string, envs: NodeJS.ProcessEnv[]): WrongScenario {
  return {
    name: `the clock of ${name}`,
    isInSuite: name.includes('10 min'),
    run: async (stage) => {
      const { lab, residents } = stage;
      const run = async (env: NodeJS.ProcessEnv[]): Promise<number> => {
        await seeded(stage);
        const workers = await twoWorkers(lab, env);
        // Some must be tried again: due times are written and read.
        await lab.control('POST', '/faults', { path: SEND, kind: 'error', code: -1, share: 0.1, count: 40 });
        const id = await published({ title: '暴雨红色预警', topics: ['alert'], level: 'red', regions: ['140602'] });
        const { last } = await timesOf(id, residents, 30_000);
        await Promise.all(workers.map((worker) => worker.kill()));
        return last;
      };
      const calm = await run([{}, {}]);
      const wrong = await run(envs);
      return {
        kept: wrong <= Math.max(calm * stage.slack, calm + 1),
        figure: `last message ${calm.toFixed(1)} s with right clocks, ${wrong.toFixed(1)} s with the wrong one`,
      };
    },
  };
}

const STRANGE_ANSWERS = {
  '429 with HTML': { kind: 'http', status: 429 },
  '403': { kind: 'http', status: 403 },
  '302': { kind: 'http', status: 302 },
  '500 with errcode 0': { kind: 'http', status: 500, body: '{"errcode":0,"errmsg":"ok"}' },
  'HTML with 200': { kind: 'http', status: 200 },
  '-1 for ever': { kind: 'error', code: -1 },
};

export const WRONG_WECHAT: readonly WrongScenario[] = [
  refusalOfAll(40003),
  refusalOfAll(43101),
  ...Object.entries(STRANGE_ANSWERS).map(([name, fault]) => strangeForSome(name, [fault])),
  strangeForSome('all of these at once', Object.values(STRANGE_ANSWERS)),
  gatewayAfterAcceptance(false),
  gatewayAfterAcceptance(true),
  wrongClock('the coordinator, 10 min ahead', [minutes(10), {}]),
  wrongClock('a sender, 10 min behind', [{}, minutes(-10)]),
  wrongClock('the coordinator, an hour behind', [minutes(-60), {}]),
  wrongClock('a sender, an hour ahead', [{}, minutes(60)]),
];

/** Runs one scenario with two new workers; no other may be alive. */
export async function runWrong(stage: Stage, { name, run }: WrongScenario): Promise<WrongRow> {
  return { fault: name, ...(await run(stage)) };
}
