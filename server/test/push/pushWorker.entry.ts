import { loadConfig } from '../../src/config';
import { connectDatabase, disconnectDatabase } from '../../src/database';
import { createLogger } from '../../src/observability';
import { createWechatClient } from '../../src/wechat';
import { startPushWorker } from '../../src/app/startPushWorker';

/** How far the wall clock of this process is from that of its machine, in milliseconds. */
let shift = Number(process.env.CLOCK_SHIFT_MS ?? 0);
const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (_target, args: [] | [number]) =>
    new RealDate(...(args.length === 0 ? ([RealDate.now() + shift] as const) : args)),
  get: (target, name, receiver) =>
    name === 'now' ? () => RealDate.now() + shift : (Reflect.get(target, name, receiver) as unknown),
});

/**
 * A push worker alone, in a process of its own: for benches and fault tests, where `main` with its web server and seeds
 * would only stand in the way. Environment as for the program, and DB_NAME, ANSWER_TIMEOUT_MS, CLOCK_SHIFT_MS. The parent may
 * send `{shiftClock: ms}`: the wall clock of this process jumps, as after a broken time server.
 */
async function run(): Promise<void> {
  const config = loadConfig({
    NODE_ENV: 'test',
    JWT_SECRET: 'not used by a worker, but must be there',
    ...process.env,
  });
  const logger = createLogger(config.logLevel);
  const dbName = process.env.DB_NAME;
  await connectDatabase(config.mongodbUri ?? '', dbName === undefined ? {} : { dbName });
  const answer = Number(process.env.ANSWER_TIMEOUT_MS ?? 5000);
  const client = createWechatClient(config.wechat, logger, { connect: 1000, answer });
  const worker = startPushWorker({ client, templates: config.wechat.templates, push: config.push, logger });

  process.on('message', (message: { shiftClock?: number; memory?: true }) => {
    shift = message.shiftClock ?? shift;
    if (message.memory) process.send?.({ rss: process.memoryUsage.rss(), cpu: process.cpuUsage() });
  });
  const stop = () => {
    void worker
      .stop()
      .then(() => Promise.all([client.close(), disconnectDatabase()]))
      .then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('disconnect', () => process.exit(0));
  process.send?.({ ready: true });
}

run().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
  process.exit(1);
});
