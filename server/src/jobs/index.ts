import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import type mongoose from 'mongoose';
import { counter, type Logger } from '../observability';

/** Work that comes round by the clock. It must be safe to run twice and to be killed in the middle. */
export interface Job {
  name: string;
  /** How often, in words of human-interval: `1 minute`, `6 hours`. */
  every: string;
  run: (now: Date) => Promise<unknown>;
}

/** A job whose process died is taken over by another after this time. */
const LOCK_MS = 2 * 60 * 1000;

const runs = counter('shuozhi_job_runs_total', 'Runs of clock-driven jobs by name and outcome', ['job', 'outcome']);

/**
 * Starts the clock-driven jobs of this process; several processes share them through the collection `jobs`, each run
 * happens in one of them.
 * @returns `stop`, which waits for running jobs
 */
export async function startJobs(
  connection: mongoose.Connection,
  jobs: readonly Job[],
  logger: Logger,
): Promise<{ stop: () => Promise<void> }> {
  if (!connection.db) throw new Error('the database must be connected before jobs start');
  const mongo = connection.db;
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo, collection: 'jobs' }),
    processEvery: '5 seconds',
    defaultLockLifetime: LOCK_MS,
  });
  agenda.on('error', (err: unknown) => logger.error({ action: 'jobs.error', err }));
  for (const job of jobs) {
    agenda.define(job.name, async () => {
      try {
        await job.run(new Date());
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
