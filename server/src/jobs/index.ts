import { databaseNow } from '../database';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda, type Job as AgendaJob } from 'agenda';
import type mongoose from 'mongoose';
import { counter, type Logger } from '../observability';

/** Work that comes round by the clock. It must be safe to run twice and to be killed in the middle. */
export interface Job {
  name: string;
  /** How often, in words of human-interval: `1 minute`, `6 hours`. */
  every: string;
  run: (now: Date) => Promise<unknown>;
}

/** A job whose process died is taken over by another after this time; who lives renews its lock. */
const LOCK_MS = 2 * 60 * 1000;
const RENEWALS_A_LOCK = 4;

const runs = counter('shuozhi_job_runs_total', 'Runs of clock-driven jobs by name and outcome', ['job', 'outcome']);

/** Does `work` and renews the lock of its job meanwhile, so that a long run is not mistaken for a dead one. */
async function locked(job: Pick<AgendaJob, 'touch'>, lockMs: number, work: () => Promise<unknown>): Promise<void> {
  let renewal = Promise.resolve();
  const renewing = setInterval(() => {
    // One that fails is made good by the next, or the lock is lost to somebody who reaches the database.
    renewal = job.touch().catch(() => undefined);
  }, lockMs / RENEWALS_A_LOCK);
  try {
    await work();
  } finally {
    clearInterval(renewing);
    // Else it might be written after the end of the run, and lock what nobody works on.
    await renewal;
  }
}

/**
 * Starts the clock-driven jobs of this process; several processes share them through the collection `jobs`, each run
 * happens in one of them.
 * @param lockMs how long the lock of a process that died holds
 * @returns `stop`, which waits for running jobs
 */
export async function startJobs(
  connection: mongoose.Connection,
  jobs: readonly Job[],
  logger: Logger,
  lockMs = LOCK_MS,
): Promise<{ stop: () => Promise<void> }> {
  if (!connection.db) throw new Error('the database must be connected before jobs start');
  const mongo = connection.db;
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo, collection: 'jobs' }),
    processEvery: '5 seconds',
    defaultLockLifetime: lockMs,
  });
  agenda.on('error', (err: unknown) => logger.error({ action: 'jobs.error', err }));
  for (const job of jobs) {
    agenda.define(job.name, async (run) => {
      try {
        await locked(run, lockMs, () => job.run(databaseNow()));
        runs.inc({ job: job.name, outcome: 'ok' });
      } catch (err) {
        runs.inc({ job: job.name, outcome: 'failed' });
        logger.error({ action: 'jobs.failed', job: job.name, err });
      }
    });
  }
  await agenda.start();
  for (const job of jobs) await agenda.every(job.every, job.name);
  return { stop: () => agenda.stop() };
}
