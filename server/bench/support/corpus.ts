import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { connectDatabase, disconnectDatabase, ensureIndexes } from '../../src/database';
import { startEngine } from '../../devtools/src/engine';
import { seedItems } from '../../src/items';
import { refreshSearchIndex } from '../../src/search';
import { importGazettes } from './gazettes';

/** Items and gazettes in an engine of their own. */
export async function withCorpus(work: (now: Date, uri: string, folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-search-'));
  const engine = await startEngine({ dataDir: folder });
  const now = new Date();
  try {
    await connectDatabase(engine.uri, { dbName: 'shuozhi' });
    await ensureIndexes();
    await seedItems(now);
    process.stdout.write(`${await importGazettes(now)} documents of the gazettes\n`);
    await refreshSearchIndex();
    await work(now, engine.uri, folder);
  } finally {
    await disconnectDatabase();
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
