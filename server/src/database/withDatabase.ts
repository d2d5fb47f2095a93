import { connectDatabase, disconnectDatabase, ensureIndexes } from './connect';
import { loadDevtools } from '../development';

/**
 * Runs a command against the database: `MONGODB_URI` when set, else the embedded engine of the data folder (the
 * running one, or one started for the time of the command).
 * @returns what `work` returns
 * @throws StartupError when the engine cannot be had, and whatever `work` throws
 */
export async function withDatabase<T>(
  config: { mongodbUri?: string | undefined; dataDir: string },
  work: () => Promise<T>,
): Promise<T> {
  const engine =
    config.mongodbUri === undefined
      ? await (await loadDevtools()).borrowEngine({ dataDir: config.dataDir })
      : undefined;
  try {
    await connectDatabase(config.mongodbUri ?? engine?.uri ?? '');
    await ensureIndexes();
    return await work();
  } finally {
    await disconnectDatabase();
    await engine?.stop();
  }
}
