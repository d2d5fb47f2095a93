import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadDevtools } from './devtools';

test('the development tools are found by the interface that the server knows', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'devtools-'));
  const { borrowEngine } = await loadDevtools();
  const engine = await borrowEngine({ dataDir: folder });
  expect(engine.uri).toMatch(/^mongodb:\/\//);
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});
