import { startProgram } from './app';
import { loadConfig } from './config';
import { createLogger } from './observability';
import { isStartupError } from './runtime';

/** What a person sees once everything runs. */
function greet(address: string, demo: boolean): void {
  const lines = [
    `朔知已就绪 → ${address}/`,
    ...(demo
      ? [
          `  工作台     ${address}/console/`,
          `  模拟微信   ${address}/simulator`,
          `  接口说明   ${address}/api/v1/openapi.json`,
          '  试发一条通知：另开一个终端，运行 npm run demo',
          '  按 Ctrl-C 结束',
        ]
      : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function run(): Promise<void> {
  const config = loadConfig(process.env);
  // A person at a terminal reads the greeting, not JSON: warnings and worse only, unless a level was asked for.
  const level = process.env.LOG_LEVEL || (process.stdout.isTTY && !config.production ? 'warn' : config.logLevel);
  const logger = createLogger(level);
  const program = await startProgram(config, logger);
  const stop = (signal: NodeJS.Signals) => {
    logger.info({ action: 'program.stop', signal });
    void program.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // `npm start` leaves at once on a signal until the program runs; from here on it ends in order. npm sends Ctrl-C a
    // second time, so the handler stays.
    process.removeAllListeners(signal);
    process.on(signal, stop);
  }
  greet(program.address, config.wechat.simulated);
}

run().catch((error: unknown) => {
  process.stderr.write(isStartupError(error) ? `${error.message}\n` : `${(error as Error).stack ?? String(error)}\n`);
  process.exit(1);
});
