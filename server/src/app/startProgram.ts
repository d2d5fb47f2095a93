import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import mongoose from 'mongoose';
import type { Config } from '../config';
import { connectDatabase, disconnectDatabase, ensureIndexes } from '../database';
import { loadDevtools, type RunningEngine } from '../development';
import { startJobs } from '../jobs';
import type { Logger } from '../observability';
import { StartupError } from '../runtime';
import { createApp } from './createApp';
import { prepareSearch } from '../search';
import { composeModules } from './composeModules';
import { seed } from './seed';
import { simulatorPages } from './simulator';

export interface RunningProgram {
  /** Where the program answers, e.g. `http://127.0.0.1:3000`. */
  address: string;
  stop: () => Promise<void>;
}

const CLOSE_MS = 5000;

/** Listens, or says in one line why not. */
function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' ? `端口 ${port} 已被占用，请用 PORT 指定另一个端口。` : null;
      reject(taken ? new StartupError(taken) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), CLOSE_MS).unref();
  });
}

const notReadyYet: RequestListener = (_request, response) => {
  response.writeHead(503, { 'Retry-After': '1' }).end();
};

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
    // The port first: a taken one is the commonest mistake and must not wait for the database.
    let answer: RequestListener = notReadyYet;
    const server = createServer((request, response) => answer(request, response));
    const port = await listen(server, config.host, config.port);
    const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    undo.push(() => close(server));
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
    answer = createApp({ config, logger, ...modules, pages }).listener;
    // Beside the first requests; a search that comes sooner waits for it.
    prepareSearch().catch((err: unknown) => logger.warn({ action: 'search.prepare', err }));
    // To stop: the worker first (it may be talking to our own simulator), then no new requests, then what they rest on.
    undo.push(
      () => modules.close(),
      () => close(server),
      () => modules.drain(),
    );
    if (config.roles.has('worker')) {
      const jobs = await startJobs(mongoose.connection, modules.jobs, logger);
      undo.push(() => jobs.stop());
      const worker = modules.startWorker();
      undo.push(() => worker.stop());
    }
    return { address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Without its database the program cannot go on: it leaves, and whoever runs it starts it again. */
function watchEngine(engine: RunningEngine | undefined, logger: Logger): void {
  engine?.onLost(() => {
    logger.fatal({ action: 'database.lost', message: 'the embedded database ended unexpectedly' });
    process.exit(1);
  });
}
