import { rmSync } from 'node:fs';
// The type of `globalThis.testEngine` is declared there.
import type {} from './globalSetup';

/** Ends the engine of this run and removes its folder. */
export default async function globalTeardown(): Promise<void> {
  if (!globalThis.testEngine) return;
  const { engine, dataDir } = globalThis.testEngine;
  await engine.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
