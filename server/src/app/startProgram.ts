import { createServer } from 'node:http';
import mongoose from 'mongoose';
import type { Config } from '../config';
import { connectDatabase, disconnectDatabase, ensureIndexes } from '../database';
import { loadDevtools, type RunningEngine } from '../development';
import { startJobs } from '../jobs';
import type { Logger } from '../observability';
import { createApp } from './createApp';
import { Drain } from './drain';
import { explainStartFailure } from './explainStartFailure';
import { closeServer, freePort, listen } from './listen';
import { prepareSearch } from '../search';
import { composeModules } from './composeModules';
import { seed } from './seed';
import { simulatorPages } from './simulator';

export interface RunningProgram {
  /** Where the program answers, e.g. `http://127.0.0.1:3000`. */
  address: string;
  stop: () => Promise<void>;
}

/** Longer than proxies keep an idle connection (nginx: 60 s): it is theirs to close, or a request would meet the end. */
const KEEP_ALIVE = { keepAliveTimeout: 75_000 };

/** Steps to take back, last first, each even when another fails. */
async function unwind(steps: (() => Promise<unknown>)[], logger: Logger): Promise<void> {
  for (const step of steps.reverse()) {
    await step().catch((err: unknown) => logger.error({ action: 'program.stop', err }));
  }
}

/**
 * Starts the roles of the configuration: database, web server, worker.
 * @throws StartupError with one line for the person at the terminal
 */
export async function startProgram(config: Config, logger: Logger): Promise<RunningProgram> {
  const undo: (() => Promise<unknown>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= unwind(undo, logger));
  try {
    // The port first: a taken one is the commonest mistake and must not wait for the database. It answers when all is ready.
    const port = await freePort(config.host, config.port);
    const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    const engine =
      config.mongodbUri === undefined
        ? await (await loadDevtools()).startEngine({ dataDir: config.dataDir })
        : undefined;
    if (engine) undo.push(() => engine.stop());
    watchEngine(engine, logger);
    await connectDatabase(config.mongodbUri ?? engine?.uri ?? '');
    undo.push(disconnectDatabase);
    await ensureIndexes();
    await seed(config, new Date());

    const modules = composeModules(config, logger, address);
    const pages = [...modules.pages, ...(await simulatorPages(config, address))];
    undo.push(() => modules.close());
    const drain = new Drain();
    const { listener } = createApp({ config, logger, ...modules, pages, mayReceive: () => drain.mayReceive() });
    const server = createServer(KEEP_ALIVE, drain.watching(listener));
    // Beside the first requests; a search that comes sooner waits for it.
    prepareSearch().catch((err: unknown) => logger.warn({ action: 'search.prepare', err }));
    // To stop: nothing new for the worker (it may be talking to our own simulator), then no new requests, then what they
    // rest on.
    undo.push(async () => {
      await modules.drain();
      await drain.quiet(config.drainMs);
      await closeServer(server);
    });
    if (config.roles.has('worker')) {
      const jobs = await startJobs(mongoose.connection, modules.jobs, logger);
      undo.push(() => jobs.stop());
      const worker = modules.startWorker();
      undo.push(() => worker.stop());
    }
    undo.push(() => Promise.resolve(drain.begin()));
    await listen(server, config.host, port);
    return { address, stop };
  } catch (error) {
    await stop();
    throw explainStartFailure(error, config);
  }
}

/** Without its database the program cannot go on: it leaves, and whoever runs it starts it again. */
function watchEngine(engine: RunningEngine | undefined, logger: Logger): void {
  engine?.onLost(() => {
    logger.fatal({ action: 'database.lost', message: 'the embedded database ended unexpectedly' });
    process.exit(1);
  });
}
