import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEngine } from '../devtools/src/engine';
import type { RunningEngine } from '../src/development';

/** What globalTeardown needs; both run in jest's own process. */
interface TestEngine {
  readonly engine: RunningEngine;
  readonly dataDir: string;
}

declare global {
  var testEngine: TestEngine | undefined;
}

/** Starts one engine for the whole run, in a folder of its own; every test file uses a database of its own on it. */
export default async function globalSetup(): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'shuozhi-test-'));
  const engine = await startEngine({ dataDir });
  globalThis.testEngine = { engine, dataDir };
  process.env.MONGODB_URI = engine.uri;
}
