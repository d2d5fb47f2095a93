import { useTestDatabase } from '../../test/testDatabase';
import { until } from '../../test/push/pushTools';
import { createLogger } from '../observability';
import type { Decision, Delivery, DeliveryPorts, Outcome } from './ports';
import { RateLimiter } from './rateLimit/rateLimiter';
import { loadSharedRate } from './rateLimit/sharedRate';
import { SendLoop } from './sendLoop';

useTestDatabase();

const logger = createLogger('silent');
const delivery = (n: number, rank = 1): Delivery => ({
  id: `c:${n}`,
  partition: n % 4,
  recipient: `person-${n}`,
  rank,
  attempt: 0,
  uncertain: false,
});

/** A loop over a list of deliveries, with ports that record what they are asked. */
class Stage {
  sent: string[] = [];
  recorded: string[] = [];
  doubtful: string[] = [];
  idle = 0;
  waiting: Delivery[];
  limiter = new RateLimiter({ rate: 1000, concurrency: 4 }, () => 1, logger);
  readonly ports: DeliveryPorts<Delivery, Decision>;

  constructor(count: number, changed: Partial<DeliveryPorts<Delivery, Decision>> = {}) {
    this.waiting = Array.from({ length: count }, (_, n) => delivery(n));
    const done = (ids: readonly string[]): void => {
      this.waiting = this.waiting.filter(({ id }) => !ids.includes(id));
    };
    this.ports = {
      nextDue: (partitions, _now, limit, known) =>
        Promise.resolve(
          this.waiting.filter(({ id, partition }) => !known.has(id) && partitions.includes(partition)).slice(0, limit),
        ),
      refresh: () => Promise.resolve(),
      maySend: () => true,
      notBefore: () => null,
      putOff: () => Promise.resolve(),
      send: ({ id }) => {
        this.sent.push(id);
        return Promise.resolve({ status: 'answered', errcode: 0, errmsg: 'ok', msgid: '1' });
      },
      decide: () => ({ state: 'sent', code: 0, msgid: '1', signal: 'good' }),
      record: (outcomes: readonly Outcome<Delivery, Decision>[]) => {
        const ids = outcomes.map((one) => one.delivery.id);
        this.recorded.push(...ids);
        done(ids);
        return Promise.resolve();
      },
      recordAccepted: () => Promise.resolve(),
      recordInDoubt: (entries) => {
        this.doubtful.push(...entries.map(({ id }) => id));
        done(entries.map(({ id }) => id));
        return Promise.resolve(entries.length);
      },
      countUndecided: () => Promise.resolve(0),
      quota: () => Promise.resolve(null),
      onIdle: () => (this.idle += 1),
      ...changed,
    };
  }

  async start(): Promise<SendLoop<Delivery, Decision>> {
    await loadSharedRate(1000);
    await this.limiter.refresh();
    const loop = new SendLoop({
      ports: this.ports,
      limiter: this.limiter,
      logger,
      worker: `worker-${Math.random()}`,
      concurrency: 4,
      partitions: () => [0, 1, 2, 3],
      now: () => new Date(),
    });
    return loop;
  }
}

test('an answer that nobody can judge is in doubt and takes no slot; the others go on', async () => {
  const stage: Stage = new Stage(12, {
    decide: ({ id }) => {
      if (Number(id.slice(2)) % 2 === 0) throw new Error('no rule');
      return { state: 'sent', code: 0, msgid: '1', signal: 'good' };
    },
  });
  const loop = await stage.start();
  await until('all are over', () => Promise.resolve(stage.waiting.length === 0), 20_000);
  await loop.stop();
  expect([stage.doubtful.length, stage.recorded.length, new Set(stage.sent).size, stage.sent.length]).toEqual([
    6, 6, 12, 12,
  ]);
});

test('a question that throws does not end the loop', async () => {
  let asked = 0;
  const stage: Stage = new Stage(8, {
    maySend: () => {
      if (asked++ < 2) throw new Error('not now');
      return true;
    },
  });
  const loop = await stage.start();
  await until('all are over', () => Promise.resolve(stage.waiting.length === 0), 20_000);
  await loop.stop();
  expect(new Set(stage.sent).size).toBe(8);
});

test('what was withdrawn while the log was written gives its tokens back', async () => {
  let asked = 0;
  // The first word lets them be chosen, the second withdraws them.
  const stage: Stage = new Stage(4, { maySend: () => asked++ < 4 });
  const back = jest.spyOn(stage.limiter, 'giveBack');
  const loop = await stage.start();
  await until('tokens came back', () => Promise.resolve(back.mock.calls.some(([count]) => count === 4)), 20_000);
  stage.waiting = [];
  await loop.stop();
  expect(stage.sent).toEqual([]);
});

test('when what was left is dropped, the domain is told', async () => {
  const stage: Stage = new Stage(3, { maySend: () => false });
  const loop = await stage.start();
  await until('it is told', () => Promise.resolve(stage.idle > 0), 20_000);
  stage.waiting = [];
  await loop.stop();
  expect(stage.sent).toEqual([]);
});

test('an outcome that the database refuses keeps no other from being written', async () => {
  let refuses = true;
  const stage: Stage = new Stage(8, {
    decide: () => ({ state: 'failed', code: 45168, msgid: null, signal: null }),
    record: (outcomes) => {
      const ids = outcomes.map((one) => one.delivery.id);
      if (refuses && ids.includes('c:2')) return Promise.reject(new Error('refused'));
      stage.recorded.push(...ids);
      stage.waiting = stage.waiting.filter(({ id }) => !ids.includes(id));
      return Promise.resolve();
    },
  });
  const loop = await stage.start();
  await until('the others are written', () => Promise.resolve(stage.recorded.length === 7), 20_000);
  expect(stage.recorded).not.toContain('c:2');
  refuses = false;
  await until('it is written, too', () => Promise.resolve(stage.waiting.length === 0), 20_000);
  await loop.stop();
  expect(stage.sent.length).toBe(8);
});

test('what is more pressing goes before what was read ahead', async () => {
  const stage: Stage = new Stage(40);
  await loadSharedRate(1000);
  const normal = stage.ports.nextDue;
  let reads = 0;
  stage.ports.nextDue = async (...args) => {
    reads += 1;
    // The first reading finds a few, the second the alert's.
    if (reads === 1) return (await normal(...args)).slice(0, 20);
    const found = await normal(...args);
    return [...found, delivery(99, 0)].filter(({ id }) => !args[3].has(id));
  };
  stage.waiting.push(delivery(99, 0));
  const loop = await stage.start();
  await until('all are over', () => Promise.resolve(stage.waiting.length === 0), 20_000);
  await loop.stop();
  const place = stage.sent.indexOf('c:99');
  const after = stage.sent.slice(place + 1).length;
  expect(after).toBeGreaterThanOrEqual(19);
});
