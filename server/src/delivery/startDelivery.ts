import type { Logger } from '../observability';
import { Poller } from '../runtime';
import { WorkerLeases } from './leases/workerLeases';
import type { Decision, Delivery, DeliveryPorts } from './ports';
import { RateController } from './rateLimit/rateController';
import { RateLimiter } from './rateLimit/rateLimiter';
import { recoverInFlight } from './recoverInFlight';
import { SendLoop } from './sendLoop';

export interface DeliveryLimits {
  /** Sends a second of all workers together. */
  rate: number;
  /** Slots of this worker: deliveries whose outcome is not durable yet. */
  concurrency: number;
  /** How long a lease outlives its holder's silence; requests must end within a third of it. */
  leaseMs: number;
}

export interface DeliveryEngine {
  /** Whether this worker coordinates what only one worker of all may do. */
  isCoordinator: () => boolean;
  /** What may be sent changed: what was prefetched is read anew. */
  invalidate: () => void;
  /** There may be more to send. */
  notify: () => void;
  /** Begins nothing new, waits for what is in flight, and releases everything. */
  stop: () => Promise<void>;
}

/** Heartbeats within a lease's life. */
const HEARTBEATS_A_LIFE = 5;
const RATE_CONTROL_MS = 1000;

/** Starts the engine of this process. Any number of them on any number of machines share the work. */
export function startDelivery<T extends Delivery, D extends Decision>({
  ports,
  limits,
  logger,
  now,
  onStarted,
}: {
  ports: DeliveryPorts<T, D>;
  limits: DeliveryLimits;
  logger: Logger;
  now: () => Date;
  /** Called once, after the first heartbeat. */
  onStarted: () => void;
}): DeliveryEngine {
  const leases = new WorkerLeases(limits.leaseMs);
  const limiter = new RateLimiter(limits, () => leases.share(), logger);
  const controller = new RateController(limiter, ports.quota, logger);
  const { worker } = leases;
  const loop = new SendLoop({
    ports,
    limiter,
    logger,
    worker,
    now,
    concurrency: limits.concurrency,
    partitions: () => leases.usablePartitions(),
  });
  let isAnnounced = false;
  let isStarted = false;

  async function heartbeat(): Promise<void> {
    if (!isAnnounced) await leases.announce();
    isAnnounced = true;
    const acquired = await leases.renew(limiter.providerDown());
    await limiter.refresh();
    if (!isStarted) onStarted();
    isStarted = true;
    for (const partition of leases.drainingPartitions()) {
      if (!loop.isBusyIn(partition)) await leases.release(partition);
    }
    // Last: while it fails, and the next heartbeat tries it again, everything else goes on.
    if (acquired.length > 0) await recoverAndUse(acquired);
  }

  /** Deals with what the former holders of acquired partitions left in flight, and takes them into use. */
  async function recoverAndUse(partitions: readonly number[]): Promise<void> {
    const inDoubt = await recoverInFlight(worker, partitions, ports, now(), () => leases.isSure());
    if (inDoubt > 0) logger.warn({ action: 'push.recovered', partitions: partitions.length, inDoubt });
    leases.use(partitions);
    // What was prefetched when the partitions were ours before: others may have sent it since.
    loop.invalidate();
  }

  const heartbeats = new Poller({
    action: 'push.heartbeat',
    work: heartbeat,
    pauseMs: limits.leaseMs / HEARTBEATS_A_LIFE,
    logger,
  });
  // Apart from the heartbeats: the provider may take its time to answer about its limits.
  const rateControl = new Poller({
    action: 'push.rate-control',
    work: async () => {
      if (leases.isCoordinator()) await controller.adjust();
    },
    pauseMs: RATE_CONTROL_MS,
    logger,
  });

  return {
    isCoordinator: () => leases.isCoordinator(),
    invalidate: () => loop.invalidate(),
    notify: () => loop.notify(),
    stop: async () => {
      await rateControl.stop();
      await loop.stop();
      await heartbeats.stop();
      if (isAnnounced) await leases.end();
    },
  };
}
