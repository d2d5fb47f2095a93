/** A process that owns an engine and does nothing else, for tests that kill it. Prints the engine's process id. */
import { startEngine } from '../src/engine';

async function own(dataDir: string): Promise<void> {
  const engine = await startEngine({ dataDir });
  process.stdout.write(`${engine.pid}\n`);
  setInterval(() => undefined, 60_000);
}

void own(process.argv[2] ?? '');
